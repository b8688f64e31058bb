"""The register (引用登记): documents and bodies that a notice's prose may name, each as it is really called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CitedDocument:
    """A document that prose may cite (引用文件): its full title; number, day and issuer as far as they are known."""

    title: str
    number: str = ""
    date: date | None = None
    issuer: str = ""


@dataclass(frozen=True)
class Body:
    """A body that prose may name (机构): its official name, and the short forms that may stand for it."""

    name: str
    short: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """What a notice registers beside itself."""

    documents: tuple[CitedDocument, ...] = ()
    bodies: tuple[Body, ...] = ()
