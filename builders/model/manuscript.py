"""The Manuscript (文稿): the seam between those who know communities and those who know documents."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from builders.core.digests import canonical_json, digest
from builders.model.fact import Fact, FactUse
from builders.model.revision import Revision

Status = Literal["draft", "final"]
MastheadKind = Literal["document", "letter", "minutes"]
SHORT_DIGEST = 12
"""Digits of a digest that stand for it in print."""


@dataclass(frozen=True)
class Masthead:
    """The head of an official document (版头): issuers with the host first, number, and signers of an upward one.

    ``number`` is empty while a draft waits for it; ``signatories`` are 签发人, empty likewise. ``kind`` is the
    form: a document (文件式), a letter (信函格式) or minutes (纪要格式). ``letterhead`` are the words of 发文机关标志
    where they are not the issuers and 文件. ``copy_number`` is 份号, ``classification`` 密级和保密期限, ``urgency``
    紧急程度.
    """

    issuers: tuple[str, ...]
    number: str = ""
    signatories: tuple[str, ...] = ()
    upward: bool = True
    kind: MastheadKind = "document"
    letterhead: str = ""
    copy_number: str = ""
    classification: str = ""
    urgency: str = ""


@dataclass(frozen=True)
class Imprint:
    """What stands at the foot of the last page (版记): who gets copies (抄送), who printed it and when (印发)."""

    printer: str
    printed: date
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attendance:
    """One list of minutes (出席、请假、列席): its label and who, each with unit and name as the author wrote them."""

    label: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Asset:
    """A picture: ``name`` without suffix, one rendition for each suffix (``svg`` for PDF, ``png`` for Word)."""

    name: str
    renditions: tuple[tuple[str, bytes], ...]

    def rendition(self, suffix: str) -> bytes | None:
        """Return the bytes of the rendition with that suffix, or None."""
        return dict(self.renditions).get(suffix)


@dataclass(frozen=True)
class Origin:
    """Where a stretch of the manuscript came from: its lines there, the file, and the file's first line of it."""

    first: int
    last: int
    file: str
    line: int


@dataclass(frozen=True)
class Manuscript:
    """Everything that a document says, and nothing of how it looks.

    ``markdown`` is read by pandoc's Markdown reader with raw extensions off. ``signers`` and ``date`` make the
    signature; a document without signers (an attachment such as a case) has none. ``sealed`` keeps room for the seals,
    ``annotation`` is 附注. ``title`` may hold line breaks: its author's own. ``marks`` are printed at the head of every
    page (示例数据, 草稿). ``moment`` is the time written into files, in UTC. ``revision`` is the version, None
    where nobody has asked for it.
    """

    notice: str
    artifact: str
    unit: str
    period: str
    title: str
    date: date
    moment: datetime
    status: Status
    markdown: str
    masthead: Masthead | None = None
    addressees: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    sealed: bool = False
    annotation: str = ""
    attendance: tuple[Attendance, ...] = ()
    imprint: Imprint | None = None
    marks: tuple[str, ...] = ()
    author: str = ""
    assets: tuple[Asset, ...] = ()
    facts: tuple[Fact, ...] = ()
    uses: tuple[FactUse, ...] = ()
    origins: tuple[Origin, ...] = ()
    revision: Revision | None = None

    @property
    def name(self) -> str:
        """The title in one line, for everything that is not its place in print."""
        return self.title.replace("\n", "")

    @property
    def digest(self) -> str:
        """The sha256 of everything that can change a byte of the documents; the key of caches."""
        printed = _printable(self)
        if self.revision:
            printed["revision"] = self.revision.values
        return digest(canonical_json(printed))

    @property
    def content_digest(self) -> str:
        """The sha256 of the same but for the version: equal texts have it in common, whatever their history."""
        return digest(canonical_json(_printable(self)))

    @property
    def version(self) -> str:
        """The version in words (版本): from Git, or the first digits of the content's digest."""
        return (self.revision or Revision()).text(self.content_digest[:SHORT_DIGEST])

    @property
    def draft_version(self) -> str:
        """What a draft says of its version at the head of every page; nothing in a final document."""
        return self.version if self.revision and self.status == "draft" else ""

    def origin_of(self, line: int) -> Origin | None:
        """Return the stretch of content or template that a line of the manuscript came from."""
        return next((origin for origin in self.origins if origin.first <= line <= origin.last), None)


def _printable(manuscript: Manuscript) -> dict[str, Any]:
    head, imprint = manuscript.masthead, manuscript.imprint
    return {
        "notice": manuscript.notice,
        "artifact": manuscript.artifact,
        "unit": manuscript.unit,
        "period": manuscript.period,
        "title": manuscript.title,
        "date": manuscript.date.isoformat(),
        "moment": manuscript.moment.isoformat(),
        "status": manuscript.status,
        "markdown": manuscript.markdown,
        "masthead": head and asdict(head),
        "addressees": manuscript.addressees,
        "signers": manuscript.signers,
        "sealed": manuscript.sealed,
        "annotation": manuscript.annotation,
        "attendance": [[each.label, each.people] for each in manuscript.attendance],
        "imprint": imprint and [imprint.printer, imprint.printed.isoformat(), imprint.copies],
        "marks": manuscript.marks,
        "author": manuscript.author,
        "assets": {
            asset.name: {suffix: digest(content) for suffix, content in asset.renditions} for asset in manuscript.assets
        },
    }
