"""Named lists (保存的视图): filter, columns, widths and order under a name."""

from dataclasses import dataclass

from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.register_filter import ListLayout, layout_from_json, layout_to_json
from desktop.services.office import Office

NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class SavedView:
    """One named list of one screen; ``is_own`` ones may be changed and removed by this user."""

    id: str
    screen: str
    name: str
    layout: ListLayout
    is_own: bool


def list_views(office: Office, screen: str) -> tuple[SavedView, ...]:
    """This user's views of a screen and those that belong to everybody, by name.

    A view that another program wrote and this one cannot read is left out.
    """
    office.require(Right.READ_REGISTER)
    with office.store.reading() as connection:
        found = connection.execute(
            "SELECT id, name, spec, owner_id FROM saved_view"
            " WHERE screen = ? AND (owner_id IS NULL OR owner_id = ?) ORDER BY name, pk",
            (screen, office.user.id),
        ).fetchall()
    views = (_view(office, screen, row) for row in found)
    return tuple(view for view in views if view is not None)


def _view(office: Office, screen: str, row: tuple[Value, ...]) -> SavedView | None:
    view_id, name, spec, owner_id = row
    try:
        layout = layout_from_json(str(spec))
    except ValueError:
        return None
    return SavedView(str(view_id), screen, str(name), layout, owner_id == office.user.id)


def save_view(office: Office, screen: str, name: str, layout: ListLayout, *, for_all: bool = False) -> str:
    """Keep a list under a name; this user's view of the same name is replaced.

    Args:
        office: The open office.
        screen: Key of the screen, such as "register.people".
        name: 1 to 40 characters; outer blanks do not count.
        layout: What to keep.
        for_all: Whether everybody in the office sees it.

    Returns:
        The view's id.

    Raises:
        ProblemError: REG-030 no name or too long a name, REG-031 a view for all bears the name,
            SYS-403.
    """
    office.require(Right.EDIT_REGISTER if for_all else Right.READ_REGISTER)
    bare = name.strip()
    if not 1 <= len(bare) <= NAME_LENGTH:
        raise ProblemError(Problem("REG-030", {"length": str(NAME_LENGTH)}))
    owner = None if for_all else office.user.id
    with office.change("edit", f"保存视图：{bare}") as work:
        same = work.connection.execute(
            "SELECT id, owner_id FROM saved_view WHERE screen = ? AND name = ?"
            " AND (owner_id IS NULL OR owner_id = ?) ORDER BY owner_id IS NULL",
            (screen, bare, office.user.id),
        ).fetchone()
        spec = layout_to_json(layout)
        if same is None:
            return work.insert(
                "saved_view", {"screen": screen, "name": bare, "spec": spec, "owner_id": owner}
            )
        if same[1] is None and not for_all:
            raise ProblemError(Problem("REG-031", {"name": bare}))
        work.update("saved_view", same[0], {"spec": spec, "owner_id": owner})
        return str(same[0])


def remove_view(office: Office, view_id: str) -> None:
    """Forget a view; one for all needs the right to edit the register.

    Raises:
        ProblemError: REG-001 there is no such view of this user's, SYS-403.
    """
    office.require(Right.READ_REGISTER)
    with office.change("edit", "删除视图") as work:
        row = work.connection.execute("SELECT owner_id FROM saved_view WHERE id = ?", (view_id,)).fetchone()
        if row is None or row[0] not in (None, office.user.id):
            raise ProblemError(Problem("REG-001"))
        if row[0] is None:
            office.require(Right.EDIT_REGISTER)
        work.delete("saved_view", view_id)
