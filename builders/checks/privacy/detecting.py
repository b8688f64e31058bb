"""Detecting (识别): all personal data of a text, each once, in order; and the same text with all of it masked."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from builders.checks.privacy.characters import Plain, plain
from builders.checks.privacy.context import REACH, asks_for
from builders.checks.privacy.finding import Finding
from builders.checks.privacy.identity import find_identities
from builders.checks.privacy.numbers import find_cards, find_landlines, find_mobiles
from builders.checks.privacy.whereabouts import find_contacts, find_mails, find_plates, find_residences
from builders.core.digests import digest

_NUMBERS = (find_identities, find_mobiles, find_cards, find_landlines)
"""The surest first: of two findings in the same place the first one stands."""
_WORDS = (find_mails, find_residences, find_plates, find_contacts)

_RUN = re.compile(r"\d[\d\W]{9,39}\d")
_LONG = re.compile(r"\d(?:\W{0,3}\d){10}")
_SHORT = re.compile(r"\d(?:\W{0,3}\d){6}")
"""Digits enough for a landline, of which nothing else tells than the words before it or above it."""
_LONG_VALUE = 11
_CALLED = "电话|手机|座机|传真|联系|致电|拨打|来电|热线|号码|tel|Tel|TEL|fax|Fax|FAX"
_TELEPHONE = re.compile(rf"(?:{_CALLED}).{{0,{REACH}}}?{_SHORT.pattern}")
_SIGNED = "@|＠|单元|门|号楼|栋|幢|#|＃|室|车牌|号牌|牌照|车号|联系人|经办人|户主|申请人|姓名"
_SIGN = re.compile(
    r"[@＠]|[\dA-Z一二三四五六七八九十](?:单元|门|号楼|[栋幢#＃室])|车牌|号牌|牌照|车号|联系人|经办人|户主|申请人|姓名"
)
_CALLS, _SIGNS = _CALLED.split("|"), _SIGNED.split("|")
"""To be looked for one by one first: that is much quicker than a pattern of many words."""


def find_personal(text: str, context: str = "") -> list[Finding]:
    """Return what in a text leads to a person, by place.

    ``context`` is what is said about the text elsewhere, such as the header of its column.
    """
    numbers, words = _may_hold_number(text, context), _may_hold_words(text)
    if not numbers and not words:
        return []
    bare = plain(text)
    finders = (*(_NUMBERS if numbers else ()), *(_WORDS if words else ()))
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


def may_hold_personal(text: str, context: str = "") -> bool:
    """Whether a text is worth a closer look; nearly all are not, and this is quick."""
    return _may_hold_number(text, context) or _may_hold_words(text)


def _may_hold_number(text: str, context: str) -> bool:
    """Look for the cheap signs first: each pattern is tried where the one before it found something."""
    if _RUN.search(text) and _LONG.search(text):
        return True
    if any(word in text for word in _CALLS) and _TELEPHONE.search(text):
        return True
    return bool(context and asks_for("telephone", "", 0, context) and _SHORT.search(text))


def _may_hold_words(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) and bool(_SIGN.search(text))


def mask_text(text: str) -> str:
    """Return a text with everything in it that leads to a person masked: for messages, logs and names of files.

    A number that is one in one place of the text is masked in all places of it, whatever stands around it there.
    """
    told = find_personal(text)
    for found in reversed(told):
        text = text[: found.start] + found.masked + text[found.end :]
    for found in told:
        if len(found.value) >= _LONG_VALUE:
            text = text.replace(found.value, found.masked)
    return text


def personal_values(text: str, context: str = "") -> frozenset[str]:
    """Return digests of the personal data in a text, by which the same data is known again in a finished document.

    So an excuse for a line of the source can count for the documents made from it, and nothing is repeated.
    """
    return frozenset(key_of(found) for found in find_personal(text, context))


def key_of(found: Finding) -> str:
    """Return the digest of what was found; the same number in another disguise has the same."""
    return digest(found.value.encode())
