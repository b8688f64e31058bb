"""Parts (公文要素): which paragraph is what in an official document, as ``roles`` tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.conform.docx.document import Paragraph


@dataclass(frozen=True)
class RedRule:
    """The rule of the masthead (版头分隔线): ``gap_pt`` is below the number's line, None if unstated."""

    colour: str
    width_pt: float
    length_pt: float | None
    where: str
    gap_pt: float | None = None
    index: int = 0
    below: bool = True
    """Whether the rule stands below its paragraph's text, as a paragraph's bottom border does."""


@dataclass(frozen=True)
class Heading:
    """A heading (层次标题): ``level`` 1–4, its ordinal as a number, and where in the text the heading ends.

    ``own_line`` says that nothing but the heading stands in the paragraph; else body text follows it (标题后接排).
    """

    paragraph: Paragraph
    level: int
    ordinal: int
    end: int
    own_line: bool


@dataclass(frozen=True)
class Annex:
    """An annex (附件): its label, the paragraphs of its title, its text."""

    label: Paragraph
    title: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    headings: tuple[Heading, ...]

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(each.text for each in self.title)


@dataclass(frozen=True)
class Masthead:
    """The masthead (版头): everything from the copy number to the red rule; ``marks`` are the issuers' names in red."""

    copy_number: Paragraph | None = None
    classification: Paragraph | None = None
    urgency: Paragraph | None = None
    marks: tuple[Paragraph, ...] = ()
    number: Paragraph | None = None
    signers: tuple[Paragraph, ...] = ()
    rule: RedRule | None = None

    @property
    def there(self) -> bool:
        """Whether the document has a masthead at all: an attachment has none."""
        return bool(self.marks or self.number)

    @property
    def last(self) -> int:
        """The index of the masthead's last paragraph; -1 without masthead."""
        corner = (self.copy_number, self.classification, self.urgency, self.number)
        ends = [each.index for each in (*self.marks, *self.signers, *corner) if each and each.box is None]
        return max([*ends, self.rule.index if self.rule else -1], default=-1)


@dataclass(frozen=True)
class Parts:
    """The parts of a document; what it does not have is None or empty."""

    masthead: Masthead = field(default_factory=Masthead)
    title: tuple[Paragraph, ...] = ()
    addressees: Paragraph | None = None
    body: tuple[Paragraph, ...] = ()
    headings: tuple[Heading, ...] = ()
    annex_note: tuple[Paragraph, ...] = ()
    signers: tuple[Paragraph, ...] = ()
    date: Paragraph | None = None
    remark: Paragraph | None = None
    annexes: tuple[Annex, ...] = ()
    copies: tuple[Paragraph, ...] = ()
    printed: Paragraph | None = None
    attendance: tuple[Paragraph, ...] = ()
    after_imprint: tuple[Paragraph, ...] = ()

    @property
    def all_body(self) -> tuple[Paragraph, ...]:
        """The body text of the document and of its annexes, headings aside."""
        return self.body + tuple(paragraph for annex in self.annexes for paragraph in annex.body)

    @property
    def all_headings(self) -> tuple[Heading, ...]:
        """The headings of the document and of its annexes."""
        return self.headings + tuple(heading for annex in self.annexes for heading in annex.headings)
