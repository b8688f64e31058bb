"""Whether a judge must be here: in CI a judge that is missing is a failure, elsewhere its tests are skipped."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def absent(reason: str) -> NoReturn:
    """End the test because a judge is missing: failed where the variable ``CI`` is set, else skipped."""
    if os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip(reason)
    pytest.fail(f"{reason}; in CI every judge must sit", pytrace=False)
