"""Stretches of a text that were read in the wrong encoding (乱码), each with what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builders.checks.corruption.characters import common, standard, words
from builders.checks.corruption.shifting import Shifted, find_shifted
from builders.checks.text import Text

_WESTERN = re.compile("[\u0080-\u00ff\u0152-\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u0192]{2,}")
_NOT_ASCII = re.compile("[^\x00-\x7f\ufffc]{2,}")
_MARKS = "，。、；：“”‘’（）《》—…？！·"
_SURE = 4


def find_scrambled(text: str) -> Iterator[Shifted]:
    """Yield what was UTF-8 read as GBK, or UTF-8 or GBK read as a Western encoding."""
    for match in _WESTERN.finditer(text):
        right = _from_western(match[0])
        if right:
            yield Shifted(*match.span(), right)
    end = 0
    for start in [match.start() for match in _misread().finditer(text)]:
        if start < end:
            continue
        run = _NOT_ASCII.match(text, start)
        right, length = _from_gbk(run[0]) if run else ("", 0)
        if right:
            end = start + length
            yield Shifted(start, end, right)


def garbled(text: Text) -> frozenset[int]:
    """Return the places in the body that a rule for whole stretches has told of: what stands there is no character."""
    found = [*find_shifted(text.body), *find_scrambled(text.body)]
    return frozenset(place for each in found for place in range(each.start, each.end))


@cache
def _misread() -> re.Pattern[str]:
    """Return a pattern of the characters that appear when the bytes of Chinese in UTF-8 are read as GBK."""
    leads = bytes(byte for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0) for byte in (lead, trail))
    rare = {c for c in leads.decode("gbk", "ignore") if c not in common()}
    return re.compile(f"[{''.join(sorted(rare))}]")


def _from_western(run: str) -> str:
    """Return the Chinese whose bytes were read as Western characters, or nothing."""
    for read_as, was in (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030")):
        try:
            right = run.encode(read_as).decode(was)
        except UnicodeError:
            continue
        if was == "gb18030" and len(run) < _SURE:
            continue
        if all(c in standard() or c in _MARKS for c in right):
            return right
    return ""


def _from_gbk(run: str) -> tuple[str, int]:
    """Return the Chinese whose bytes, of UTF-8, were read as GBK, and how many characters of the run they made."""
    best = ("", 0)
    for length in range(2, len(run) + 1):
        if best[0].endswith("…") and run[length - 1] in _MARKS:
            break  # the last bytes were lost, and a mark that has nothing to do with them would complete them
        coded = run[:length].replace("€", "\x80").encode("gb18030", "ignore")
        try:
            right, rest = coded.decode("utf-8"), 0
        except UnicodeDecodeError as fault:
            if fault.end < len(coded) or fault.start == 0:
                break
            right, rest = coded[: fault.start].decode("utf-8"), len(coded) - fault.start
        rare = sum(c not in common() and c not in _MARKS for c in run[:length])
        known = any(right[i : i + 2] in words() for i in range(len(right) - 1))
        if len(right) >= 2 and (rare >= 2 or (rare and known)) and all(c in common() or c in _MARKS for c in right):
            best = (right + ("…" if rest else ""), length)
    return best
