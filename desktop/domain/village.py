"""The village (行政村) an office works for."""

from typing import NamedTuple


class Village(NamedTuple):
    """Names and division code of a village and of what it belongs to.

    ``division_code`` is the 12-digit statistical division code (统计用区划代码) of the village; its
    first 6 digits are the county's, its first 9 the town's.
    """

    name: str
    division_code: str
    town: str = ""
    county: str = ""
    city: str = ""
    province: str = ""

    @property
    def full_name(self) -> str:
        """All names from the province down, as a letterhead shows them."""
        return self.province + self.city + self.county + self.town + self.name
