"""Rules of prose (行文规则): punctuation, numerals and the style of official documents."""

from builders.checks.prose import (
    amounts,
    digits,
    document_numbers,
    half_width,
    headings,
    marks,
    ordinals,
    quotation,
    ranges,
    spaces,
)
from builders.checks.prose.rulebook import Hit, ProseRule, check_prose

__all__ = ["RULES", "Hit", "ProseRule", "check_prose"]

_PACKS = (half_width, quotation, document_numbers, marks, spaces, digits, ranges, amounts, ordinals, headings)

RULES: tuple[ProseRule, ...] = tuple(
    sorted((each for pack in _PACKS for each in pack.RULES), key=lambda each: each.rule.code)
)
"""All rules of this room's prose, by code. Those of corruption, names and privacy are beside it."""
