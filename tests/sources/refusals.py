"""What a reader answers to a faulty file: the problems of the error that it raises, one line each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from _pytest.mark.structures import ParameterSet

from builders.core.errors import ReportError


def refusal(read: Callable[[], object], error: type[ReportError]) -> ReportError:
    """Return the error that ``read`` raises."""
    with pytest.raises(error) as caught:
        read()
    return caught.value


def told(read: Callable[[], object], error: type[ReportError]) -> list[str]:
    """Return the problems of the error that ``read`` raises, in the order of their places."""
    return [str(problem) for problem in refusal(read, error).diagnostics]


def edited(text: str, old: str, new: str) -> str:
    """Return ``text`` with one passage changed, which must stand in it exactly once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def slips(text: str) -> list[ParameterSet]:
    """Return cases told as changes: a name, then what stands there (-), what is written instead (+), the answer (=)."""
    found = []
    for block in text.strip().split("\n\n"):
        name, old, new, answer = (line.strip(" ") for line in block.split("\n"))
        assert (old[0], new[0], answer[:2]) == ("-", "+", "= "), block
        found.append(pytest.param(old[2:], new[2:], answer[2:], id=name))
    return found
