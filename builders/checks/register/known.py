"""What a notice knows by name (已登记的名称): documents, numbers, bodies and units that its prose may speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from builders.model.notice import Notice
from builders.model.register import CitedDocument

NUMBER = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{1,8})\s?[〔\[［【(（{]\s?(?P<year>\d{2,4})\s?[〕\]］】)）}]\s?(?:第\s?)?(?P<order>\d{1,5})(?:\s?号)?"
)
_PLAIN = str.maketrans("（）<>《》＜＞", "()〈〉〈〉〈〉")
_FILLED = re.compile(r"\{\w+\}")
_SEVERAL = re.compile(r"[、，（()）]|^各|等$")


@dataclass(frozen=True)
class Number:
    """A document number taken apart (发文字号): the organ's sign, the year, the order in that year."""

    organ: str
    year: str
    order: str

    def __str__(self) -> str:
        """Return the number as it is written."""
        return f"{self.organ}〔{self.year}〕{self.order}号"


def read_number(text: str) -> Number | None:
    """Return a number that is written as it should be, taken apart; None for other signs, as those of standards."""
    match = NUMBER.fullmatch(text)
    return Number(match["organ"], match["year"], match["order"]) if match else None


def plain(title: str) -> str:
    """Return a title as two are compared: without spaces, with one kind of brackets, without the outer marks."""
    return re.sub(r"\s", "", title.removeprefix("《").removesuffix("》")).translate(_PLAIN)


@dataclass(frozen=True)
class Known:
    """The names of one notice."""

    notice: Notice

    @cached_property
    def documents(self) -> tuple[CitedDocument, ...]:
        """The notice itself, its plan and what it registers."""
        notice = self.notice
        issuer = "、".join(notice.issuers)
        own = [CitedDocument(notice.title, notice.number, notice.date, issuer)]
        own += [CitedDocument(notice.plan)] if notice.plan else []
        return (*own, *notice.register.documents)

    @cached_property
    def numbers(self) -> dict[Number, CitedDocument]:
        """Documents by their numbers."""
        found = ((read_number(each.number), each) for each in self.documents)
        return {number: document for number, document in found if number}

    @cached_property
    def titles(self) -> dict[str, CitedDocument]:
        """Documents by the ways in which their titles may be written: whole, from 关于 on, after the issuer."""
        found: dict[str, CitedDocument] = {}
        for document in self.documents:
            title = plain(document.title)
            found.setdefault(title, document)
            start = title.find("关于")
            if start > 0:
                found.setdefault(title[start:], document)
            elif start == 0 and document.issuer:
                found.setdefault(re.sub(r"[、\s]", "", document.issuer) + title, document)
        return found

    @cached_property
    def own_titles(self) -> re.Pattern[str]:
        """The titles of the documents that the notice's units write, whatever the unit and the period."""
        written = sorted({plain(artifact.document_title) for artifact in self.notice.artifacts})
        return re.compile("|".join(".{0,40}".join(map(re.escape, _FILLED.split(each))) for each in written) or "(?!)")

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Official names of bodies: who issues, who receives, who prints, and who is registered."""
        found = set(self.notice.issuers) | {body.name for body in self.notice.register.bodies}
        for artifact in self.notice.artifacts:
            foot = (artifact.imprint.printer, *artifact.imprint.copies) if artifact.imprint else ()
            for pattern in (*artifact.issuers, *artifact.addressees, *foot):
                if not _SEVERAL.search(pattern):
                    found |= {_fill(pattern, unit.name, unit.full_name) for unit in self.notice.units_of(artifact)}
        return frozenset(each for each in found if "{" not in each)

    @cached_property
    def short_names(self) -> frozenset[str]:
        """Short forms that the register allows."""
        return frozenset(short for body in self.notice.register.bodies for short in body.short)

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of the units, short and full."""
        return frozenset(name for unit in self.notice.units for name in (unit.name, unit.full_name) if name)


def _fill(pattern: str, name: str, full_name: str) -> str:
    return pattern.replace("{name}", name).replace("{full_name}", full_name)
