"""What every test may ask for; the rooms add their own beside their tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def workspace_root() -> Path:
    """The folder that holds data/, content/ and templates/: this repository itself."""
    return Path(__file__).parents[1]
