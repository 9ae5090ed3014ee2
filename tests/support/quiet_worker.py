"""A pytest plugin of the workers of a run: of a test that passed they report one thing, not five.

Each message between a worker and the process that counts costs both some tenths of a millisecond; nobody
reads that a passed test began, was set up and was taken down.
"""

import pytest
from _pytest.runner import runtestprotocol


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test and report how it went, and what else did not go as it should."""
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True
