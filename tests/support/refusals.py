"""What a service refused, by the codes of its problems."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.domain.problem import ProblemError


def codes_of(raised: pytest.ExceptionInfo[ProblemError]) -> list[str]:
    """Codes of everything that was wrong."""
    return [problem.code for problem in raised.value.problems]


def code_of(raised: pytest.ExceptionInfo[ProblemError]) -> str:
    """Code of what was wrong first."""
    return raised.value.problems[0].code


def refusal(call: Callable[..., Any], *arguments: Any, **more: Any) -> list[str]:
    """Codes of everything that is wrong with a call, which must be refused."""
    with pytest.raises(ProblemError) as raised:
        call(*arguments, **more)
    return codes_of(raised)
