"""The nearest known name to a mistyped one, so that a typo gets an answer."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

LEAST_LIKENESS = 0.5


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like ``name``, or None when nothing is close.

    Chinese names are short, so one wrong character in three must still count as close.
    """
    best: tuple[float, str] | None = None
    for candidate in sorted(set(known)):
        likeness = SequenceMatcher(None, name, candidate).ratio()
        if best is None or likeness > best[0]:
            best = (likeness, candidate)
    return best[1] if best and best[0] >= LEAST_LIKENESS else None


def unknown(name: str, known: Iterable[str]) -> str:
    """Return the sentence that answers an unknown name: ``没有“双搭区”，是否指“双塔区”？``."""
    names = list(known)
    near = nearest(name, names)
    if near is not None:
        return f"没有“{name}”，是否指“{near}”？"
    listed = "、".join(names[:12]) + ("等" if len(names) > 12 else "")
    return f"没有“{name}”。可用的有：{listed}。" if names else f"没有“{name}”。"
