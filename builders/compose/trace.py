"""The trace (去向): where each printed fact stands in the finished text, and where each line of it came from.

``settle`` takes the marks out of a rendered text and returns the clean Markdown with everything that they told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builders.compose.marks import FactMark, LineMark, bare, mark_fact, pieces
from builders.compose.markup import unescaped
from builders.model.fact import Fact, FactUse
from builders.model.manuscript import Origin

_HEADING = re.compile(r"#{1,4}\s+(?P<name>.+?)\s*(?:\{[^}]*\})?\s*")
_ANNEX = re.compile(r":{3,}\s*\{(?=[^}]*\.annex\b)[^}]*?title=\"(?P<title>(?:\\.|[^\"\\])*)\".*")


@dataclass
class Trace:
    """Knows the facts that a rendering prints; equal facts (one cell seen through two views) are one."""

    facts: list[Fact] = field(default_factory=list)
    _known: dict[Fact, int] = field(default_factory=dict)

    def fact(self, fact: Fact, markdown: str) -> str:
        """Return Markdown marked as printing ``fact``."""
        index = self._known.setdefault(fact, len(self.facts))
        if index == len(self.facts):
            self.facts.append(fact)
        return mark_fact(index, markdown)

    def settle(self, marked: str) -> Settled:
        """Return the text without marks, blank lines at its ends and doubled ones, and what the marks told."""
        settling = _Settling(self.facts)
        for line in marked.split("\n"):
            settling.take(line)
        text = "\n".join(settling.lines).rstrip("\n") + "\n"
        facts = tuple(self.facts[index] for index in settling.places)
        return Settled(text, facts, tuple(settling.uses), tuple(settling.origins))


@dataclass(frozen=True)
class Settled:
    """Clean Markdown with what it prints and where it came from."""

    markdown: str
    facts: tuple[Fact, ...]
    uses: tuple[FactUse, ...]
    origins: tuple[Origin, ...]


@dataclass
class _Settling:
    """What has been read of a marked text; ``places`` leads from a fact's index to its place among those used."""

    facts: list[Fact]
    lines: list[str] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    uses: list[FactUse] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    section: str = ""

    def take(self, marked: str) -> None:
        clean = bare(marked).rstrip(" \t")
        if not clean and not (self.lines and self.lines[-1]):
            return
        self.lines.append(clean)
        if heading := _HEADING.fullmatch(clean):
            self.section = unescaped(heading["name"])
        elif annex := _ANNEX.fullmatch(clean):
            self.section = f"附件：{unescaped(annex['title'])}"
        found = list(pieces(marked))
        for piece in found:
            if isinstance(piece, FactMark):
                self._use(piece)
        source = _source(found)
        if clean and source:
            self._came_from(source)

    def _use(self, mark: FactMark) -> None:
        fact = self.facts[mark.index]
        if isinstance(fact.value, str) and not any(character.isdigit() for character in fact.value):
            return
        place = self.places.setdefault(mark.index, len(self.places))
        self.uses.append(FactUse(fact.title, unescaped(mark.markdown), len(self.lines), self.section, place))

    def _came_from(self, source: LineMark) -> None:
        """Note where the last line came from; it joins the stretch before when both go on alike."""
        number = len(self.lines)
        last = self.origins[-1] if self.origins else None
        if last and (last.file, last.line + number - last.first) == (source.file, source.line):
            self.origins[-1] = Origin(last.first, number, last.file, last.line)
        else:
            self.origins.append(Origin(number, number, source.file, source.line))


def _source(found: list[FactMark | LineMark | str]) -> LineMark | None:
    """Return the first line mark that text follows: a template's mark before a passage has none."""
    source = None
    for piece in found:
        if isinstance(piece, LineMark):
            source = piece
        elif source and (piece.markdown if isinstance(piece, FactMark) else piece).strip():
            return source
    return None
