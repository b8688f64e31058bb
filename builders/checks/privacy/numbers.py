"""Numbers by which a person is reached or paid (电话、银行卡): mobile, landline, bank card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.privacy.context import asks_for, is_amount, is_code, is_named, is_prose
from builders.checks.privacy.finding import Finding, masked_card, masked_landline, masked_mobile
from builders.core.diagnostics import Severity

_COUNTRY = r"(?:(?:\(?\+|\b00)?86\)?[ -]?)?"
_SOLID = r"1[3-9]\d(?P<gap>[ ._·-]{0,2})\d{4}(?P=gap)\d{4}|1[3-9]\d{2}(?P<rift>[ ._-])\d{3}(?P=rift)\d{4}"
_SPACED = r"1(?P<each> |-)[3-9](?:(?P=each)\d){9}"
_ODD = r"1[ -]{0,2}[3-9](?:[ -]{0,2}\d){9}"
_MOBILE = re.compile(
    r"(?<![0-9])(?<!\d[.,-])"
    rf"(?P<country>{_COUNTRY})(?:(?P<usual>{_SOLID}|{_SPACED})|(?P<odd>{_ODD}))"
    r"(?!\d|[.,]\d|-\d)"
)
_LETTERS = re.compile(r"(?<![A-Za-z])[A-Za-z]+\Z")
_PREFIXES = ("tel", "phone", "mobile", "mob", "cell", "m", "t", "p", "wechat", "wx", "vx")
_LANDLINE = re.compile(
    r"(?<![0-9])(?<!\d[.-])(?:\(?0\d{2,3}\)?[ -]{0,2}[2-9]\d{2,3}[ -]?\d{4}|[2-9]\d{6,7})(?!\d|[.,]\d|-\d{3})"
)
_CARD = re.compile(
    r"(?<![0-9A-Za-z_])(?<!\d[.-])\d{4}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?:(?P=gap)\d{1,3})?"
    r"(?![0-9A-Za-z_]|\.\d)"
)
_UNIONPAY = "62"


def find_mobiles(text: str, context: str) -> Iterator[Finding]:
    """Find mobile numbers: sure with a word for telephone, a country code, or a Chinese word at its side.

    Digits in odd groups are one only where a word asks for it: rows of figures would make many.
    """
    for match in _MOBILE.finditer(text):
        start, end = match.span()
        if _is_of_a_code(text, start, end):
            continue
        asked = bool(_LETTERS.search(text[max(0, start - 8) : start])) or asks_for("telephone", text, start, context)
        other = is_code(text, start, context) or is_amount(text, start, end, context)
        if asked or (match["usual"] and not other):
            number = re.sub(r"\D", "", match["usual"] or match["odd"])
            severity: Severity = "error" if asked or _is_sure(match) else "warning"
            yield Finding(start, end, "mobile", severity, masked_mobile(number), number)


def find_landlines(text: str, context: str) -> Iterator[Finding]:
    """Find landlines where a word says that a telephone's number follows; nothing else tells them from figures."""
    for match in _LANDLINE.finditer(text):
        start, end = match.span()
        asked = asks_for("telephone", text, start, context)
        if asked and not is_amount(text, start, end, "") and not is_code(text, start, context):
            number = re.sub(r"[^\d-]", "", re.sub(r"[ )]+(?=\d)", "-", match[0], count=1)).strip("-")
            yield Finding(start, end, "landline", "warning", masked_landline(number), re.sub(r"\D", "", number))


def find_cards(text: str, context: str) -> Iterator[Finding]:
    """Find numbers of bank cards: 16 to 19 digits with Luhn's check digit, where a word or UnionPay's 62 says so."""
    for match in _CARD.finditer(text):
        start, end = match.span()
        number = re.sub(r"\D", "", match[0])
        if not is_luhn(number) or is_code(text, start, context):
            continue
        asked = asks_for("card", text, start, context)
        if asked or number.startswith(_UNIONPAY):
            yield Finding(start, end, "card", "error" if asked else "warning", masked_card(number), number)


def is_luhn(number: str) -> bool:
    """Whether a number's last digit is Luhn's check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_of_a_code(text: str, start: int, end: int) -> bool:
    """Whether letters stand at a number's sides that make both one code: ``SN138…``, but not ``tel138…``."""
    before = _LETTERS.search(text[max(0, start - 8) : start])
    after = text[end : end + 1]
    return bool(before and before[0].lower() not in _PREFIXES) or (after.isascii() and after.isalpha())


def _is_sure(match: re.Match[str]) -> bool:
    """Whether a number says by its looks that it is a telephone's: rows of figures have spaces but no dashes."""
    text, number = match.string, match["usual"]
    if "+" in match["country"] or "-" in number:
        return True
    if is_named(text, match.start()):
        return True
    if not is_prose(text, match.start(), match.end()):
        return False
    return " " not in number or text[max(0, match.start() - 1) : match.start()] != " "
