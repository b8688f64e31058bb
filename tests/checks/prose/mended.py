"""A text with all safe mends of the rules made, round after round, as --fix makes them."""

from __future__ import annotations

from builders.checks.prose import RULES, check_prose
from builders.checks.text import read_prose
from builders.engine.mending import MOST_ROUNDS, mend_text


def mended(text: str) -> str:
    """Return the text after as many rounds of mending as it takes; fails where that never ends."""
    for _ in range(MOST_ROUNDS):
        text, made = mend_text(text, check_prose(read_prose(text, "x.md"), RULES))
        if not made:
            return text
    raise AssertionError(f"never settled: {text}")
