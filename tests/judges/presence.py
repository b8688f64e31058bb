"""Whether a judge must be here: when all judges sit in CI a missing one is a failure, else its tests are skipped."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

ALL_MUST_SIT = "ALL_JUDGES_MUST_SIT"
"""Set while every document is judged in CI; the ordinary suite, which judges a sample, never fails for a judge."""


def in_ci() -> bool:
    """Whether this runs where nobody reads what was skipped."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def absent(reason: str) -> NoReturn:
    """End the test because a judge is missing: failed where all must sit, else skipped."""
    if os.environ.get(ALL_MUST_SIT):
        pytest.fail(f"{reason}; in CI every judge must sit", pytrace=False)
    pytest.skip(reason)
