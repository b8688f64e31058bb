"""Numbers made for these tests, all of them obviously nobody's; the check digits are computed here once more."""

from __future__ import annotations

_RANGES = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
PROVINCES = tuple(str(code) for first, last in _RANGES for code in range(first, last + 1))  # GB/T 2260
MOBILE = "138" + "0000" + "1111"
LANDLINE = "0421-" + "200" + "0000"


def identity(region: str = "211302", day: str = "19000101", order: str = "000") -> str:
    """An identity number with its check digit by GB 11643: the sum of a_i × 2^(i−1), i from the right, is 1 mod 11."""
    first = f"{region}{day}{order}"
    total = sum(int(digit) << (17 - place) for place, digit in enumerate(first))
    [last] = [value for value in range(11) if (total + value) % 11 == 1]
    return first + ("X" if last == 10 else str(last))


def slipped(number: str) -> str:
    """The same number with a wrong check digit."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def card(first: str = "620000000000000000") -> str:
    """A card's number: one digit more, so that Luhn's sum ends in 0."""
    for last in "0123456789":
        digits = [int(digit) for digit in reversed(first + last)]
        if sum(sum(divmod(digit * (1 + place % 2), 10)) for place, digit in enumerate(digits)) % 10 == 0:
            return first + last
    raise AssertionError(first)


def full_width(text: str) -> str:
    """The text as a Chinese keyboard types it."""
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)
