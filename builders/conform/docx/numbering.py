"""Automatic numbering (自动编号): the numbers that Word prints before list paragraphs, which no w:t holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builders.conform.docx.layers import Layer, paragraph_layer
from builders.conform.docx.names import VAL, Element, W, integer, value

_DIGITS = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_CHINESE = frozenset(
    {
        "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
        "taiwaneseCountingThousand", "ideographDigital", "koreanCounting",
    }
)  # fmt: skip
_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """One level of a list: ``text`` is a pattern such as ``（%2）``; ``layer`` what it does to its paragraphs."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    layer: Layer = field(default_factory=dict)


@dataclass
class Numbering:
    """The lists of a document; ``label`` counts, so paragraphs must be asked in their order."""

    lists: dict[int, tuple[int, dict[int, Level]]] = field(default_factory=dict)
    counts: dict[int, dict[int, int]] = field(default_factory=dict)

    def level(self, number: int | None, depth: int) -> Level | None:
        """Return a level of a list; None when the paragraph is in no list that exists."""
        found = self.lists.get(number or 0)
        return None if found is None else found[1].get(depth)

    def label(self, number: int | None, depth: int) -> str:
        """Return the printed number of the next paragraph of a list, such as ``（二）``; empty for a bullet."""
        level = self.level(number, depth)
        if level is None:
            return ""
        abstract, levels = self.lists[number or 0]
        counts = self.counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.kind == "bullet":
            return ""

        def printed(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            counted = levels.get(place, Level())
            return ordinal(counts.get(place, counted.start), counted.kind)

        return _PLACE.sub(printed, level.text) + {"space": " ", "tab": "\t"}.get(level.suffix, "")


def read_numbering(root: Element | None) -> Numbering:
    """Return the lists of a numbering part."""
    if root is None:
        return Numbering()
    abstracts = {
        integer(each.get(f"{W}abstractNumId")): {
            integer(level.get(f"{W}ilvl")) or 0: _level(level) for level in each.iterfind(f"{W}lvl")
        }
        for each in root.iterfind(f"{W}abstractNum")
    }
    lists: dict[int, tuple[int, dict[int, Level]]] = {}
    for each in root.iterfind(f"{W}num"):
        number, abstract = integer(each.get(f"{W}numId")), integer(value(each, "abstractNumId"))
        if number is None or abstract is None or abstract not in abstracts:
            continue
        overrides = list(each.iterfind(f"{W}lvlOverride"))
        levels = dict(abstracts[abstract])
        for override in overrides:
            depth, replaced = integer(override.get(f"{W}ilvl")) or 0, override.find(f"{W}lvl")
            if replaced is not None:
                levels[depth] = _level(replaced)
        restarted = any(override.find(f"{W}startOverride") is not None for override in overrides)
        lists[number] = (-number if restarted else abstract, levels)
    return Numbering(lists)


def ordinal(count: int, kind: str) -> str:
    """Return a number as a list prints it: 三, 12, c."""
    if kind in _CHINESE:
        return chinese(count)
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind == "decimalFullWidth":
        return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(count))
    return "" if kind == "none" else str(count)


def chinese(count: int) -> str:
    """Return a number up to 99 in Chinese numerals; beyond that, digits."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def _level(element: Element) -> Level:
    text = element.find(f"{W}lvlText")
    return Level(
        start=integer(value(element, "start")) or 0,
        kind=value(element, "numFmt") or "decimal",
        text="" if text is None else text.get(VAL, ""),
        suffix=value(element, "suff") or "tab",
        layer=paragraph_layer(element.find(f"{W}pPr")),
    )
