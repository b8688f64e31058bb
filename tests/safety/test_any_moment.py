"""kill -9 at any moment of a batch, and several batches at once: every document is whole, and the end is the same."""

from __future__ import annotations

import json
import os
import random
import time
from hashlib import sha256
from pathlib import Path

import pytest

from builders.core.errors import LockedError
from builders.engine import making
from tests.safety.killing import KILLED, finished, killed_after, started_together
from tests.safety.scenes import begin, documents, put_back, strays, written

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a batch is begun by forking")
KILLS = int(os.environ.get("SAFETY_KILLS", "16"))
"""``nox -s judges`` kills 60 times."""


def test_a_batch_killed_at_any_moment_leaves_whole_documents_and_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, moments = tmp_path / "workspace", random.Random(20230608)
    work = begin(documents, root, monkeypatch)
    before = written(root)
    begun = time.monotonic()
    assert finished(work) == 0
    lasting = time.monotonic() - begun
    after = written(root)
    killed = 0

    for kill in range(KILLS):
        put_back(root, before)
        if kill % 2:  # while it works
            killed += killed_after(moments.uniform(0, lasting), work) == KILLED
        else:  # while it puts the documents in their places, which takes a twentieth of a second
            killed += killed_after(moments.uniform(0, 0.05), work, since=(making, "publish")) == KILLED
        require_whole_documents(root)
        if kill % 4 == 0 or strays(root):
            assert finished(work) == 0
            assert written(root) == after

    assert killed > KILLS // 3


def require_whole_documents(root: Path) -> None:
    """Every document that can be seen is the one that its manifest describes."""
    manifests = list((root / "outputs").glob("small/*/[!.]*/manifest.json"))
    for manifest in manifests:
        for entry in json.loads(manifest.read_text(encoding="utf-8"))["outputs"]:
            assert sha256((manifest.parent / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_batches_started_at_once_take_turns_or_are_turned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "workspace"
    work = begin(documents, root, monkeypatch)
    before = written(root)
    assert finished(work) == 0
    after = written(root)
    put_back(root, before)

    ended = started_together([work] * 4)

    assert set(ended) <= {0, LockedError.exit_code}
    assert 0 in ended
    assert written(root) == after
    assert strays(root) == []
