"""Corruption (文字损坏): what pasting, converting and scanning do to prose, told before it is printed."""

from __future__ import annotations

from builders.checks.corruption import (
    brands,
    digits,
    folding,
    invisible,
    leftovers,
    mojibake,
    ruby,
    script,
    wording,
)

RULES = (
    *brands.RULES,
    *ruby.RULES,
    *script.RULES,
    *mojibake.RULES,
    *invisible.RULES,
    *digits.RULES,
    *folding.RULES,
    *leftovers.RULES,
    *wording.RULES,
)
