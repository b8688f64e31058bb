"""Discretion (个人信息) of a bundle: what it gives away of people, but for what somebody excused with a reason."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from builders.checks.excuses import read_excuses
from builders.checks.privacy.detecting import personal_values
from builders.core.diagnostics import Diagnostic
from builders.deliver.bag.packing import pack
from builders.engine.disclosure import check_disclosure

PERSONAL = "V"
"""What the codes of personal data begin with."""
_EXCUSED_CELL = re.compile(r"code:\s*['\"]?V\d")


def check_discretion(
    name: str, files: Mapping[str, bytes], sources: Mapping[str, bytes], *, isolated: bool = False
) -> list[Diagnostic]:
    """Return what the files of a bundle disclose of people, files in files as well.

    ``sources`` are the inputs among them, by path in their workspace: what is excused there may stand in the documents.
    """
    return check_disclosure(f"{name}.zip", pack(files, name), excused_values(sources), isolated=isolated)


def excused_values(sources: Mapping[str, bytes]) -> frozenset[str]:
    """Return digests of the personal data that the excuses in prose, in templates and beside tables allow."""
    return frozenset(_excused(sources))


def _excused(sources: Mapping[str, bytes]) -> Iterator[str]:
    """Yield digests of the personal data for which an excuse stands in the prose or beside the tables."""
    for path, content in sources.items():
        text = content.decode("utf-8", "replace")
        if path.endswith((".md", ".j2")):
            lines = text.splitlines()
            for excuse in read_excuses(text, path)[0]:
                if excuse.code.startswith(PERSONAL) and 0 < excuse.line <= len(lines):
                    yield from personal_values(lines[excuse.line - 1])
        elif path.endswith("/excuses.yaml") and _EXCUSED_CELL.search(text):
            folder = path.rpartition("/")[0]
            for table in sources:
                if table.startswith(f"{folder}/") and table.endswith(".csv"):
                    yield from _of_cells(sources[table].decode("utf-8", "replace"))


def _of_cells(table: str) -> Iterator[str]:
    """Yield digests of the personal data in the cells of a table, each by itself: its neighbours may be numbers."""
    for row in csv.reader(io.StringIO(table)):
        for cell in row:
            yield from personal_values(cell)
