"""A finding (发现): where personal data stands, what it is, how sure that is, and how it looks when masked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from builders.core.diagnostics import Severity

Kind = Literal[
    "identity", "identity typo", "old identity", "mobile", "card", "landline", "mail", "contact", "residence", "plate"
]


@dataclass(frozen=True, order=True)
class Finding:
    """Characters ``start`` to before ``end`` of a text, counted from 0.

    ``masked`` is what a document may show. ``value`` is the number itself in plain characters: it is in no repr and in
    no message, and serves to recognise the same number again.
    """

    start: int
    end: int
    kind: Kind
    severity: Severity
    masked: str
    value: str = field(repr=False, compare=False)


def masked_identity(number: str) -> str:
    """Return an identity number of 18 or 15 digits with its province and last three digits: ``35*************123``."""
    return number[:2] + "*" * (len(number) - 5) + number[-3:]


def masked_mobile(number: str) -> str:
    """Return a mobile number as notices print it: ``138****1234``."""
    return f"{number[:3]}****{number[-4:]}"


def masked_card(number: str) -> str:
    """Return a bank card's number with its last four digits: enough to tell two cards apart."""
    return "*" * (len(number) - 4) + number[-4:]


def masked_landline(number: str) -> str:
    """Return a telephone number with its area and its last two digits."""
    area, dash, local = number.rpartition("-")
    return f"{area}{dash}{'*' * (len(local) - 2)}{local[-2:]}"


def masked_mail(address: str) -> str:
    """Return an address with the first letter of its name and its domain."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"


def masked_name(name: str) -> str:
    """Return a person's name with the family name alone."""
    return name[:1] + "*" * (len(name.replace(" ", "")) - 1)
