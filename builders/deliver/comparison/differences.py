"""Differences (差异): everything in which two readings of a document differ, and the same in values of JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from builders.deliver.comparison.paragraphs import ParagraphChange, compare_paragraphs
from builders.deliver.comparison.tables import TableChange, compare_tables
from builders.deliver.comparison.words import marked, pieces
from builders.model.fact import CellRef
from builders.model.reading import Reading, Stated


@dataclass(frozen=True)
class FactChange:
    """A fact with another value: ``old`` is empty for a new one, ``new`` for one that is not printed any more.

    The cells are those that changed: before and now.
    """

    name: str
    old: str
    new: str
    old_cells: tuple[CellRef, ...] = ()
    new_cells: tuple[CellRef, ...] = ()


@dataclass(frozen=True)
class Differences:
    """In what a document differs from what it was."""

    old: Reading
    new: Reading
    facts: tuple[FactChange, ...]
    paragraphs: tuple[ParagraphChange, ...]
    tables: tuple[TableChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.facts or self.paragraphs or self.tables)

    @property
    def values(self) -> dict[str, Any]:
        """The differences in values of JSON."""
        return {
            "old": {"name": self.old.name, "version": self.old.version},
            "new": {"name": self.new.name, "version": self.new.version},
            "facts": [asdict(change) for change in self.facts],
            "paragraphs": [
                {**asdict(change), "marked": marked(pieces(change.old, change.new))} for change in self.paragraphs
            ],
            "tables": [asdict(change) for change in self.tables],
        }


def compare(old: Reading, new: Reading) -> Differences:
    """Return everything in which ``new`` differs from ``old``."""
    return Differences(
        old,
        new,
        tuple(_facts(old.facts, new.facts)),
        compare_paragraphs(old.paragraphs, new.paragraphs),
        compare_tables(old.tables, new.tables),
    )


def _facts(old: Sequence[Stated], new: Sequence[Stated]) -> Iterator[FactChange]:
    """Yield the facts with another value; facts of one name are told apart by their order."""
    before, after = _numbered(old), _numbered(new)
    for key, fact in after.items():
        was = before.get(key)
        if was is None:
            yield FactChange(fact.name, "", fact.value, (), fact.cells)
        elif was.value != fact.value:
            gone, come = _changed_cells(was.cells, fact.cells)
            yield FactChange(fact.name, was.value, fact.value, gone, come)
    yield from (FactChange(fact.name, fact.value, "", fact.cells) for key, fact in before.items() if key not in after)


def _numbered(facts: Sequence[Stated]) -> dict[tuple[str, int], Stated]:
    met: Counter[str] = Counter()
    found = {}
    for fact in facts:
        met[fact.name] += 1
        found[fact.name, met[fact.name]] = fact
    return found


def _changed_cells(
    old: Sequence[CellRef], new: Sequence[CellRef]
) -> tuple[tuple[CellRef, ...], tuple[CellRef, ...]]:
    """Return the cells that are only in one of two lineages; a row that merely moved to another line is in both."""
    one, other = (Counter((cell.file, cell.column, cell.text) for cell in cells) for cells in (old, new))
    return tuple(_beyond(old, one - other)), tuple(_beyond(new, other - one))


def _beyond(cells: Sequence[CellRef], surplus: Counter[tuple[str, str, str]]) -> Iterator[CellRef]:
    """Yield the cells of a surplus; of cells that look the same, the last ones."""
    left = Counter(surplus)
    found = []
    for cell in reversed(cells):
        look = (cell.file, cell.column, cell.text)
        if left[look] > 0:
            left[look] -= 1
            found.append(cell)
    yield from reversed(found)
