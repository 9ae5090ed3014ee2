"""How requests come in: not too often from one address, and answered on a thread of the pool."""

from collections.abc import Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from sync.county.api.limits import RateLimit, Rates
from sync.county.county import County

T = TypeVar("T")


class Reception:
    """The county behind some addresses, and how often one may ask for them."""

    def __init__(self, county: County, rates: Rates) -> None:
        self.county = county
        self._per_address = RateLimit(rates.address)

    async def work(self, task: Callable[[], T]) -> T:
        """Run something on a thread of the pool, with a connection of its own."""

        def with_connection() -> T:
            with self.county.database.connection_context():
                return task()

        return await run_in_threadpool(with_connection)

    def admit(self, request: Request) -> str:
        """The address a request comes from, unless it comes too often.

        Raises:
            ProblemError: SYN-112.
        """
        address = request.client.host if request.client else ""
        self._per_address.spend(address)
        return address
