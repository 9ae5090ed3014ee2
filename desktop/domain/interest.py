"""Who has to stand aside (回避): oneself, and close relatives as the laws of the village count them."""

from desktop.domain.accounts import Role
from desktop.domain.kinship import KinshipGraph

_CLOSE_WAYS = frozenset(("S", "P", "C", "B", "PP", "CC", "PS", "SC", "PPS", "SCC"))
"""Spouse, parents, children, siblings, grandparents and grandchildren: ways of `KinshipGraph.path`.

A parent's spouse counts as a parent: registers often name only one, and step-parents are parents
(民法典 1072).
"""

SUPERVISED = frozenset((Role.SECRETARY, Role.CLERK, Role.BOOKKEEPER))
"""Posts whose holders, and whose close relatives, may not sit on the supervision committee."""


def is_close(graph: KinshipGraph, person: str, other: str) -> bool:
    """Whether two people are close relatives, by blood, marriage or adoption.

    Source:
        村民委员会组织法 32: members of the villagers committee and their close relatives may not be
        supervisors; 浙江省实施办法 30 lists the relatives and adds clerk and bookkeeper; 农村集体经济组织法
        29 and 34 for the collective.
    """
    if person not in graph or other not in graph:
        return False
    way = graph.path(person, other)
    return way is not None and way[0] in _CLOSE_WAYS
