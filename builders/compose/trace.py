"""The trace (去向): invisible marks around every printed fact, so that the finished text knows where each one stands.

While a template is rendered, facts print between private-use characters; ``settle`` takes the marks out and returns the
clean Markdown, the facts used with their places, and which lines came from which passage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builders.model.fact import Fact, FactUse
from builders.model.manuscript import Origin

_FACT, _TEXT, _END, _PASSAGE, _NAMED, _CLOSE = (chr(code) for code in range(0xE000, 0xE006))
_MARKS = re.compile(
    f"{_FACT}(?P<fact>\\d+){_TEXT}|{_END}|{_PASSAGE}(?P<passage>\\d+){_NAMED}|{_CLOSE}"
)
_HEADING = re.compile(r"(?P<level>#{1,4})\s+(?P<name>.+?)\s*")
_ANNEX = re.compile(r":::+\s*\{\.annex\s.*?title=\"(?P<title>[^\"]*)\".*")


@dataclass
class Trace:
    """Collects the facts and passages that a rendering prints."""

    facts: list[Fact] = field(default_factory=list)
    passages: list[tuple[str, int]] = field(default_factory=list)
    _known: dict[int, int] = field(default_factory=dict)

    def fact(self, fact: Fact, text: str) -> str:
        """Return ``text`` marked as printing ``fact``."""
        index = self._known.get(id(fact))
        if index is None:
            index = self._known[id(fact)] = len(self.facts)
            self.facts.append(fact)
        return f"{_FACT}{index}{_TEXT}{text}{_END}"

    def passage(self, text: str, file: str, line: int) -> str:
        """Return ``text`` marked as coming from a file, whose line ``line`` is its first."""
        self.passages.append((file, line))
        return f"{_PASSAGE}{len(self.passages) - 1}{_NAMED}{text}{_CLOSE}"

    def settle(self, marked: str) -> Settled:
        """Return the text without marks, and everything that the marks told."""
        settling = _Settling(self)
        lines = [settling.line(number, line) for number, line in enumerate(marked.split("\n"), 1)]
        used = tuple(self.facts[index] for index in sorted(settling.used))
        return Settled("\n".join(lines), used, tuple(settling.uses), tuple(settling.origins))


def bare(text: str) -> str:
    """Return text without marks."""
    return _MARKS.sub("", text)


@dataclass(frozen=True)
class Settled:
    """Clean Markdown with what it prints and where it came from."""

    markdown: str
    facts: tuple[Fact, ...]
    uses: tuple[FactUse, ...]
    origins: tuple[Origin, ...]


@dataclass
class _Settling:
    trace: Trace
    section: str = ""
    used: set[int] = field(default_factory=set)
    uses: list[FactUse] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    started: tuple[int, int] | None = None

    def line(self, number: int, marked: str) -> str:
        clean = bare(marked)
        heading, annex = _HEADING.fullmatch(clean), _ANNEX.fullmatch(clean)
        if heading:
            self.section = heading["name"]
        elif annex:
            self.section = f"附件：{annex['title']}"
        open_fact: tuple[int, int] | None = None
        for match in _MARKS.finditer(marked):
            if match["fact"]:
                open_fact = (int(match["fact"]), match.end())
            elif match["passage"]:
                self.started = (int(match["passage"]), number)
            elif match.group() == _END and open_fact:
                self._use(open_fact[0], marked[open_fact[1] : match.start()], number)
                open_fact = None
            elif match.group() == _CLOSE and self.started:
                file, line = self.trace.passages[self.started[0]]
                self.origins.append(Origin(self.started[1], number, file, line))
                self.started = None
        return clean

    def _use(self, index: int, text: str, line: int) -> None:
        fact = self.trace.facts[index]
        if isinstance(fact.value, str) and not any(character.isdigit() for character in fact.value):
            return
        self.used.add(index)
        self.uses.append(FactUse(fact.title, text.replace("\\", ""), line, self.section))
