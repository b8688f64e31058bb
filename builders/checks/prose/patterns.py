"""Rules that are one regular expression (句式), and the classes of characters they are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from builders.checks.prose.rulebook import Hit, ProseRule, hits
from builders.checks.text import PRINTED, SILENT, Kind, Text
from builders.core.rule import Rule

HAN = "〇\u3400-\u9fff\U00020000-\U0003ffff"
"""Han characters, for use inside a class."""
FULL = "，。；：？！、（）《》〈〉“”‘’〔〕【】…—～·％"
"""Punctuation of Chinese text, for use inside a class."""
NUMBER = r"\d+(?:\.\d+)?"
ONE_TO_NINE = "一二三四五六七八九"
QUANTITY = rf"(?:{PRINTED}+|\d[\d.,]*|[{ONE_TO_NINE}十两几数百千]+)[万亿]?"
"""A number in prose, as digits, in Han characters or printed by a tag."""

Write = Callable[[re.Match[str]], str | None]

_CHINESE = re.compile(f"[{HAN}{FULL}]")


def is_chinese(character: str) -> bool:
    """Say whether a character is Han or punctuation of Chinese text; no character is not."""
    return bool(_CHINESE.match(character))


def left_of(body: str, index: int, passed: str = SILENT) -> str:
    """Return the character before ``index`` in its line, passing over what prints nothing; empty at its start."""
    index -= 1
    while index >= 0 and body[index] in passed:
        index -= 1
    return body[index] if index >= 0 and body[index] != "\n" else ""


def right_of(body: str, index: int, passed: str = SILENT) -> str:
    """Return the character at ``index`` or behind in its line, passing over what prints nothing; empty at its end."""
    while index < len(body) and body[index] in passed:
        index += 1
    return body[index] if index < len(body) and body[index] != "\n" else ""


def by_pattern(
    rule: Rule,
    pattern: str,
    write: str | Write | None = None,
    *,
    needs: str = "",
    group: int | str = 0,
    passing: tuple[Kind, ...] = (),
    unless: Callable[[re.Match[str]], bool] | None = None,
) -> ProseRule:
    """Return a rule that is broken where the pattern is; ``write`` is what belongs there, of the group.

    Lines of the kinds ``passing`` are passed over, and matches of which ``unless`` says so.
    """
    compiled = re.compile(pattern, re.MULTILINE)

    def find(text: Text) -> Iterator[Hit]:
        for hit, match in hits(text, compiled, group):
            if unless and unless(match):
                continue
            if passing and text.lines[hit.line - text.lines[0].number].kind in passing:
                continue
            yield replace(hit, replacement=write(match) if callable(write) else write)

    return ProseRule(rule, find, needs)
