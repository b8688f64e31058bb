"""Text whose bytes lost one another's company (错位汉字): GBK read one byte off, read right again.

A converter that drops the first byte of a Han character reads the second byte of each character together with the first
of the next, until a byte of ASCII brings it back: ``展潛力大的新城新區`` becomes ``展?摿Υ蟮男鲁切聟^``. The bytes
are all still there but for those at the ends, and these are few enough to be guessed from the words around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import log

from builders.checks.corruption.characters import common, in_simplified, standard, words

_TAIL = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}[)）]"
_BODY = r"[^\x00-\x7f\ufffc\ufffd]|[,:;!?()]"
_FRAGMENT = re.compile(
    rf"[?？\ufffd](?:{_TAIL})?(?:(?:{_BODY})(?:[(（]{_TAIL})?){{1,40}}?(?:[?\ufffd]{_TAIL}|[@-~?？\ufffd](?:[(（]{_TAIL})?)"
)
_WIDE = str.maketrans(",:;!?()", "，：；！？（）")
_LOST = "?？\ufffd"
_PLAIN = frozenset("\ufffc\ufffd\u3000〇‘’“”—…·、。〈〉《》〔〕【】～％℃㎡①②③④⑤⑥⑦⑧⑨⑩，：；（）？！￥")
_MARKS = "，。、；：！？（）“”《》〈〉—…"
_ANY = tuple(range(0x81, 0xFF))
_PRIVATE_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
_BETTER = 2.0
"""How much better a stretch must read, a character, when its bytes are paired the other way."""
_MARK, _NO_WORD, _RARE, _NOTHING = -4.5, -7.0, -12.0, -99.0
_APART, _FEWEST, _WORDS = 4, 3, 2

Byte = tuple[int, ...]
"""What a byte may have been: one value when it is there, many when it was lost."""


@dataclass(frozen=True)
class Shifted:
    """A stretch from ``start`` to before ``end`` of what was searched, and what it most likely said."""

    start: int
    end: int
    right: str


def find_shifted(text: str) -> list[Shifted]:
    """Return every stretch of ``text`` that reads well when its bytes are paired the other way."""
    found: list[Shifted] = []
    for match in _FRAGMENT.finditer(text):
        right = decode(match[0], text[max(0, match.start() - 8) : match.start()], text[match.end() :][:1])
        if right:
            found.append(Shifted(match.start(), match.end(), right))
    for first, last in _clusters(text):
        if not any(each.start <= last and first < each.end for each in found):
            found += _unmarked(text, first, last)
    return sorted(found, key=lambda each: each.start)


def decode(fragment: str, before: str = "", after: str = "") -> str:
    """Return what a shifted fragment said, in simplified characters, or nothing when that makes no better sense.

    ``before`` and ``after`` are the text around it, which helps to guess the characters whose bytes were lost.
    """
    score, right = _best(fragment, before, after)
    return right if score > 0 else ""


def _best(fragment: str, before: str, after: str, unmarked: bool = False) -> tuple[float, str]:
    """Return by how much the best reading is better than needed, and that reading; without marks, more is asked."""
    bare = re.sub(rf"(?<=[{_LOST}]){_TAIL}|[(（]{_TAIL}", "", fragment)
    if not _strange(bare) and not re.search("[@-~]$", bare):
        return _NOTHING, ""
    own = f"\ufffd{bare[1:]}"
    stands = sum(_weight(left, right) for left, right in zip(before[-1:] + own, own, strict=False)) / len(own)
    score, right = max((_reading(way, before, after) for way in _ways(bare)), default=(_NOTHING, ""))
    if _count_words(f"{in_simplified(before[-1:])}{right}{in_simplified(after[:1])}") < (_WORDS if unmarked else 1):
        return _NOTHING, ""
    if unmarked and not all(character in common() or character in _MARKS for character in right):
        return _NOTHING, ""
    return score - stands - _BETTER, right


def _count_words(text: str) -> int:
    return sum(text[start : start + 2] in words() for start in range(len(text) - 1))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield where strange characters stand together, three or more: the first and the last of them."""
    strange = {c for c in frozenset(text) - _sound() if _strange(c)}
    if len(strange) < _FEWEST:
        return
    places = [match.start() for match in re.finditer(f"[{''.join(map(re.escape, sorted(strange)))}]", text)]
    group: list[int] = []
    for place in [*places, len(text) + 2 * _APART]:
        if group and place - group[-1] > _APART:
            if len(group) >= _FEWEST:
                yield group[0], group[-1]
            group = []
        group.append(place)


def _unmarked(text: str, first: int, last: int) -> list[Shifted]:
    """Return the stretch around a cluster that reads best: both its ends were lost without a mark."""
    ways = []
    for start, end in product(range(max(0, first - 2), first + 1), range(last + 1, min(len(text), last + 3) + 1)):
        stretch = text[start:end]
        if re.fullmatch(f"(?:{_BODY})+", stretch):
            score, right = _best(f"?{stretch}?", text[max(0, start - 8) : start], text[end : end + 1], True)
            ways.append((score * (end - start), Shifted(start, end, right)))
    score, best = max(ways, key=lambda way: way[0], default=(_NOTHING, Shifted(first, last, "")))
    return [best] if score > 0 else []


@cache
def _sound() -> frozenset[str]:
    """Return what prose is made of."""
    return common() | _PLAIN | frozenset(map(chr, range(0x370)))


def _strange(text: str) -> bool:
    """Return whether there is anything in the text that prose hardly has."""
    return any(c not in _sound() and not ("\uff01" <= c <= "\uff5e") for c in text)


def _ways(bare: str) -> list[list[Byte]]:
    """Return the bytes of a fragment without readings, in every way: after a mark something may be lost."""
    marks = [i for i, character in enumerate(bare) if 0 < i < len(bare) - 1 and character in ",:;!()"]
    ways = []
    for gaps in product((False, True), repeat=min(len(marks), 2)):
        bytes_: list[Byte] = []
        for index, character in enumerate(bare):
            bytes_ += _bytes(character, inner=0 < index < len(bare) - 1)
            if index in marks[:2] and gaps[marks.index(index)]:
                bytes_ += [_PRIVATE_LEADS, _ANY]
        if len(bytes_) % 2 == 0:
            ways.append(bytes_)
    return ways


def _bytes(character: str, inner: bool) -> list[Byte]:
    """Return the bytes of a character; one that stands at an end for a lost byte may be any."""
    if not inner and character in _LOST:
        return [_ANY]
    coded = character.translate(_WIDE).encode("gb18030", "ignore") if inner else character.encode("gb18030", "ignore")
    return [(byte,) for byte in coded]


def _reading(bytes_: list[Byte], before: str, after: str) -> tuple[float, str]:
    """Return how well the bytes read, a pair a character, and the best reading: every word of two is weighed."""
    start = in_simplified(re.sub(r"\([^)]*\)", "", before))[-1:]
    ways: dict[str, tuple[float, str]] = {start: (0.0, "")}
    length = len(bytes_) // 2
    for lead, trail in zip(bytes_[::2], bytes_[1::2], strict=True):
        options = _characters(lead, trail)
        following: dict[str, tuple[float, str]] = {}
        for last, (score, said) in ways.items():
            for character in options:
                total = score + _weight(last, character)
                if character not in following or following[character][0] < total:
                    following[character] = (total, said + character)
        if not following:
            return _NOTHING, ""
        ways = following
    end = in_simplified(after)
    closed = ((score + (_weight(last, end) if end else 0), said) for last, (score, said) in ways.items())
    score, said = max(closed)
    return score / length, said


@cache
def _characters(lead: Byte, trail: Byte) -> frozenset[str]:
    """Return the characters, simplified, that two bytes may make: where one was lost, common ones only."""
    found = set()
    for pair in product(lead, trail):
        try:
            character = in_simplified(bytes(pair).decode("gbk"))
        except UnicodeDecodeError:
            continue
        if character in common() or character in _MARKS or (len(lead) == len(trail) and character in standard()):
            found.add(character)
    return frozenset(found)


def _weight(left: str, right: str) -> float:
    """Return how likely ``right`` is after ``left``: the logarithm of a rough frequency."""
    place = words().get(left + right)
    if place is not None:
        return -log(place) / 2
    return _MARK if right in _MARKS and left not in _MARKS else _NO_WORD if right in common() else _RARE
