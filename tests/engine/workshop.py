"""A workshop (车间): documents of the small workspace made as the command line makes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders.core.diagnostics import Diagnostic
from builders.deliver.folder import Delivery
from builders.engine.making import make_documents
from builders.engine.programme import Programme
from builders.engine.selection import select
from builders.model.face import FaceSet

Tree = dict[str, tuple[bytes, int] | None]


def make(
    programme: Programme, faces: FaceSet, output: Path, unit: str | None = None, **more: Any
) -> tuple[list[Delivery], list[Diagnostic]]:
    """Make the documents of a unit, or all; ``period``, ``formats`` and ``progress`` as the engine takes them."""
    named = {} if unit is None else {"district": unit}
    orders = select(programme, "note", named, more.pop("period", None), unit is None)
    jobs = [(programme, order) for order in orders]
    return make_documents(jobs, faces, more.pop("formats", ()), output, **more)


def contents(found: Tree) -> dict[str, bytes]:
    """The files of a tree but for the lock, which stays."""
    return {name: entry[0] for name, entry in found.items() if entry is not None and not name.endswith(".lock")}
