"""The judges sit over every document only when asked: ``nox -s judges``, or ``pytest tests/judges/every``."""

from __future__ import annotations

from pathlib import Path

import pytest

EVERY = Path(__file__).with_name("every")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave ``every/`` out of a run that does not name it; the ordinary suite judges a sample."""
    if collection_path != EVERY:
        return None
    named = [(config.invocation_params.dir / word.split("::")[0]).resolve() for word in config.args]
    return None if any(path.is_relative_to(EVERY) for path in named) else True
