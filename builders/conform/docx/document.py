"""The document (文档): what a .docx holds once all formatting is effective, in reading order; lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from builders.conform.docx.layers import Border
from builders.conform.docx.looks import ParagraphLook, RunLook

PAGE_BREAK = "\f"
LINE_BREAK = "\n"
_EXCERPT = 12


@dataclass(frozen=True)
class Run:
    """Characters of one look; ``\\n`` is a break of the line, ``\\f`` of the page."""

    text: str
    look: RunLook


@dataclass(frozen=True)
class Anchor:
    """Where a floating thing stands: offset or alignment, and from what (``margin``, ``page``, ``paragraph``)."""

    across_from: str = ""
    across_align: str = ""
    across_pt: float | None = None
    down_from: str = ""
    down_align: str = ""
    down_pt: float | None = None
    width_pt: float = 0.0
    height_pt: float = 0.0


@dataclass(frozen=True)
class Stroke:
    """A drawn line (线条): its colour, thickness and length; ``compound`` is ``thickThin`` for a double rule."""

    colour: str
    width_pt: float
    length_pt: float
    compound: str = ""
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Cell:
    """The table's cell that a paragraph stands in; the margins are those inside the cell."""

    table: int
    row: int
    column: int
    width_pt: float = 0.0
    left_pt: float = 0.0
    right_pt: float = 0.0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph (段落): ``index`` is its place in its story, ``number`` counts those with
    text outside tables, from 1; ``label`` is its automatic number."""

    runs: tuple[Run, ...]
    look: ParagraphLook
    mark: RunLook
    style: str = ""
    index: int = 0
    number: int = 0
    label: str = ""
    section: int = 0
    cell: Cell | None = None
    box: Anchor | None = None
    starts_page: bool = False
    strokes: tuple[Stroke, ...] = ()
    picture: bool = False
    fields: tuple[str, ...] = ()

    @cached_property
    def raw(self) -> str:
        """The characters with their line breaks and tabs, the automatic number first."""
        return self.label + "".join(run.text for run in self.runs).replace(PAGE_BREAK, "")

    @cached_property
    def text(self) -> str:
        """The characters in one line, without space at either end."""
        return self.raw.replace(LINE_BREAK, "").strip()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines that the author broke."""
        return tuple(line for line in (part.strip() for part in self.raw.split(LINE_BREAK)) if line)

    @cached_property
    def blank(self) -> bool:
        """Whether nothing is printed here: an empty line."""
        return not (self.text or self.picture or self.strokes)

    @cached_property
    def first(self) -> RunLook:
        """The look of the first characters that are not space; the mark's where there are none."""
        return next((run.look for run in self.runs if run.text.strip()), self.mark)

    @property
    def where(self) -> str:
        """The place for people: 第12段“……”."""
        text = self.text.replace("\t", " ")
        excerpt = text[:_EXCERPT] + ("……" if len(text) > _EXCERPT else "")
        if self.cell:
            return f"第{self.cell.table + 1}个表格第{self.cell.row + 1}行“{excerpt}”"
        return f"文本框“{excerpt}”" if self.box else f"第{self.number}段“{excerpt}”"


@dataclass(frozen=True)
class Table:
    """A table (表格): its width as stated or as the sum of its columns, and the lines between its rows, top first."""

    width_pt: float | None
    indent_pt: float
    margins_pt: float
    section: int
    rules: tuple[Border | None, ...] = ()
    align: str = ""


@dataclass(frozen=True)
class Folio:
    """A footer (页脚) that prints the page's number: the paragraph and where its frame stands; None without number."""

    paragraph: Paragraph | None
    below: float = 0.0
    """Height of the footer's paragraphs below the number."""


@dataclass(frozen=True)
class Section:
    """A section (节): paper, margins, grid and the footers that its pages really have, by default, even and first."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float
    grid: str = ""
    pitch: float = 0.0
    character_extra: float = 0.0
    title_page: bool = False
    first_number: int | None = None
    kind: str = "nextPage"
    footers: dict[str, Folio] = field(default_factory=dict)
    headers: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    footer_stories: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side (横排)."""
        return self.width > self.height

    @property
    def area_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def area_height(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True)
class Document:
    """Everything of a .docx that is measured."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    odd_and_even: bool

    def section(self, paragraph: Paragraph) -> Section:
        """Return the section that a paragraph stands in."""
        return self.sections[min(paragraph.section, len(self.sections) - 1)]
