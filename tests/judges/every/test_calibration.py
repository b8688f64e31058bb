"""The calibration page (校准页): unbroken Han text, measured by character, in our PDF and through LibreOffice.

GB/T 9704-2012, clauses 5.2.1 to 5.2.3: 22 lines of 28 characters on a type area of 156 mm × 225 mm.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO

import pdfplumber
import pytest

from builders.model.face import FaceSet
from builders.model.standard import PAGE, POINTS_PER_MM
from builders.typeset.typesetting import typeset
from tests.judges import libreoffice
from tests.typeset.samples import manuscript

TWIP_PT = 0.05
"""Word counts lines and gaps in twentieths of a point; what does not come out even is rounded down."""
DEVICE_PT = 0.11
"""LibreOffice prints to the tenth of a point."""
INK_PT = 0.5
"""A box of 16 pt reaches a little beyond its place of 15.79 pt; the ink in it does not."""
BASELINE = 0.88
"""From the top of a character's box of 1 to its baseline, in the faces of the standard."""


@dataclass(frozen=True)
class Row:
    """One printed line: its baseline from the paper's top, and the left edges of its characters, in millimetres."""

    baseline: float
    lefts: tuple[float, ...]
    right: float


Pages = list[list[Row]]


@pytest.fixture(scope="module")
def calibration(faces: FaceSet) -> dict[str, bytes]:
    return typeset(manuscript("国" * PAGE.characters * PAGE.lines * 4), faces)


@pytest.fixture(scope="module")
def ours(calibration: dict[str, bytes]) -> Pages:
    """The full pages of our PDF: neither the first, with the title, nor the last."""
    return rows_of(calibration["pdf"])[1:-1]


@pytest.fixture(scope="module")
def word(calibration: dict[str, bytes], faces: FaceSet) -> Pages:
    """The full pages of our Word file as LibreOffice prints it."""
    printed = libreoffice.convert({"calibration": calibration["docx"]}, "pdf", faces)["calibration"]
    return rows_of(printed)[1:-1]


def rows_of(pdf: bytes) -> Pages:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return [_rows(page) for page in opened.pages]


def _rows(page: pdfplumber.page.Page) -> list[Row]:
    lines: dict[float, list[dict[str, float]]] = defaultdict(list)
    for character in page.chars:
        if character["text"] == "国":
            lines[round(page.height - character["matrix"][5], 3)].append(character)
    found = []
    for baseline, characters in sorted(lines.items()):
        lefts = sorted(character["x0"] / POINTS_PER_MM for character in characters)
        right = max(character["x1"] for character in characters) / POINTS_PER_MM
        found.append(Row(baseline / POINTS_PER_MM, tuple(lefts), right))
    return found


def line_steps(rows: list[Row]) -> list[float]:
    """The distances from line to line, in points."""
    return [
        (below.baseline - above.baseline) * POINTS_PER_MM for above, below in zip(rows, rows[1:], strict=False)
    ]


def character_steps(row: Row) -> list[float]:
    """The distances from character to character, in points."""
    return [(after - before) * POINTS_PER_MM for before, after in zip(row.lefts, row.lefts[1:], strict=False)]


# ------------------------------------------------------------------------------- both


@pytest.mark.parametrize("medium", ["ours", "word"])
def test_every_full_page_has_22_lines_of_28_characters(request: pytest.FixtureRequest, medium: str) -> None:
    pages: Pages = request.getfixturevalue(medium)

    assert len(pages) >= 2
    for page in pages:
        assert [len(row.lefts) for row in page] == [28] * 22


@pytest.mark.parametrize("medium", ["ours", "word"])
def test_every_character_stands_in_the_type_area(request: pytest.FixtureRequest, medium: str) -> None:
    for page in request.getfixturevalue(medium):
        for row in page:
            assert 28 - 0.01 < row.lefts[0] < 28 + 0.1
            assert 184 - 0.5 < row.right < 184 + INK_PT / POINTS_PER_MM
        assert page[0].baseline - BASELINE * 16 / POINTS_PER_MM > 37
        assert page[-1].baseline + (1 - BASELINE) * 16 / POINTS_PER_MM < 37 + 225


# ------------------------------------------------------------------------------- our PDF, exactly


def test_lines_are_22nds_of_the_type_area_apart(ours: Pages) -> None:
    for page in ours:
        assert line_steps(page) == pytest.approx([225 * POINTS_PER_MM / 22] * 21, abs=0.002)


def test_characters_are_28ths_of_the_type_area_apart(ours: Pages) -> None:
    for page in ours:
        for row in page:
            assert character_steps(row) == pytest.approx([156 * POINTS_PER_MM / 28] * 27, abs=0.001)
            assert row.lefts[0] == pytest.approx(28, abs=0.001)


def test_the_first_line_stands_in_the_middle_of_its_place(ours: Pages) -> None:
    margin = (PAGE.line_pt - 16) / 2
    for page in ours:
        expected = 37 + (margin + BASELINE * 16) / POINTS_PER_MM
        assert page[0].baseline == pytest.approx(expected, abs=0.01)


# ------------------------------------------------------------------------------- our Word file, by its units


def test_lines_of_the_word_file_keep_the_pitch_to_a_twip(word: Pages) -> None:
    pitch = int(PAGE.line_pt / TWIP_PT) * TWIP_PT
    for page in word:
        assert line_steps(page) == pytest.approx([pitch] * 21, abs=DEVICE_PT)
        assert sum(line_steps(page)) == pytest.approx(21 * pitch, abs=DEVICE_PT)


def test_characters_of_the_word_file_keep_the_pitch_to_a_twip(word: Pages) -> None:
    pitch = int(PAGE.character_pt / TWIP_PT) * TWIP_PT
    for page in word:
        for row in page:
            assert character_steps(row) == pytest.approx([pitch] * 27, abs=DEVICE_PT)
            assert sum(character_steps(row)) == pytest.approx(27 * pitch, abs=27 * TWIP_PT)
