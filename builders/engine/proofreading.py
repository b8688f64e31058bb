"""Proofreading (校对): prose of a notice read with every rule there is for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builders.checks import corruption, prose
from builders.checks.privacy.cells import check_cells
from builders.checks.privacy.prose import check_name, check_privacy
from builders.checks.prose.rulebook import ProseRule, check_prose
from builders.checks.register import names_rules
from builders.checks.text import Line, Text, plain_text, read_prose
from builders.core.diagnostics import Diagnostic
from builders.model.notice import Notice
from builders.model.table import Row, Table

GENERAL: tuple[ProseRule, ...] = (*prose.RULES, *corruption.RULES)
"""The rules that hold whatever the notice is."""


@dataclass(frozen=True)
class Proofreader:
    """Reads with ``rules``; what it tells may quote what stands there, so personal data are masked by who shows it."""

    rules: tuple[ProseRule, ...] = GENERAL

    def written(self, text: str, file: str) -> list[Diagnostic]:
        """Return what is wrong with a content file or a template, whose line ends are LF."""
        return self._read(read_prose(text, file))

    def plain(self, text: str, file: str) -> list[Diagnostic]:
        """Return what is wrong with text that has no marks: that of a finished document."""
        return self._read(plain_text(text, file))

    def table(self, table: Table) -> Iterator[Diagnostic]:
        """Yield what is wrong with the words in a table's cells: they are printed as they stand."""
        first: dict[str, tuple[Row, str]] = {}
        for field in table.schema.fields:
            if field.type == "string" and not (field.enum or field.pattern or field.role):
                position = table.position(field.name)
                for row in table.rows:
                    text = row.texts[position]
                    if text and row.values[position] is not None:  # a cell that cannot be read has been told
                        first.setdefault(text, (row, field.name))
        cells = list(first)
        # each cell a row of its own, so that no rule takes two cells for one paragraph
        lines = tuple(Line(number, text, text, "row") for number, text in enumerate(cells, 1))
        for problem in check_prose(Text(table.file, lines), self.rules) if lines else ():
            row, name = first[cells[problem.place.line - 1]]
            place = replace(table.place(row, name), character=problem.place.character)
            # a mend counts the characters of a line, not of a cell
            yield replace(problem, place=place, mend=None)
        yield from check_cells(table)

    def _read(self, text: Text) -> list[Diagnostic]:
        return [*check_name(text.file), *check_prose(text, self.rules), *check_privacy(text)]


def proofreader_of(notice: Notice) -> Proofreader:
    """Return the proofreader for what is written under a notice."""
    return Proofreader((*GENERAL, *names_rules(notice)))
