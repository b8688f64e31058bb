"""The standard (标准 GB/T 9704-2012): the numbers that its clauses state, and nothing of how they are met.

Those who write documents and those who measure them share this module and nothing else. Names end in their unit:
``_mm`` millimetres, ``_pt`` points, ``_chars`` characters of the text they belong to, ``_lines`` body lines.
"""

from __future__ import annotations

from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Page:
    """Paper and type area (用纸、版心): clauses 5.1 and 5.2.1–5.2.3."""

    width_mm: float = 210.0
    height_mm: float = 297.0
    top_mm: float = 37.0
    binding_mm: float = 28.0
    area_width_mm: float = 156.0
    area_height_mm: float = 225.0
    lines: int = 22
    characters: int = 28

    @property
    def bottom_mm(self) -> float:
        """The foot margin: what the type area leaves of the height."""
        return self.height_mm - self.top_mm - self.area_height_mm

    @property
    def outer_mm(self) -> float:
        """The margin at the trimmed edge (切口): what the type area leaves of the width."""
        return self.width_mm - self.binding_mm - self.area_width_mm

    @property
    def line_pt(self) -> float:
        """The line pitch that fits 22 lines into 225 mm."""
        return self.area_height_mm * POINTS_PER_MM / self.lines

    @property
    def character_pt(self) -> float:
        """The character pitch that fits 28 characters into 156 mm; a 16 pt character is a little too wide."""
        return self.area_width_mm * POINTS_PER_MM / self.characters


@dataclass(frozen=True)
class MastheadPlaces:
    """Where the parts of the masthead (版头) stand: clauses 7.2.1–7.2.7."""

    issuer_top_mm: float = 35.0
    """From the top of the type area to the top of the issuers' name, clause 7.2.4."""
    number_gap_lines: int = 2
    """Blank lines between the issuers' name and the document number, clause 7.2.5."""
    number_inset_chars: int = 1
    """An upward document's number and signers stand so far from the edges, clauses 7.2.5 and 7.2.6."""
    rule_gap_mm: float = 4.0
    """From the document number to the red rule, clause 7.2.7."""
    signers_in_a_line: int = 2
    """Names of signers in one line, clause 7.2.6."""
    copy_number_digits: int = 6
    """A copy number (份号) has six digits, clause 7.2.1."""


@dataclass(frozen=True)
class LetterPlaces:
    """Where the parts of a letter's head and foot (信函格式) stand: clause 10.1."""

    issuer_top_mm: float = 30.0
    """From the upper edge of the paper to the top of the issuer's name."""
    rule_gap_mm: float = 4.0
    """From the issuer's name to the upper double rule, thick above thin."""
    foot_rule_mm: float = 20.0
    """From the lower edge of the paper to the lower double rule, thin above thick."""
    rule_length_mm: float = 170.0
    element_gap_chars: float = 7 / 8
    """From the upper double rule to the number below it, of the height of a body character."""
    title_gap_lines: int = 2
    """Blank lines between the last element of the head and the title."""


@dataclass(frozen=True)
class SignaturePlaces:
    """Where signature and date (署名、成文日期) stand: clause 7.3.5."""

    inset_chars: int = 2
    """From the right edge, without seal."""
    date_shift_chars: int = 2
    """Without seal the date begins so far right of the name's beginning."""
    sealed_inset_chars: int = 4
    """From the right edge to the date, with seal."""
    gap_lines: int = 1
    """Blank lines between the body or the list of annexes and a signature without seal."""
    seals_in_a_row: int = 3


@dataclass(frozen=True)
class ImprintPlaces:
    """How the imprint (版记) is ruled and set: clause 7.4."""

    thick_mm: float = 0.35
    """The first and the last rule."""
    thin_mm: float = 0.25
    """The rules between."""
    inset_chars: int = 1
    """From both edges, of its own characters."""


PAGE = Page()
MASTHEAD = MastheadPlaces()
LETTER = LetterPlaces()
SIGNATURE = SignaturePlaces()
IMPRINT = ImprintPlaces()

# Type sizes (字号) in points.
SIZE_2 = 22.0
SIZE_3 = 16.0
SIZE_4 = 14.0
SIZE_5 = 10.5
SIZE_SMALL_5 = 9.0

RED = "FF0000"
BLACK = "000000"

BODY_INDENT_CHARS = 2
TITLE_GAP_LINES = 2
"""Blank lines between the red rule and the title, clause 7.3.1."""
ADDRESSEE_GAP_LINES = 1
"""Blank lines between title and addressees, clause 7.3.2."""
ANNEX_NOTE_GAP_LINES = 1
"""Blank lines between the body and the list of annexes, clause 7.3.4."""
ANNEX_TITLE_LINE = 3
"""The line of the type area on which an annex's title begins, clause 7.3.7."""
FOLIO_BELOW_MM = 7.0
"""From the foot of the type area to the dashes of the page number, clause 7.5."""
FOLIO_INSET_CHARS = 1
"""The page number stands one of its own characters in from the outer edge, clause 7.5."""
