"""Identity numbers (居民身份证号码): GB 11643 with the check digit of ISO 7064 MOD 11-2, and the old one of 15 digits.

A number is none when its region or its day of birth cannot be. One whose check digit alone is wrong is most likely a
real one with a slip of the hand, which identifies a person all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from builders.checks.privacy.context import asks_for, is_code
from builders.checks.privacy.finding import Finding, masked_identity
from builders.core.diagnostics import Severity

REGIONS = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
"""The provinces of GB/T 2260; 83 is on residence permits for people from Taiwan."""
PERMANENT = "9"
"""The first digit of foreigners' permanent residence permits since 2023."""

_GAP = r"[ \n\r._·-]{0,3}"
_NEW = re.compile(rf"(?<![0-9])(?<!\d\.)(?=([1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx])(?!\d))")
_BARE = re.compile(r"(?<![0-9A-Za-z_.-])(?:\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|\d{17}[\dXx])(?![0-9A-Za-z_-])")
_OLD = re.compile(r"(?<![0-9A-Za-z_.-])\d{6} ?\d{6} ?\d{3}(?![0-9A-Za-z_.-]|\.\d)")
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECKS = "10X98765432"
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_KINDS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "N", "Y")


def check_digit(first: str) -> str:
    """Return the check digit, ``0`` to ``9`` or ``X``, for the first 17 digits."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first, strict=True)) % 11]


def is_identity(number: str) -> bool:
    """Whether 18 characters can be somebody's number, check digit and all."""
    return _can_be(number) and check_digit(number[:17]) == number[17]


def is_credit_code(code: str) -> bool:
    """Whether 18 characters are a unified social credit code (GB 32100, 统一社会信用代码) by their check character."""
    if len(code) != 18 or code[0] not in _CREDIT_KINDS or any(character not in _CREDIT for character in code):
        return False
    total = sum(_CREDIT.index(character) * pow(3, place, 31) for place, character in enumerate(code[:17]))
    return _CREDIT[-total % 31] == code[17]


def find_identities(text: str, context: str) -> Iterator[Finding]:
    """Find the identity numbers of a plain text; ``context`` is what is said about it elsewhere: a column's header."""
    for match in _NEW.finditer(text):
        start, end = match.span(1)
        number = _digits(match[1])
        if is_identity(number) and not (is_credit_code(number) and is_code(text, start, context)):
            yield Finding(start, end, "identity", "error", masked_identity(number), number)
    for match in _BARE.finditer(text):
        number = _digits(match[0])
        slip = _can_be(number) and number[0] != PERMANENT and check_digit(number[:17]) != number[17]
        if slip and not is_credit_code(number) and not is_code(text, match.start(), context):
            yield Finding(*match.span(), "identity typo", "warning", masked_identity(number), number)
    for match in _OLD.finditer(text):
        number = _digits(match[0])
        if number[:2] in REGIONS and _is_day("19" + number[6:12]) and not is_code(text, match.start(), context):
            sure = asks_for("identity", text, match.start(), context)
            severity: Severity = "error" if sure else "warning"
            yield Finding(*match.span(), "old identity", severity, masked_identity(number), number)


def _digits(text: str) -> str:
    return re.sub(r"[^\dX]", "", text.upper())


def _can_be(number: str) -> bool:
    where = number[1:3] if number[0] == PERMANENT else number[:2]
    return where in REGIONS and number[6:8] in ("18", "19", "20") and _is_day(number[6:14])


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True
