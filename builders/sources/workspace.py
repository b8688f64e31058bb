"""The workspace (工作区): the folder that holds data, content and templates, and the paths in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from builders.core.errors import UsageError

PLACE_VARIABLE = "MAKE_REPORT_WORKSPACE"


@dataclass(frozen=True)
class Workspace:
    """A workspace at ``root``; messages show paths relative to it, with forward slashes."""

    root: Path

    @property
    def notice_ids(self) -> tuple[str, ...]:
        """The ids of the notices: the folders under ``data/`` that hold a ``notice.yaml``."""
        return tuple(sorted(path.parent.name for path in (self.root / "data").glob("*/notice.yaml")))

    def notice_file(self, notice: str) -> Path:
        """Return the path of a notice's rules."""
        return self.root / "data" / notice / "notice.yaml"

    def facts_file(self, notice: str) -> Path:
        """Return the path of a notice's declared facts."""
        return self.root / "data" / notice / "facts.yaml"

    def excuses_file(self, notice: str) -> Path:
        """Return the path of the excuses for a notice's tables."""
        return self.root / "data" / notice / "excuses.yaml"

    def table_file(self, notice: str, table: str) -> Path:
        """Return the path of a table."""
        return self.root / "data" / notice / f"{table}.csv"

    def schema_file(self, table: str) -> Path:
        """Return the path of a table's schema."""
        return self.root / "data" / "schemas" / f"{table}.yaml"

    def content_file(self, notice: str, unit: str, period: str, artifact: str) -> Path:
        """Return the path of the prose of one document."""
        return self.root / "content" / notice / unit / period / f"{artifact}.md"

    @property
    def templates(self) -> Path:
        """The folder of templates."""
        return self.root / "templates"

    @property
    def font_table(self) -> Path:
        """The table of faces."""
        return self.templates / "gongwen" / "fonts.yaml"

    def shown(self, path: Path) -> str:
        """Return a path as messages print it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def find_workspace(start: Path | None = None) -> Workspace | None:
    """Return the workspace that ``start`` (default: the current folder) lies in, or None.

    ``MAKE_REPORT_WORKSPACE`` names one from anywhere. Raises UsageError when it names a folder that is none.
    """
    given = os.environ.get(PLACE_VARIABLE)
    if given:
        root = Path(given).resolve()
        if not _is_workspace(root):
            raise UsageError(f"环境变量 {PLACE_VARIABLE} 指向的 {given} 不是工作区（缺少 data 和 templates 文件夹）。")
        return Workspace(root)
    here = (start or Path.cwd()).resolve()
    return next((Workspace(folder) for folder in (here, *here.parents) if _is_workspace(folder)), None)


def _is_workspace(folder: Path) -> bool:
    return (folder / "data").is_dir() and (folder / "templates").is_dir()
