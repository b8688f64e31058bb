"""Files by name (指定文件): finished documents, pictures, archives and texts that somebody wants looked at."""

from __future__ import annotations

from pathlib import Path

from builders.checks.privacy.telling import without_personal_data
from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError, ReportError
from builders.engine.disclosure import check_disclosure
from builders.engine.gate.inspection import Inspection
from builders.engine.proofreading import Proofreader
from builders.sources.encodings import decode
from builders.sources.files import read_bytes

LARGEST = 500_000_000
TEXTS = (".md", ".txt", ".csv", ".j2", ".yaml", ".yml", ".json", ".xml")
"""What is read as words; anything else is looked into by its content, whatever its name says."""


def inspect_file(path: Path) -> Inspection:
    """Return what is wrong with the words of a file and what it gives away of people.

    Nothing is raised for what a user can put there: a file that cannot be read is a problem of its own.
    """
    shown = path.as_posix()
    try:
        told = {without_personal_data(problem) for problem in _problems(path, shown)}
        return Inspection(tuple(sorted(told)), (), (("file", 1),))
    except ReportError as fault:
        problems = fault.diagnostics or (Diagnostic(Place(shown), "K105", fault.message.rstrip("。")),)
        return Inspection(tuple(problems), (), (("file", 1),))


def _problems(path: Path, shown: str) -> list[Diagnostic]:
    content = read_bytes(path, shown, LARGEST)
    if path.suffix.lower() not in TEXTS:
        return list(check_disclosure(shown, content, isolated=True))
    try:
        text, _ = decode(content, shown)
    except DataError as fault:
        return list(fault.diagnostics)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = Proofreader()
    if path.suffix.lower() in (".md", ".j2"):
        return reader.written(text, shown)
    return [problem for problem in reader.plain(text, shown) if problem.code.startswith(("V", "R"))]
