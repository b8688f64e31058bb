"""What every test may ask for, beside what the rooms add; and how tests are dealt out to processes."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

# How long an example takes is up to what else the machine does; in CI the same examples are tried each time.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

MADE_ONCE = ("tests/promises/", "tests/judges/every/test_documents.py")
"""Files whose tests share what takes minutes to make: one process takes all of a line, and begins with them."""
ADDRESS = re.compile(r" at 0x[0-9a-f]+")


@pytest.fixture(scope="session")
def workspace_root() -> Path:
    """The folder that holds data/, content/ and templates/: this repository itself."""
    return Path(__file__).parents[1]


class Dealing(LoadFileScheduling):  # type: ignore[misc] # xdist has no types
    """Tests go to a process by file, so that what a file sets up is set up once; what is made once goes together.

    Not by ``xdist_group``: under pytest 9.2 that mark of xdist 3.8 is passed over without a word.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _made_once(nodeid) or super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Dealing | None:
    """Deal in our way where ``--dist loadfile`` is asked for."""
    return Dealing(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let what takes longest begin first, where several processes work."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not _made_once(item.nodeid))


def _made_once(nodeid: str) -> str:
    """Return what a test is kept together with beyond its file; empty for most."""
    return next((start for start in MADE_ONCE if nodeid.startswith(start)), "")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test the same in every process: what shows its address in memory is called by its argument."""
    return argname if isinstance(val, dict | list | tuple) and ADDRESS.search(repr(val)) else None
