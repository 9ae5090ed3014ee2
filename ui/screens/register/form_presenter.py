"""Answers the form page: checks while typing, drafts, saving, going on to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.citizen_id import slip_hint
from desktop.domain.code_table import code_table
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError, Severity
from desktop.domain.register_filter import RegisterFilter
from desktop.services import drafts, family_ties, history, references, register
from desktop.services import register_editing as editing
from desktop.services.drafts import Draft
from desktop.services.references import Reference
from desktop.services.register import ListKind
from ui.screens.register.form_names import NAME, NEW, form_name
from ui.screens.register.form_sections import HEAD, KIN, REASON
from ui.screens.register.reference_words import reference_choice

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.register.form_page import FormPage
    from ui.shell.shell_api import Shell

DRAFT_AFTER_MS = 3_000
CHECK_AFTER_MS = 300

RELATION = "relation_to_head"

_PARTS = ("dwelling", "homestead", "land_contract")


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterForm", text)


def _values_in_use(office: "Office") -> dict[str, list[str]]:
    """Groups and hamlets that households have, for completion."""
    everyone = RegisterFilter()
    found = register.facets(office, ListKind.HOUSEHOLDS, everyone, ("villager_group", "hamlet"))
    return {facet.field: [value.value for value in facet.values if value.value] for facet in found}


@dataclass(frozen=True, slots=True)
class FormWish:
    """A form that is wanted.

    Attributes:
        form: Its name; ends with ``.new`` for a new record.
        record_id: The record, or for a new one what it belongs to ("" for a household).
        texts: What a new record begins with.
        following: Ids of the records that come after this one on Ctrl+Enter.
        resumes: Whether its draft was asked for, and is gone on with unasked.
    """

    form: str
    record_id: str
    texts: Mapping[str, str] = field(default_factory=dict)
    following: tuple[str, ...] = ()
    resumes: bool = False

    @property
    def table(self) -> str:
        """Table of the record."""
        return self.form.removesuffix(NEW)

    @property
    def is_new(self) -> bool:
        """Whether a record is added."""
        return self.form.endswith(NEW)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What is read before a form is shown."""

    texts: dict[str, str]
    draft: Draft | None
    references: tuple[Reference, ...]
    offers: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was stored: the record's id, warnings, and the action for 撤销."""

    record_id: str
    problems: tuple[Problem, ...]
    change_set: int | None


class FormPresenter(QObject):
    """One form at a time; what is typed is kept as a draft three seconds later."""

    def __init__(
        self,
        page: "FormPage",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        closed: Callable[[FormWish, str], None],
        undo: Callable[[int], None],
    ) -> None:
        """Make a presenter without a form.

        Args:
            page: The page.
            office: The office at work.
            runner: The lanes.
            shell: For notes and problems.
            closed: Called when the form is done with: the wish, and the id of what was stored.
            undo: Takes an action back, for the note after saving.
        """
        super().__init__(page)
        self._page = page
        self._office = office
        self._runner = runner
        self._shell = shell
        self._closed = closed
        self._undo = undo
        self._wish: FormWish | None = None
        self._original: dict[str, str] = {}
        self._touched: set[str] = set()
        self._filled: set[str] = set()  # keys of what was taken from the number, not typed
        self._draft: Draft | None = None
        self._is_kept = False
        self._saving = False
        self._draft_timer = self._timer(DRAFT_AFTER_MS, self._keep_later)
        self._check_timer = self._timer(CHECK_AFTER_MS, self._check)
        page.edited.connect(self._on_edited)
        page.save_wanted.connect(self.save)
        page.cancel_wanted.connect(self.cancel)
        page.draft_taken.connect(self._take_draft)
        page.draft_dropped.connect(self._drop_draft)
        page.references_wanted.connect(self._find_references)

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    @property
    def wish(self) -> FormWish | None:
        """The form in view."""
        return self._wish

    def open(self, wish: FormWish, shown: Callable[[], None]) -> None:
        """Read a record and show its form; ``shown`` is called when it stands there."""
        if not self._office.may(Right.EDIT_REGISTER):
            self._shell.show_problem(
                Problem("SYS-403", {"right": Right.EDIT_REGISTER.value, "role": self._office.user.role.label})
            )
            return
        self.leave()
        office = self._office

        def read(_job: JobHandle) -> _Loaded:
            if wish.is_new:
                texts = dict(wish.texts)
            else:
                texts = editing.open_form(office, wish.table, wish.record_id).texts
            draft = drafts.find_draft(office, wish.form, wish.record_id)
            named = references.name_references(office, wish.table, (texts, draft.texts if draft else {}))
            offers = _values_in_use(office) if wish.table == "household" else {}
            return _Loaded(texts, draft, tuple(named.values()), offers)

        def show(loaded: _Loaded) -> None:
            self._show(wish, loaded)
            for key, values in loaded.offers.items():
                self._page.form.offer(key, values)
            shown()

        # The write lane: that a record was opened in full is written down before it is shown.
        self._runner.write(read, show, self._shell.show_error, owner=self._page)

    def _show(self, wish: FormWish, loaded: "_Loaded") -> None:
        texts, draft = loaded.texts, loaded.draft
        self._stop()
        self._wish = wish
        self._touched.clear()
        self._filled.clear()
        self._is_kept = False
        self._saving = False
        self._draft = draft
        next_words = _tr("保存并下一个") if self._goes_on(wish) else _tr("保存并返回")
        named = map(reference_choice, loaded.references)
        self._page.show_form(wish.form, form_name(wish.form, texts), texts, named, next_words)
        self._page.save.setVisible(self._goes_on(wish))
        self._original = {} if wish.is_new else self._page.form.texts()
        if draft is not None and wish.resumes:
            self._take_draft()
        elif draft is not None:
            at = f"{draft.kept_at.astimezone():%m-%d %H:%M}"
            words = _tr("有 {at} 没有保存的草稿（{n} 项）。要继续填写，还是丢弃？")
            self._page.offer_draft(words.format(at=at, n=len(draft.texts.keys() - {NAME})))

    def _goes_on(self, wish: FormWish) -> bool:
        return bool(wish.following) or wish.form == "person" + NEW or wish.form == "household" + NEW

    def changed(self) -> dict[str, str]:
        """What differs from what was stored; for a new record what is filled."""
        texts = self._page.form.texts()
        return {key: text for key, text in texts.items() if text != self._original.get(key, "")}

    # While typing

    def _find_references(self, key: str, text: str) -> None:
        """Look for the records that a text in a reference means, the household's members first."""
        wish, form = self._wish, self._page.form
        if wish is None:
            return
        office, target = self._office, form.target(key)

        def work(_job: JobHandle) -> tuple[Reference, ...]:
            # A new person or contract is added to a household.
            home = wish.record_id if wish.is_new else ""
            home = home or references.nearby_household(office, wish.table, wish.record_id)
            return references.find_references(office, target, text, home)

        def show(found: tuple[Reference, ...]) -> None:
            if self._page.form is form:
                others = [one for one in found if one.id != wish.record_id]  # nobody is their own relative
                form.show_references(key, text, [reference_choice(one) for one in others])

        self._runner.read(work, show, self._shell.show_error, owner=self._page)

    def _on_edited(self, key: str) -> None:
        self._touched.add(key)
        self._is_kept = False
        self._page.show_state(_tr("有未保存的修改"))
        self._fill_from_number(key)
        self._show_reading(key)
        self._check_timer.start()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _fill_from_number(self, key: str) -> None:
        """Birth date and sex out of a valid number, where nothing was typed."""
        self._filled.discard(key)
        if key.removeprefix(HEAD) != "citizen_id":
            return
        prefix = HEAD if key.startswith(HEAD) else ""
        form = self._page.form
        told = editing.filled_from_number(form.text(key))
        for identifier in ("birth_date", "sex"):
            other = prefix + identifier
            # What we filled in ourselves follows the number: its first 15 digits may be one as well.
            if form.text(other) and other not in self._filled:
                continue
            form.set_text(other, told.get(identifier, ""))
            form.field(other).show_problem(_tr("按身份证号码填入") if told else "", "ok")
            if told:
                self._filled.add(other)
                self._touched.add(other)
            else:
                self._filled.discard(other)

    def _show_reading(self, key: str) -> None:
        """What is wrong with one input alone; said at once when it was wrong already."""
        shown = self._page.form.field(key).problem.text()
        if shown and not self._problems_of(key):
            self._page.form.show_problems(key, ())

    def _problems_of(self, key: str) -> list[Problem]:
        form = self._page.form
        identifier = key.removeprefix(HEAD)
        if identifier == REASON:
            return []
        problems = list(editing.check_field(self._office, identifier, form.text(key)).problems)
        if identifier == "citizen_id" and any(p.severity is Severity.ERROR for p in problems):
            prefix = HEAD if key.startswith(HEAD) else ""
            birth, sex = form.text(prefix + "birth_date"), form.text(prefix + "sex")
            code = code_table("sex").code_of(sex) if sex else ""
            if (hint := slip_hint(form.text(key), birth, code or "")) is not None:
                problems.append(hint)
        return problems

    def _check(self) -> None:
        """Hold the whole form against itself and the register, off the GUI thread."""
        wish = self._wish
        if wish is None:
            return
        texts = self._page.form.texts()
        touched = set(self._touched)
        own = {key: self._problems_of(key) for key in touched}

        def show(checked: tuple[dict[str, list[Problem]], str]) -> None:
            if self._wish is not wish:
                return
            found, relation = checked
            self._offer_relation(relation, found)
            for key in touched | ({RELATION} & found.keys()):
                if self._page.form.is_choosing(key):
                    continue
                read = own.get(key, [])
                problems = read + [p for p in found.get(key, []) if p.code not in {q.code for q in read}]
                if problems or key not in self._filled:
                    self._page.form.show_problems(key, problems)

        def work(_job: JobHandle) -> tuple[dict[str, list[Problem]], str]:
            return self._check_texts(wish, texts, tells_relation=bool(touched.intersection(KIN)))

        self._runner.read(work, show, self._shell.show_error, owner=self._page)

    def _offer_relation(self, code: str, found: dict[str, list[Problem]]) -> None:
        """The relation to the head that the relatives tell: filled in where none stands, else said."""
        form = self._page.form
        if not code:
            return
        label = code_table(RELATION).label(code)
        if form.text(RELATION) and RELATION not in self._filled:
            found.setdefault(RELATION, []).append(
                Problem("REG-019", {"relation": label}, severity=Severity.HINT)
            )
        else:
            form.set_text(RELATION, label)
            self._filled.add(RELATION)
            form.field(RELATION).show_problem(_tr("按亲属关系填入"), "ok")
        self._touched.add(RELATION)

    def _check_texts(
        self, wish: FormWish, texts: Mapping[str, str], *, tells_relation: bool
    ) -> tuple[dict[str, list[Problem]], str]:
        """Problems by key, and the relation to the head that follows from the relatives."""
        record_id = "" if wish.is_new else wish.record_id
        plain = {key: text for key, text in texts.items() if not key.startswith(HEAD)}
        found: dict[str, list[Problem]] = {}
        checked = editing.check_texts(self._office, wish.table, plain, record_id)
        for problem in checked.problems:
            found.setdefault(problem.place.field if problem.place else "", []).append(problem)
        head = {key.removeprefix(HEAD): text for key, text in texts.items() if key.startswith(HEAD)}
        if head:
            for problem in editing.check_texts(self._office, "person", head).problems:
                key = HEAD + (problem.place.field if problem.place else "")
                found.setdefault(key, []).append(problem)
        if not tells_relation:
            return found, ""
        home = wish.record_id if wish.is_new else ""
        return found, family_ties.offered_relation(self._office, home, record_id, checked.values)

    # Drafts

    def _keep_later(self) -> None:
        wish, texts = self._wish, self._named(self.changed())
        if wish is None or self._saving:
            return

        def kept(_: None) -> None:
            if self._wish is wish and not self._draft_timer.isActive():
                self._is_kept = True
                self._page.show_state(_tr("有未保存的修改，已留草稿"))

        self._runner.write(partial(self._write_draft, wish, texts), kept, self._shell.show_error)

    def _write_draft(self, wish: FormWish, texts: Mapping[str, str], _job: JobHandle) -> None:
        if texts:
            drafts.keep_draft(self._office, wish.form, wish.record_id, texts)
        else:
            drafts.drop_draft(self._office, wish.form, wish.record_id)

    def _named(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Texts of a draft; one that is still on offer is part of it, or typing would be its end."""
        texts = {**self._draft.texts, **texts} if self._draft is not None else texts
        name = self._original.get("name") or self._original.get("household_no") or ""
        return {**texts, NAME: name} if name and texts else dict(texts)

    @property
    def kept_draft(self) -> tuple[str, str] | None:
        """Form and record of what is typed and kept, but not saved."""
        wish = self._wish
        return (wish.form, wish.record_id) if wish is not None and self._touched and self._is_kept else None

    def keep_now(self) -> None:
        """Keep what is typed before the program locks or closes; the lanes may be closing already."""
        if self._wish is None or not self._touched or self._is_kept or self._saving:
            return
        texts = self.changed()
        if texts:
            drafts.keep_draft(self._office, self._wish.form, self._wish.record_id, self._named(texts))
            self._is_kept = True

    def _take_draft(self) -> None:
        draft, wish = self._draft, self._wish
        if draft is None or wish is None:
            return
        self._draft = None
        self._page.offer_draft("")
        typed = self._touched  # since the form came up: newer than the draft
        self._page.form.set_texts({key: text for key, text in draft.texts.items() if key not in typed})
        self._touched |= set(draft.texts) & set(self._page.form.list_keys())
        self._is_kept = True
        self._page.show_state(_tr("草稿，还没有保存"))
        self._check()
        last = [key for key in self._page.form.list_keys() if key in draft.texts]
        self._page.form.focus(last[-1] if last else self._page.form.first_key())

    def _drop_draft(self) -> None:
        wish = self._wish
        self._draft = None
        self._page.offer_draft("")
        if wish is None:
            return
        self._runner.write(
            lambda job: drafts.drop_draft(self._office, wish.form, wish.record_id),
            lambda _: None,
            self._shell.show_error,
        )
        self._page.form.focus(self._page.form.first_key())

    # Done

    def cancel(self) -> None:
        """Leave the form; what was typed stays as a draft, and the note says so."""
        wish = self._wish
        if wish is not None:
            self.leave()
            self._closed(wish, "")

    def leave(self) -> None:
        """Another page is wanted: what was typed and not saved becomes a draft."""
        wish = self._wish
        if wish is None or self._saving:
            return
        self._stop()
        texts = self._named(self.changed()) if self._touched else {}
        if texts:
            name = form_name(wish.form, texts)
            self._runner.write(
                partial(self._write_draft, wish, texts),
                lambda _: self._shell.notify(
                    _tr("没有保存，已留作草稿：{name}").format(name=name),
                    _tr("丢弃草稿"),
                    partial(self._forget, wish),
                ),
                self._shell.show_error,
            )
        self._wish = None
        self._touched.clear()

    def _forget(self, wish: FormWish) -> None:
        self._runner.write(
            lambda job: drafts.drop_draft(self._office, wish.form, wish.record_id),
            lambda _: self._shell.records_changed(),
            self._shell.show_error,
        )

    def _close(self, wish: FormWish, record_id: str) -> None:
        self._stop()
        self._wish = None
        self._touched.clear()
        self._closed(wish, record_id)

    def _stop(self) -> None:
        self._draft_timer.stop()
        self._check_timer.stop()

    def stop(self) -> None:
        """Stop the timers: the screen is about to be destroyed."""
        self._stop()

    def save(self, then_next: bool) -> None:
        """Store what was changed, unless something is wrong with it."""
        wish = self._wish
        if wish is None or self._saving:
            return
        if self._draft is not None:
            self._shell.notify(_tr("请先选“继续填写”或者“丢弃草稿”，再保存"))
            self._page.take.setFocus()
            return
        self._page.form.take_typed()
        texts = self.changed()
        if not texts and not wish.is_new:
            self._shell.notify(_tr("没有改动"))
            self._finish(wish, wish.record_id, then_next=then_next)
            return
        if not texts and wish.table not in ("person", "household"):
            self._page.show_trouble(_tr("还没有填写任何内容。"))
            return
        self._stop()
        self._saving = True
        self._page.set_saving(saving=True)

        def work(_job: JobHandle) -> Saved:
            saved = self._store(wish, texts)
            drafts.drop_draft(self._office, wish.form, wish.record_id)
            return saved

        def done(saved: Saved) -> None:
            self._saving = False
            words = _tr("已保存 · {name}").format(name=form_name(wish.form, {**self._original, **texts}))
            warnings = [p for p in saved.problems if p.severity is Severity.WARNING]
            if warnings:
                words += _tr("（{problem}）").format(problem=messages.reason(warnings[0]))
            undo = partial(self._undo, saved.change_set) if saved.change_set is not None else None
            self._shell.notify(words, _tr("撤销") if undo else "", undo)
            self._finish(wish, saved.record_id, then_next=then_next)
            self._shell.records_changed()

        self._runner.write(work, done, partial(self._failed, wish))

    def _failed(self, wish: FormWish, error: Exception) -> None:
        self._saving = False
        if self._wish is not wish:
            self._shell.show_error(error)
            return
        self._page.set_saving(saving=False)
        self._draft_timer.start()
        if not isinstance(error, ProblemError) or not any(p.place for p in error.problems):
            self._shell.show_error(error)
            return
        self._show_refusal(error)

    def _show_refusal(self, error: ProblemError) -> None:
        by_key: dict[str, list[Problem]] = {}
        for problem in error.problems:
            key = problem.place.field if problem.place else ""
            keys = self._page.form.list_keys()
            # Both forms of 立户 know some fields by one name; the head's stand after its prefix.
            known = key if key in keys else HEAD + key
            if known in keys:
                by_key.setdefault(known, []).append(problem)
        if not by_key:
            self._shell.show_error(error)
            return
        for key, problems in by_key.items():
            told = {problem.code for problem in problems}
            problems += [problem for problem in self._problems_of(key) if problem.code not in told]
        self._touched |= set(by_key)
        self._page.show_problems(by_key)
        self._page.show_trouble(_tr("没有保存：有 {n} 处要先改正，填写的内容都还在。").format(n=len(by_key)))
        self._page.form.focus(next(key for key in self._page.form.list_keys() if key in by_key))

    def _store(self, wish: FormWish, texts: Mapping[str, str]) -> Saved:
        """Call the service that fits the form; runs in the write lane."""
        office = self._office
        problems: tuple[Problem, ...] = ()
        plain = {key: text for key, text in texts.items() if not key.startswith(HEAD)}
        if not wish.is_new:
            problems = editing.save_form(office, wish.table, wish.record_id, plain)
            record_id = wish.record_id
        elif wish.table == "person":
            # An empty name has to be refused as well.
            word = plain.pop(REASON, "")
            reason = (code_table("population_change_kind").code_of(word) or "") if word else ""
            record_id = editing.add_person(office, wish.record_id, {"name": "", **plain}, reason)
        elif wish.table == "household":
            head = {key.removeprefix(HEAD): text for key, text in texts.items() if key.startswith(HEAD)}
            record_id, _head = editing.add_household(office, plain, {"name": "", **head})
        elif wish.table in _PARTS:
            record_id = editing.add_child_record(office, wish.table, wish.record_id, plain)
        else:
            record_id = editing.add_parcel(office, wish.record_id, plain)
        last = history.next_undo(office)
        return Saved(record_id, problems, last.change_set if last is not None else None)

    def _finish(self, wish: FormWish, record_id: str, *, then_next: bool) -> None:
        if then_next and wish.form in ("person" + NEW, "household" + NEW):
            self.open(FormWish(wish.form, wish.record_id, wish.texts), lambda: None)
        elif then_next and wish.following:
            following = FormWish(wish.form, wish.following[0], {}, wish.following[1:])
            self.open(following, lambda: None)
        else:
            self._close(wish, record_id)
