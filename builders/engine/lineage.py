"""Lineage (追溯): every number of a document, or one of them, with formula, source cells and where it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builders.compose.printing import printed_fact
from builders.core.errors import UsageError
from builders.core.suggest import unknown
from builders.engine.making import Order, write_manuscript
from builders.engine.programme import Programme
from builders.model.face import FaceSet
from builders.model.fact import Fact, FactUse
from builders.model.factbook import FactBook


@dataclass(frozen=True)
class Explained:
    """One fact with the places where the document prints it; ``printed`` is its value as a sentence says it."""

    fact: Fact
    printed: str
    uses: tuple[FactUse, ...]


def explain(programme: Programme, order: Order, faces: FaceSet, name: str | None) -> tuple[str, list[Explained]]:
    """Return the document's title and its facts: all that it prints, or those that ``name`` means.

    ``name`` may be a declared fact (a group gives all members), a full name with its key, or a cell (项目.总投资).
    Raises UsageError with the nearest name, and whatever making the document raises.
    """
    manuscript = write_manuscript(programme, order, faces).manuscript
    uses: dict[Fact, list[FactUse]] = {fact: [] for fact in manuscript.facts}
    for use in manuscript.uses:
        uses[manuscript.facts[use.fact]].append(use)
    wanted = list(manuscript.facts)
    if name is not None:
        book = programme.book(order.unit, order.period)
        wanted = _named(name, wanted, book)
    return manuscript.name, [Explained(fact, printed_fact(fact), tuple(uses.get(fact, ()))) for fact in wanted]


def _named(name: str, printed: list[Fact], book: FactBook) -> list[Fact]:
    declared = [fact for entry in book.facts.values() for fact in _members(entry)]
    pool = dict.fromkeys([*declared, *printed])
    found = [fact for fact in pool if name in (fact.title, fact.name)]
    if found:
        return found
    if name in book.absent:
        raise UsageError(f"“{name}”在这份文件中没有值：{book.absent[name]}。")
    raise UsageError(unknown(name, dict.fromkeys([*(fact.name for fact in pool), *book.absent])))


def _members(entry: Fact | Mapping[str, Fact]) -> list[Fact]:
    return [entry] if isinstance(entry, Fact) else list(entry.values())
