"""Detecting (识别): all personal data of a text, each once, in order; and the same text with all of it masked."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from builders.checks.privacy.characters import Plain, plain
from builders.checks.privacy.finding import Finding
from builders.checks.privacy.identity import find_identities
from builders.checks.privacy.numbers import find_cards, find_landlines, find_mobiles
from builders.checks.privacy.whereabouts import find_contacts, find_mails, find_plates, find_residences
from builders.core.digests import digest

_NUMBERS = (find_identities, find_mobiles, find_cards, find_landlines)
"""The surest first: of two findings in the same place the first one stands."""
_WORDS = (find_mails, find_residences, find_plates, find_contacts)

_DIGITS = re.compile(r"\d(?:\W{0,3}\d){6}")
_SIGNS = re.compile(r"[@＠]|单元|号楼|[栋幢座#＃]|\d室|[车牌照号]牌|牌照|车号|联系人|经办人|户主|申请人|姓名")


def find_personal(text: str, context: str = "") -> list[Finding]:
    """Return what in a text leads to a person, by place.

    ``context`` is what is said about the text elsewhere, such as the header of its column.
    """
    if not may_hold_personal(text):
        return []
    bare = plain(text)
    finders = (*(_NUMBERS if _DIGITS.search(text) else ()), *(_WORDS if _SIGNS.search(text) else ()))
    found: list[Finding] = []
    for find in finders:
        for each in find(bare.text, context):
            place = bisect_left(found, each.start, key=lambda other: other.start)
            if not any(
                each.start < other.end and other.start < each.end for other in found[max(0, place - 1) : place + 1]
            ):
                found.insert(place, each)
    return [_in_place(each, bare) for each in found]


def _in_place(found: Finding, bare: Plain) -> Finding:
    start, end = bare.span(found.start, found.end)
    return replace(found, start=start, end=end)


def may_hold_personal(text: str) -> bool:
    """Whether a text is worth a closer look; nearly all are not, and this is quick."""
    return bool(_DIGITS.search(text) or _SIGNS.search(text))


def mask_text(text: str) -> str:
    """Return a text with everything in it that leads to a person masked: for messages, logs and names of files."""
    for found in reversed(find_personal(text)):
        text = text[: found.start] + found.masked + text[found.end :]
    return text


def personal_values(text: str, context: str = "") -> frozenset[str]:
    """Return digests of the personal data in a text, by which the same data is known again in a finished document.

    So an excuse for a line of the source can count for the documents made from it, and nothing is repeated.
    """
    return frozenset(key_of(found) for found in find_personal(text, context))


def key_of(found: Finding) -> str:
    """Return the digest of what was found; the same number in another disguise has the same."""
    return digest(found.value.encode())
