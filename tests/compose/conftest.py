"""A desk for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "templates").mkdir()
    return Desk(tmp_path / "templates")
