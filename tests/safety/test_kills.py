"""kill -9 at any call: all that is there is whole, old or new, and doing it again gives what was never disturbed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.safety.killing import KILLED, finished, killed_at
from tests.safety.scenes import SCENES, Work, begin, documents, put_back, strays, written

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed at an exact call by forking")
CALLS = [(os, "fsync"), (Path, "rename"), (Path, "replace"), (shutil, "rmtree"), (os, "rmdir")]


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene is not documents])
@pytest.mark.parametrize(("module", "name"), CALLS, ids=[name for _, name in CALLS])
def test_work_killed_at_any_call_is_finished_by_doing_it_again(
    scene: Callable[[Path], Work], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    root = tmp_path / "workspace"
    work = begin(scene, root, monkeypatch)
    before = written(root)
    assert finished(work) == 0
    after = written(root)
    assert after != before

    for nth in range(1, 300):
        put_back(root, before)
        assert written(root) == before
        ended = killed_at(module, name, nth, work)
        assert ended in (KILLED, 0)
        torn = [path for path, content in visible(root).items() if content not in (before.get(path), after.get(path))]
        assert torn == [], f"{name} number {nth}"
        assert finished(work) == 0, f"{name} number {nth}"
        assert written(root) == after, f"{name} number {nth}"
        assert strays(root) == [], f"{name} number {nth}"
        if ended == 0:
            break
    assert ended == 0


def visible(root: Path) -> dict[str, bytes]:
    """The files that a person sees: what is staged or parked is hidden."""
    return {path: content for path, content in written(root).items() if "/." not in f"/{path}"}
