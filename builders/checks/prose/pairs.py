"""Signs that come in pairs (成对符号): which belong together, how deep, and which stand alone.

Tags of Jinja are followed: what stands in one branch of an ``if`` is not counted together with what stands in another.
Where the branches leave different signs open nobody can say what will be printed, and nothing is told to stand alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from builders.checks.text import Text

CLOSING = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "‘": "’", "〔": "〕", "【": "】"}
_KIND = {sign: number for number, pair in enumerate(CLOSING.items()) for sign in pair} | {"(": 0, ")": 0}
_EVENT = re.compile(r"[（(《〈“‘〔【）)》〉”’〕】]")
_TAG = re.compile(r"\{%-?\s*(?P<word>\w+)")
_COUNTED = re.compile(r"(?:^|[\s\0：；，。、])[\da-zA-Z一二三四五六七八九十]{1,3}$")
_JOINED = 8
"""So many signs at most are carried from one paragraph to the next."""
_AROUND = 50
"""So many signs around another are remembered: nobody nests deeper, and garbage must not take long."""
_INTERVAL = re.compile(r"\[[\d.]+[,，][\d.]+$")
_ENDED = re.compile(r"[。！？][”’）》]?[\s\0]*$")


@dataclass
class Scan:
    """The signs of one paragraph, by their places in the body of the text."""

    start: int
    end: int
    pairs: list[tuple[int, int]] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    around: dict[int, str] = field(default_factory=dict)
    """From the place of an opening sign to the opening signs that are open around it, from the outside."""


@lru_cache(maxsize=1)  # all rules read one text before the next
def scans(text: Text) -> tuple[Scan, ...]:
    """Return what is paired in each paragraph of the text that has such signs."""
    found = [_Reading(text, start, end).scan() for start, end in text.spans if _EVENT.search(text.body, start, end)]
    for before, after in zip(found, found[1:], strict=False):
        _join(text.body, before, after)
    return tuple(found)


def _join(body: str, before: Scan, after: Scan) -> None:
    """Pair what one paragraph leaves open and the next closes: a line was broken there, or a quotation goes on."""
    goes_on = not _ENDED.search(body, before.start, before.end)
    for opened in before.alone[: -_JOINED - 1 : -1]:
        if body[opened] == "“" and body[after.start : after.end].lstrip("\0 \u3000").startswith("“"):
            before.alone.remove(opened)
            continue
        partner = next((at for at in after.alone if body[at] in CLOSING.values()), None)
        if goes_on and partner is not None and CLOSING.get(body[opened]) == body[partner]:
            before.alone.remove(opened)
            after.alone.remove(partner)


@dataclass
class _Branching:
    """An ``if`` or a loop: what was open before it, and what each branch so far left open."""

    base: list[int]
    left: list[list[int]]
    is_if: bool
    has_else: bool = False


class _Reading:
    """One paragraph being read from left to right."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.body, self.scanned = text.body, Scan(start, end)
        raw = text.raw[start:end] if "{%" in text.raw[start:end] else ""
        self.tags = [(start + tag.start(), tag["word"]) for tag in _TAG.finditer(raw)]
        self.opened: list[int] = []
        self.branchings: list[_Branching] = []
        self.sure = True

    def scan(self) -> Scan:
        scanned = self.scanned
        events: list[tuple[int, str]] = [
            (match.start(), "") for match in _EVENT.finditer(self.body, scanned.start, scanned.end)
        ]
        for at, word in sorted(events + self.tags):
            if word:
                self._tag(word)
            else:
                self._sign(at)
        if self.branchings and self.opened:
            self.sure = False
        scanned.alone = sorted(scanned.alone + self.opened) if self.sure else []
        return scanned

    def _sign(self, at: int) -> None:
        sign = self.body[at]
        if self.body[at - 1 : at] == "“" and self.body[at + 1 : at + 2] == "”":
            return  # spoken of, not used
        if sign in CLOSING:
            self.scanned.around[at] = "".join(self.body[each] for each in self.opened[-_AROUND:])
            self.opened.append(at)
            return
        if sign == "’" and re.match("[A-Za-z]’[A-Za-z]", self.body[max(0, at - 1) : at + 2]):
            return  # an apostrophe
        index = self._partner(sign)
        if index is None:
            counted = _COUNTED.search(self.body, max(0, at - 5), at) or _INTERVAL.search(self.body, max(0, at - 20), at)
            if not (sign in ")）" and counted):
                self.scanned.alone.append(at)
            return
        self.scanned.pairs.append((self.opened[index], at))
        self.scanned.alone += self.opened[index + 1 :]
        del self.opened[index:]

    def _partner(self, sign: str) -> int | None:
        """Return which of the open signs a closing one belongs to: the innermost of its kind, not too far out."""
        for index in range(len(self.opened) - 1, max(-1, len(self.opened) - 1 - _AROUND), -1):
            if _KIND[self.body[self.opened[index]]] == _KIND[sign]:
                return index
        return None

    def _tag(self, word: str) -> None:
        if word in ("if", "for", "call", "macro", "filter"):
            self.branchings.append(_Branching(list(self.opened), [], word == "if"))
        elif word in ("elif", "else", "endif", "endfor", "endcall", "endmacro", "endfilter"):
            if not self.branchings:
                self.sure = self.sure and not self.opened
                return
            branching = self.branchings[-1]
            branching.left.append(self.opened)
            branching.has_else = branching.has_else or word == "else"
            if word.startswith("end"):
                self._join(self.branchings.pop())
            else:
                self.opened = list(branching.base)

    def _join(self, branching: _Branching) -> None:
        left = branching.left + ([] if branching.has_else and branching.is_if else [branching.base])
        shapes = {"".join(self.body[at] for at in each) for each in left}
        self.sure = self.sure and len(shapes) == 1
        self.opened = left[0]
