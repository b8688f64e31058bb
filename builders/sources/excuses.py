"""Excuses of a notice's tables and pictures (例外) in ``data/<notice>/excuses.yaml``: a cell takes no comment."""

from __future__ import annotations

from builders.core.diagnostics import Diagnostic, Place
from builders.model.excuse import Excuse
from builders.sources.files import read_text
from builders.sources.sections import Section, parse_section
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import LARGEST_FILE


def read_table_excuses(workspace: Workspace, notice: str) -> tuple[list[Excuse], list[Diagnostic]]:
    """Return the excuses that a notice declares, and what is wrong with the file; none when there is no file.

    Raises UsageError when it is not YAML as people write it, FileError when it cannot be read.
    """
    path = workspace.excuses_file(notice)
    shown = workspace.shown(path)
    if not path.exists() and not path.is_symlink():
        return [], []
    problems: list[Diagnostic] = []
    section = parse_section(read_text(path, shown, LARGEST_FILE), shown, problems)
    excuses = [_excuse(part, shown, f"data/{notice}/") for part in section.sections("excuses", needed=True)]
    section.close()
    return ([] if problems else excuses), problems


def _excuse(section: Section, shown: str, folder: str) -> Excuse:
    file = section.text("file")
    excuse = Excuse(
        Place(shown, section.line),
        section.text("code"),
        section.text("reason"),
        file if "/" in file else folder + file,
        column=section.text("column", ""),
        value=section.text("value", ""),
    )
    section.close()
    return excuse
