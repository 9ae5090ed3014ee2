"""The columns that lists of people and households can show, filter and sort by.

Each is an SQL expression over the aliases of `PERSON_FROM` or `HOUSEHOLD_FROM`; stored columns
come from the catalogue, derived ones are written out here. Class R fields are not among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from desktop.domain.catalogue import FieldSpec, Kind, Sensitivity, catalogue

HOME_CTE = """m AS MATERIALIZED (
    SELECT s.person_id, s.household_id, s.role, s.relation_to_head, s.from_date,
           max((k.kind = 'hukou') * 1000000000000 + s.pk) AS priority
    FROM membership s JOIN household k ON k.id = s.household_id
    WHERE k.kind IN ('hukou', 'actual')
      AND (s.from_date IS NULL OR s.from_date <= :on) AND (s.to_date IS NULL OR s.to_date > :on)
      {which}
    GROUP BY s.person_id)"""
"""Each person's household on the day ``:on``: the hukou household, else the one lived in.

Should records of two PCs put a person into two, the later record counts. The bare columns come
from the row with the maximum, as SQLite promises. A stay ends on its last day's morning: someone
who moves on 1 May belongs to the new household on 1 May.
"""

PERSON_FROM = "person p LEFT JOIN m ON m.person_id = p.id LEFT JOIN household h ON h.id = m.household_id"

AT_HOME_FROM = "m CROSS JOIN person p ON p.id = m.person_id JOIN household h ON h.id = m.household_id"
"""Only people with a household; read from the memberships on, which a CTE has narrowed to a few."""

HEAD_CTE = """m AS MATERIALIZED (
    SELECT s.household_id, max(CASE WHEN s.role = 'head' THEN s.person_id END) AS head_id,
           count(*) AS members,
           sum(q.residence_state IN ('10', '30')) AS residents,
           sum(s.role = 'head') AS heads
    FROM membership s JOIN person q ON q.id = s.person_id
    WHERE (s.from_date IS NULL OR s.from_date <= :on) AND (s.to_date IS NULL OR s.to_date > :on)
      {which}
    GROUP BY s.household_id)"""

HOUSEHOLD_FROM = "household h LEFT JOIN m ON m.household_id = h.id LEFT JOIN person p ON p.id = m.head_id"

BOOKLET_ORDER = (
    "CASE WHEN {m}.role = 'head' THEN 0 WHEN substr({m}.relation_to_head, 1, 1) = '3' THEN 2 "
    "ELSE coalesce(CAST(substr({m}.relation_to_head, 1, 1) AS INTEGER), 9) + ({m}.role <> 'head') * "
    "(coalesce(substr({m}.relation_to_head, 1, 1), '9') = '0') END"
)
"""Members as a household booklet lists them: head, spouse, children, grandchildren, parents, others.

Source:
    GB/T 4761-2008, whose first digits already stand in this order; sons and daughters are one rank.
"""

AGE = (
    "(CAST(substr({on}, 1, 4) AS INTEGER) - CAST(substr(p.birth_date, 1, 4) AS INTEGER)"
    " - (substr({on}, 6) < substr(p.birth_date, 6)))"
)
_AGE_NOW = AGE.format(on="coalesce(min(p.death_date, :on), :on)")

_LIVES = "coalesce(p.residence_state, '') NOT IN ('70', '80')"
_OPEN = "coalesce(h.household_state, '') <> 'closed'"


@dataclass(frozen=True, slots=True)
class ListField:
    """One column of a list.

    Attributes:
        key: Identifier, the catalogue's where it has one.
        label: Chinese heading.
        kind: What its stored value is; derived ones say what they look like.
        sql: Expression of the stored value.
        sort_sql: Expressions to order by, first one first.
        sensitivity: How a cell must be guarded.
        code_table: Table of codes, "" for none.
        unit: Chinese unit, "" for none.
        scale: Digits after the point of a decimal.
        group: Heading of the column chooser.
        column: Table and column behind it, such as ("person", "name"); None when derived.
    """

    key: str
    label: str
    kind: Kind
    sql: str
    sort_sql: tuple[str, ...]
    sensitivity: Sensitivity = Sensitivity.N
    code_table: str = ""
    unit: str = ""
    scale: int = 0
    group: str = ""
    column: tuple[str, str] | None = field(default=None)

    @property
    def needs_home(self) -> bool:
        """Whether the expression reads the membership or the household."""
        return any("m." in sql or "h." in sql for sql in (self.sql, *self.sort_sql))


_GROUP_LABELS = {
    "A household": "户",
    "B person": "人",
    "F income and employment": "收入就业",
    "G insurance and benefits": "保险待遇",
    "H property": "财产",
    "I tags and concerns": "标签",
}
_ALIASES = {"person": "p", "membership": "m", "household": "h"}


def _sort_of(spec: FieldSpec, sql: str) -> tuple[str, ...]:
    if spec.identifier == "name":
        # The plus keeps SQLite from walking the index of names, which reads each row from another page:
        # a whole list is read faster in the order it lies in and then sorted.
        return ("+p.name_key", "+p.name")
    if spec.identifier == "household_no":
        return (f"length({sql})", sql)
    return (sql,)


def _catalogue_fields(tables: tuple[str, ...]) -> Iterator[ListField]:
    for spec in catalogue():
        if spec.table not in tables or spec.kind is Kind.FILE or spec.sensitivity is Sensitivity.R:
            continue
        alias = _ALIASES[spec.table]
        for column in spec.columns:
            sql, kind, label = f'{alias}."{column.name}"', spec.kind, spec.label
            if spec.kind is Kind.DATERANGE:
                kind, label = Kind.DATE, f"{label}（{'起' if column.name.endswith('_from') else '止'}）"
            if spec.kind is Kind.REF and spec.target == "person":
                sql, kind = f"(SELECT q.name FROM person q WHERE q.id = {sql})", Kind.TEXT
            elif spec.kind is Kind.REF and spec.target == "grid":
                sql, kind = f"(SELECT g.name FROM grid g WHERE g.id = {sql})", Kind.TEXT
            yield ListField(
                key=column.name,
                label=label,
                kind=kind,
                sql=sql,
                sort_sql=_sort_of(spec, sql),
                sensitivity=spec.sensitivity,
                code_table=spec.code_table,
                unit=spec.unit,
                scale=spec.scale,
                group=_GROUP_LABELS[spec.group],
                column=(spec.table, column.name),
            )


_ID_WEIGHTED = " + ".join(
    f"{weight} * substr(p.citizen_id, {position}, 1)"
    for position, weight in enumerate((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), start=1)
)
_SEVENTEEN_DIGITS = "[0-9]" * 17
_ID_WELL_FORMED = (
    f"(length(p.citizen_id) = 18 AND p.citizen_id GLOB '{_SEVENTEEN_DIGITS}[0-9X]'"
    f" OR length(p.citizen_id) = 15 AND p.citizen_id GLOB '{'[0-9]' * 15}')"
)
_ID_BIRTH = (
    "(CASE length(p.citizen_id) WHEN 18 THEN substr(p.citizen_id, 7, 4) || '-' || substr(p.citizen_id, 11, 2)"
    " || '-' || substr(p.citizen_id, 13, 2) ELSE '19' || substr(p.citizen_id, 7, 2) || '-'"
    " || substr(p.citizen_id, 9, 2) || '-' || substr(p.citizen_id, 11, 2) END)"
)
_ID_SEX = "(2 - substr(p.citizen_id, CASE length(p.citizen_id) WHEN 18 THEN 17 ELSE 15 END, 1) % 2)"


def _asked_of(whom: str, problems: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {code: (label, f"({whom} AND ({sql}))") for code, (label, sql) in problems.items()}


PERSON_PROBLEMS = _asked_of(
    _LIVES,
    {
        "no_id": ("没有身份证号", "p.citizen_id IS NULL AND p.id_damaged IS NULL"),
        "id_damaged": ("身份证号已被表格软件损坏", "p.citizen_id IS NULL AND p.id_damaged IS NOT NULL"),
        "id_wrong": (
            "身份证号有误",
            f"p.citizen_id IS NOT NULL AND (NOT {_ID_WELL_FORMED} OR length(p.citizen_id) = 18 AND "
            f"substr('10X98765432', ({_ID_WEIGHTED}) % 11 + 1, 1) <> substr(p.citizen_id, 18, 1))",
        ),
        "id_twice": (
            "身份证号与他人相同",
            "p.citizen_id IN (SELECT d.citizen_id FROM person d WHERE d.citizen_id IS NOT NULL"
            " GROUP BY d.citizen_id HAVING count(*) > 1)",
        ),
        "sex_against_id": (
            "性别与身份证号不符",
            f"p.sex IN ('1', '2') AND p.sex <> {_ID_SEX} AND {_ID_WELL_FORMED}",
        ),
        "birth_against_id": (
            "出生日期与身份证号不符",
            f"p.birth_date IS NOT NULL AND {_ID_WELL_FORMED}"
            f" AND substr({_ID_BIRTH}, 1, length(p.birth_date)) <> p.birth_date",
        ),
        "no_birth": ("没有出生日期", "p.birth_date IS NULL"),
        "no_sex": ("没有性别", "coalesce(p.sex, '0') IN ('0', '9')"),
        "no_household": ("没有归户", "m.household_id IS NULL"),
        "no_relation": (
            "没有与户主关系",
            "m.household_id IS NOT NULL AND m.relation_to_head IS NULL AND m.role <> 'head'",
        ),
    },
)
"""What may be wrong with a person's file: code to label and condition. The living only are asked."""

HOUSEHOLD_PROBLEMS = _asked_of(
    _OPEN,
    {
        "no_number": ("没有户编号", "h.household_no IS NULL"),
        "number_twice": (
            "户编号重复",
            "h.household_no IN (SELECT d.household_no FROM household d WHERE d.household_no IS NOT NULL"
            " AND d.kind = 'hukou' GROUP BY d.household_no HAVING count(*) > 1)",
        ),
        "no_head": ("没有户主", "m.members > 0 AND coalesce(m.heads, 0) = 0"),
        "two_heads": ("不止一位户主", "m.heads > 1"),
        "no_members": ("没有成员", "coalesce(m.members, 0) = 0"),
        "no_group": ("没有村民小组", "h.villager_group IS NULL"),
    },
)
"""What may be wrong with a household: code to label and condition. Open households only are asked."""

AGE_BANDS: dict[str, tuple[str, int, int]] = {
    "0-6": ("0～6 岁", 0, 6),
    "7-17": ("7～17 岁", 7, 17),
    "18-34": ("18～34 岁", 18, 34),
    "35-59": ("35～59 岁", 35, 59),
    "60-69": ("60～69 岁", 60, 69),
    "70-79": ("70～79 岁", 70, 79),
    "80-": ("80 岁以上", 80, 150),
}
"""Bands of whole years of age, both ends included."""


def _problem_list(problems: dict[str, tuple[str, str]]) -> str:
    parts = " || ".join(f"CASE WHEN {sql} THEN ',{code}' ELSE '' END" for code, (_, sql) in problems.items())
    return f"nullif(substr({parts}, 2), '')"


_HEAD = (
    "(SELECT q.{column} FROM membership s JOIN person q ON q.id = s.person_id WHERE s.household_id = h.id"
    " AND s.role = 'head' AND (s.to_date IS NULL OR s.to_date > :on) LIMIT 1)"
)


def _age_band_sql() -> str:
    cases = " ".join(f"WHEN {_AGE_NOW} <= {last} THEN '{code}'" for code, (_, _, last) in AGE_BANDS.items())
    return f"(CASE {cases} END)"


@cache
def person_fields() -> dict[str, ListField]:
    """Columns of the list of people, by key, in the order of the column chooser."""
    derived = (
        ListField("age", "年龄", Kind.INT, _AGE_NOW, (_AGE_NOW,), Sensitivity.P, unit="岁", group="人"),
        ListField("age_band", "年龄段", Kind.CODE, _age_band_sql(), (_AGE_NOW,), Sensitivity.P, group="人"),
        ListField(
            "head_name",
            "户主姓名",
            Kind.TEXT,
            _HEAD.format(column="name"),
            (_HEAD.format(column="name_key"),),
            Sensitivity.P,
            group="户",
        ),
        ListField(
            "note",
            "备注",
            Kind.TEXT,
            "p.note",
            ("p.note",),
            Sensitivity.P,
            group="人",
            column=("person", "note"),
        ),
        ListField(
            "problem",
            "数据问题",
            Kind.LIST,
            _problem_list(PERSON_PROBLEMS),
            (f"length({_problem_list(PERSON_PROBLEMS)})",),
            Sensitivity.N,
            group="人",
        ),
    )
    stored = _catalogue_fields(("person", "membership", "household"))
    return {item.key: item for item in (*stored, *derived)}


_LAST_VISIT = (
    "(SELECT date(max(v.visited_at), 'localtime') FROM visit v WHERE v.household_id = h.id"
    " AND coalesce(v.outcome, '') <> 'absent')"
)
"""The day on which somebody of a household was last seen on a visit."""


def _counted(key: str, label: str, sql: str, unit: str) -> ListField:
    return ListField(key, label, Kind.INT, sql, (sql,), Sensitivity.N, unit=unit, group="户")


@cache
def household_fields() -> dict[str, ListField]:
    """Columns of the list of households, by key, in the order of the column chooser."""
    head_phone = "coalesce(h.household_phone, p.mobile)"
    tags = (
        "(SELECT json_group_array(value) FROM (SELECT DISTINCT t.value FROM membership s"
        " JOIN person q ON q.id = s.person_id, json_each(q.group_tags) t WHERE s.household_id = h.id"
        " AND (s.to_date IS NULL OR s.to_date > :on) ORDER BY 1))"
    )
    derived = (
        ListField(
            "head_name", "户主姓名", Kind.TEXT, "p.name", ("p.name_key", "p.name"), Sensitivity.P, group="户"
        ),
        ListField("head_phone", "联系电话", Kind.TEXT, head_phone, (head_phone,), Sensitivity.P, group="户"),
        _counted("member_count", "人口数", "coalesce(m.members, 0)", "人"),
        _counted("resident_count", "常住人口数", "coalesce(m.residents, 0)", "人"),
        ListField(
            "last_visit_date",
            "最近走访日期",
            Kind.DATE,
            _LAST_VISIT,
            (_LAST_VISIT,),
            Sensitivity.N,
            group="户",
        ),
        ListField(
            "member_tags", "成员标签", Kind.LIST, tags, (tags,), Sensitivity.S, "special_group", group="标签"
        ),
        *_first_of(
            "dwelling",
            "住房",
            ("dwelling_address", "built_year", "dwelling_structure", "floor_area", "safety_grade"),
        ),
        *_sum_of("land_contract", "土地", ("contract_area", "forest_area")),
        *_sum_of("homestead", "宅基地", ("occupied_area",)),
        ListField(
            "note",
            "备注",
            Kind.TEXT,
            "h.note",
            ("h.note",),
            Sensitivity.P,
            group="户",
            column=("household", "note"),
        ),
        ListField(
            "problem",
            "数据问题",
            Kind.LIST,
            _problem_list(HOUSEHOLD_PROBLEMS),
            (f"length({_problem_list(HOUSEHOLD_PROBLEMS)})",),
            Sensitivity.N,
            group="户",
        ),
        ListField(
            "kind",
            "户的种类",
            Kind.CODE,
            "h.kind",
            ("h.kind",),
            Sensitivity.N,
            group="户",
            column=("household", "kind"),
        ),
    )
    return {item.key: item for item in (*_catalogue_fields(("household",)), *derived)}


def _part_field(identifier: str, sql: str, group: str) -> ListField:
    spec = catalogue().get(identifier)
    return ListField(
        identifier,
        spec.label,
        spec.kind,
        sql,
        (sql,),
        spec.sensitivity,
        spec.code_table,
        spec.unit,
        spec.scale,
        group,
    )


def _first_of(table: str, group: str, identifiers: tuple[str, ...]) -> Iterator[ListField]:
    for identifier in identifiers:
        sql = f"(SELECT x.{identifier} FROM {table} x WHERE x.household_id = h.id ORDER BY x.pk LIMIT 1)"
        yield _part_field(identifier, sql, group)


def _sum_of(table: str, group: str, identifiers: tuple[str, ...]) -> Iterator[ListField]:
    for identifier in identifiers:
        sql = f"(SELECT sum(x.{identifier}) FROM {table} x WHERE x.household_id = h.id)"
        yield _part_field(identifier, sql, group)
