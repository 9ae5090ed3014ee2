"""What an operator of the console may do, by role."""

from enum import StrEnum


class Right(StrEnum):
    """One kind of thing that can be done in the console, beyond looking."""

    PCS = "pcs"
    VILLAGES = "villages"
    HAND_DOWN = "hand_down"
    RULING = "ruling"
    OPERATORS = "operators"
    SETTINGS = "settings"


class Role(StrEnum):
    """The post of an operator; the value is what the database stores."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The post as the county office says it."""
        return _LABELS[self]

    @property
    def meaning(self) -> str:
        """What it may do, in one sentence."""
        return _MEANINGS[self]


_LABELS = {Role.VIEWER: "查看员", Role.OPERATOR: "操作员", Role.ADMIN: "管理员"}
_MEANINGS = {
    Role.VIEWER: "只看各页，不能改动。",
    Role.OPERATOR: "看各页，加入村，登记和停用电脑，命令丢失的电脑销毁钥匙，下发整改、内容和评分规则。",
    Role.ADMIN: "操作员能做的都能做，还能改裁定、管账号、改平台设置。",
}
_RIGHTS = {
    Role.VIEWER: frozenset[Right](),
    Role.OPERATOR: frozenset({Right.PCS, Right.VILLAGES, Right.HAND_DOWN}),
    Role.ADMIN: frozenset(Right),
}


def rights_of(role: Role) -> frozenset[Right]:
    """Everything a role may do beyond looking."""
    return _RIGHTS[role]
