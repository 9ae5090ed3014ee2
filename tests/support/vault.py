"""A vault whose passwords cost almost nothing, so that tests of other things don't wait for them."""

from desktop.domain.village import Village
from desktop.vault.suite import KdfCost

CHEAP = KdfCost(passes=1, memory_kib=64, lanes=1)

VILLAGE = Village(
    name="示范村",
    division_code="999901101201",
    town="示范镇",
    county="示范县",
    city="示范市",
    province="示范省",
)

LOGIN = "wenshu"
PASSWORD = "竹林 小路 1998"
