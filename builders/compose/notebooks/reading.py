"""Reading a notebook (读笔记本) of the workspace's templates: what it asks for, its cells as an author counts them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builders.compose.faults import NotebookFault
from builders.core.diagnostics import Diagnostic, Place

SUFFIX = ".ipynb"
METADATA = "make-report"
LARGEST_NOTEBOOK = 1_000_000
_FIRST_LINES = 3


@dataclass(frozen=True)
class Notebook:
    """A notebook: ``shown`` is its name in messages, ``asked`` the names of facts and views that it asks for."""

    name: str
    source: bytes
    content: dict[str, Any]
    facts: tuple[str, ...]
    views: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The file as messages and lineages name it."""
        return f"templates/{self.name}"

    def place(self, cell: int) -> Place:
        """Return the place of a cell, counted from 1 as one counts them on the screen."""
        return Place(self.shown, column=f"第{cell}格")

    def beginning(self, cell: int) -> str:
        """Return the first lines of a cell that say something, in one line."""
        source = self.content["cells"][cell - 1]["source"]
        text = source if isinstance(source, str) else "".join(source)
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        return " ⏎ ".join(lines[:_FIRST_LINES])


def notebook_path(templates: Path, name: str) -> Path | None:
    """Return where a notebook lies; None where there is none or it is a link or lies outside of the folder."""
    root = Path(os.path.realpath(templates))
    path = root / name
    real = Path(os.path.realpath(path)) == path and path.is_relative_to(root) and path.is_file()
    return path if real and path.suffix == SUFFIX else None


def read_notebook(templates: Path, name: str) -> Notebook:
    """Return a notebook. Raises NotebookFault for a file that is not there or not a notebook."""
    place = Place(f"templates/{name}")
    path = notebook_path(templates, name)
    if path is None:
        cure = f"请核对文件名；笔记本只能放在 templates 文件夹里，以 {SUFFIX} 结尾，不能是链接"
        raise NotebookFault(Diagnostic(place, "C060", f"没有笔记本“{name}”", cure=cure))
    if path.stat().st_size > LARGEST_NOTEBOOK:
        cure = "请清除所有输出后保存"
        raise NotebookFault(Diagnostic(place, "C061", "笔记本太大", cure=cure))
    source = path.read_bytes()
    try:
        content = json.loads(source)
        asked = content["metadata"].get(METADATA, {})
        facts, views = (_names(asked.get(kind, [])) for kind in ("facts", "views"))
        if content["nbformat"] != 4 or not all(cell["source"] is not None for cell in content["cells"]):
            raise ValueError
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        cure = f"请在 Jupyter 中另存；元数据 {METADATA} 写成 {{“facts”: [数据名称], “views”: [视图名称]}}"
        raise NotebookFault(Diagnostic(place, "C061", "这不是能用的笔记本", cure=cure)) from fault
    return Notebook(name, source, content, facts, views)


def _names(given: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise TypeError
    return tuple(given)
