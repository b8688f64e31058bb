"""The parsed document (文档树): what both writers print, and all that they can print.

``typeset.markdown`` makes it from a Manuscript's Markdown, ``typeset.numbering`` fills in every number; the Word and
the PDF writer only print. A thing that is not here cannot reach a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Alignment = Literal["left", "center", "right"]
Orientation = Literal["auto", "portrait", "landscape"]


@dataclass(frozen=True)
class Text:
    """A run of plain characters."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Stressed text, printed in 黑体."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis:
    """Lighter stress, printed in 楷体 (Chinese type has no italics)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """A hyperlink to an http, https or mailto address."""

    children: tuple[Inline, ...]
    target: str


@dataclass(frozen=True)
class LineBreak:
    """A break of the line that the author asked for."""


@dataclass(frozen=True)
class Reference:
    """A cross-reference (见表1): ``target`` is an identifier, ``text`` its printed form once numbered."""

    target: str
    text: str = ""


@dataclass(frozen=True)
class Footnote:
    """A footnote (脚注); ``number`` counts from 1 through the whole document once numbered."""

    paragraphs: tuple[Paragraph, ...]
    number: int = 0


Inline = Text | Strong | Emphasis | Link | LineBreak | Reference | Footnote


@dataclass(frozen=True)
class Heading:
    """A heading of level 1–4 (一、 （一） 1. （1）); ``number`` is the printed ordinal with its own punctuation."""

    level: int
    children: tuple[Inline, ...]
    number: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of body text, first line indented by two characters."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class ListItems:
    """A list whose items are printed as numbered or dashed paragraphs."""

    ordered: bool
    items: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Table:
    """A table (表) with caption above; ``unit`` is printed at the right of the caption line (单位：万元).

    ``total`` says that the last row is a sum and is set off. ``orientation`` is the author's wish; ``landscape`` says
    that the table stands on landscape pages of its own (横排). ``label`` is the printed number (表1), empty in an annex
    whose table needs no number of its own.
    """

    identifier: str
    caption: tuple[Inline, ...]
    alignments: tuple[Alignment, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str = ""
    total: bool = False
    orientation: Orientation = "auto"
    landscape: bool = False
    label: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure (图) with caption below; ``asset`` names the Manuscript's asset without suffix, ``width`` is of 1.0."""

    identifier: str
    caption: tuple[Inline, ...]
    alt: str
    asset: str
    width: float = 1.0
    label: str = ""


@dataclass(frozen=True)
class FigurePair:
    """Figures side by side (并排图), each with its own short caption (改造前, 改造后), under one numbered caption."""

    identifier: str
    caption: tuple[Inline, ...]
    figures: tuple[Figure, ...]
    label: str = ""


@dataclass(frozen=True)
class Remark:
    """A small note under a table or figure (注：……)."""

    children: tuple[Inline, ...]


Block = Heading | Paragraph | ListItems | Table | Figure | FigurePair | Remark


@dataclass(frozen=True)
class Annex:
    """An annex (附件): starts on its own page; ``number`` counts from 1, 0 when it is the only one (附件).

    ``landscape`` says that all its pages are landscape, label and title as well.
    """

    title: str
    blocks: tuple[Block, ...]
    identifier: str = ""
    orientation: Orientation = "auto"
    landscape: bool = False
    number: int = 0

    @property
    def label(self) -> str:
        """The printed name of the annex: ``附件`` when it is the only one, else ``附件1``."""
        return f"附件{self.number}" if self.number else "附件"


@dataclass(frozen=True)
class Document:
    """The body and the annexes of one document, in printing order."""

    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
