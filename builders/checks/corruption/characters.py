"""Characters of official writing (规范字): the standard table, what other forms stand for in it, and common words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from builders.checks.prose.rulebook import Hit
from builders.checks.text import Text

HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007\U00020000-\U000323af"
"""Han characters, for the brackets of a regular expression; those for compatibility are none."""


@cache
def standard() -> frozenset[str]:
    """Return the 8105 characters of the 通用规范汉字表 of 2013, and 〇."""
    return frozenset("".join(table("standard.txt")) + "〇")


@cache
def simplified() -> dict[str, str]:
    """Return what traditional, variant and Japanese forms outside the standard table stand for inside it.

    Where a form stands for several, the most usual is meant.
    """
    pairs = "".join(table("simplified.txt"))
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


@cache
def common() -> frozenset[str]:
    """Return the most used characters: those of the first level of GB 2312 that are standard today, some 3750."""
    rows = bytes(byte for row in range(0xB0, 0xD8) for column in range(0xA1, 0xFF) for byte in (row, column))
    return standard() & frozenset(rows.decode("gb2312", "ignore"))


@cache
def words() -> dict[str, int]:
    """Return common words of two characters, each with its place by frequency, from 1."""
    run = "".join(table("words.txt"))
    return {run[start : start + 2]: start // 2 + 1 for start in range(0, len(run), 2)}


def in_simplified(text: str) -> str:
    """Return the text with every form outside the standard table replaced by what it stands for."""
    return text.translate(_forms())


def at(text: Text, start: int, end: int, message: str = "", replacement: str | None = None, cure: str = "") -> Hit:
    """Return the hit from ``start`` to before ``end`` of the body, which lie in one line."""
    line, place = text.place(start)
    return Hit(line.number, place, place + end - start, message, replacement, cure)


@cache
def _forms() -> dict[int, str]:
    return {ord(form): character for form, character in simplified().items()}


def thickest(text: Text, found: list[re.Match[str]]) -> re.Match[str]:
    """Return the first of the finds in the line that has most of them: where a trouble of the whole text is shown."""
    lines = [text.place(match.start())[0].number for match in found]
    return found[lines.index(max(lines, key=lines.count))]


def table(name: str) -> list[str]:
    """Return the lines of a table beside this module, but for those with # that say where it comes from."""
    lines = (files(__package__) / "tables" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
