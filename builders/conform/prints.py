"""Prints (打印的文字): what a finished document says, to be compared with another of the same text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NO_DIGIT = re.compile(r"[^\d.]+")
_MASTHEAD = 300
"""Characters that a masthead with its title has at most."""
_SHOWN = 12
"""Characters shown before and behind the place where two texts part."""


@dataclass(frozen=True)
class Print:
    """Paragraphs in reading order (of a PDF: one a page), footnotes, repeated heads of tables, words for pictures.

    ``margins`` are the texts above the type areas: the page headers of Word, the head of each page of a PDF.
    """

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()


def numbers(texts: Iterable[str]) -> Counter[str]:
    """Return every number in texts, as often as it stands there; no number goes on from one text into the next."""
    return Counter(number for text in texts for number in _NUMBER.findall(text))


def difference(word: Print, pdf: Print) -> str:
    """Return where a Word file and a PDF part that should say the same, empty when they do not.

    White space does not count, and the head of a table that goes on overleaf counts once. What stands beside one
    another, as the names of several issuers, may come in another order: then all characters and the row of digits are
    equal; in the masthead, where 密级 stands beside the document number, the numbers.
    """
    for one, other, what in (
        (_packed(word.paragraphs), _without_repeated_heads(word, pdf), "正文"),
        (_packed(word.notes), _packed(pdf.notes), "脚注"),
    ):
        if one != other and not _is_rearranged(one, other, word.heads):
            sides = f"Word：“{_behind(one, other)}”，PDF：“{_behind(other, one)}”"
            before = _parting(one, other)
            return f"{what}从“{before}”之后起不同（{sides}）" if before else f"{what}从头起就不同（{sides}）"
    return ""


def _without_repeated_heads(word: Print, pdf: Print) -> str:
    heads = sorted((_packed([head]) for head in word.heads if head.strip()), key=len, reverse=True)
    found = _first_head(word, pdf)
    for page in pdf.paragraphs:
        text = _packed([page])
        for head in heads:
            # At the head of a page a table goes on: its head was printed before.
            if found and text.startswith(head) and found.count(head) >= heads.count(head):
                text = text.removeprefix(head)
                break
        found += text
    return found


def _first_head(word: Print, pdf: Print) -> str:
    """Return what stands above the type area of the first page as its text: the mark of a letter."""
    text = _packed(pdf.margins[:1])
    for margin in word.margins:
        text = text.replace(_packed([margin]), "", 1)
    return text


def _packed(texts: Iterable[str]) -> str:
    return re.sub(r"\s+", "", "".join(texts))


def _is_rearranged(one: str, other: str, heads: Iterable[str]) -> bool:
    """Return whether two texts are made of the same characters, but for heads of tables that are printed again."""
    surplus = Counter(other) - Counter(one)
    for head in (Counter(_packed([head])) for head in heads if head.strip()):
        while head <= surplus:
            surplus -= head
    if surplus or Counter(one) - Counter(other):
        return False
    if len(one) - _common(one[::-1], other[::-1]) <= _MASTHEAD:
        return numbers([one]) == numbers([other])
    return _NO_DIGIT.sub("", one) == _NO_DIGIT.sub("", other)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _parting(one: str, other: str) -> str:
    at = _common(one, other)
    return one[max(0, at - _SHOWN) : at]


def _behind(one: str, other: str) -> str:
    at = _common(one, other)
    return one[at : at + _SHOWN]
