"""Paragraphs (段落比较): which of two texts belong together, which are new and which are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LEAST_LIKENESS = 0.4
"""Two paragraphs with a smaller part of their pairs of characters in common are two paragraphs."""
MOST_PAIRS = 40_000
"""Paragraphs of a stretch times those of the other: more are not paired, but told as gone and new."""


@dataclass(frozen=True)
class ParagraphChange:
    """A paragraph that is not in both texts: changed, new (``old`` empty) or gone (``new`` empty).

    ``place`` counts the paragraphs of the new text from 1, of the old one for a paragraph that is gone.
    """

    place: int
    old: str
    new: str


def compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> tuple[ParagraphChange, ...]:
    """Return every paragraph that differs, in the order of the new text."""
    changes: list[ParagraphChange] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            changes += _changed(old, new, range(i, j), range(k, m))
    return tuple(changes)


def _changed(old: Sequence[str], new: Sequence[str], before: range, after: range) -> Iterator[ParagraphChange]:
    pairs = dict(_paired(old, new, before, after))
    told = before.start
    for at in after:
        if at in pairs:
            yield from (ParagraphChange(gone + 1, old[gone], "") for gone in range(told, pairs[at]))
            told = pairs[at] + 1
        yield ParagraphChange(at + 1, old[pairs[at]] if at in pairs else "", new[at])
    yield from (ParagraphChange(gone + 1, old[gone], "") for gone in range(told, before.stop))


def _paired(old: Sequence[str], new: Sequence[str], before: range, after: range) -> Iterator[tuple[int, int]]:
    """Yield (new, old) of paragraphs that are states of one: in order, so that the sum of likenesses is greatest."""
    if len(before) * len(after) > MOST_PAIRS:
        return
    one, other = ([_pairs_of_characters(texts[at]) for at in span] for texts, span in ((old, before), (new, after)))
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for k in range(len(after) - 1, -1, -1):
            alike = _likeness(one[i], other[k])
            together = best[i + 1][k + 1] + alike if alike >= LEAST_LIKENESS else 0.0
            best[i][k] = max(together, best[i + 1][k], best[i][k + 1])
    i = k = 0
    while i < len(before) and k < len(after):
        if best[i][k] == best[i + 1][k]:
            i += 1
        elif best[i][k] == best[i][k + 1]:
            k += 1
        else:
            yield after[k], before[i]
            i, k = i + 1, k + 1


def _pairs_of_characters(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
