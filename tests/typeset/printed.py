"""A PDF as an independent reader sees it: lines with their places, plain text, fonts and properties."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from ruamel.yaml import YAML

from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.model.standard import PAGE
from builders.typeset.fonts import FontFolders, font_table, machine_folders, resolve
from builders.typeset.markdown import parse
from builders.typeset.pdf import write

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4


@cache
def noto() -> FaceSet:
    """Return the faces that every machine has."""
    raw = YAML(typ="base", pure=True).load((ROOT / "templates/gongwen/fonts.yaml").read_text(encoding="utf-8"))
    return resolve(font_table(raw), FontFolders(user=ROOT / "no such folder", noto=machine_folders().noto))


def pdf_of(manuscript: Manuscript, faces: FaceSet | None = None) -> bytes:
    """Return the PDF of a manuscript."""
    return write(manuscript, parse(manuscript), faces or noto())


@dataclass(frozen=True)
class Line:
    """A line of print: its text, its baseline from the paper's top and its characters' left edges, in points."""

    text: str
    baseline: float
    lefts: tuple[float, ...]
    right: float
    size: float


def pages(pdf: bytes) -> list[list[Line]]:
    """Return the lines of every page from top to bottom."""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return [_lines(page.chars) for page in opened.pages]


def _lines(characters: list[dict[str, Any]]) -> list[Line]:
    rows: dict[float, list[dict[str, Any]]] = defaultdict(list)
    for character in characters:
        rows[round(float(character["matrix"][5]), 2)].append(character)
    height = 297 * MM
    lines = []
    for baseline, row in sorted(rows.items(), reverse=True):
        row.sort(key=lambda character: character["x0"])
        lines.append(
            Line(
                "".join(character["text"] for character in row),
                height - baseline,
                tuple(character["x0"] for character in row),
                row[-1]["x1"],
                row[0]["size"],
            )
        )
    return lines


def on_grid(line: Line, *, size: float = 16, top: float = 37 * MM) -> bool:
    """Return whether a line of that size stands in the middle of one of the page's body lines, to 0.05 pt."""
    first = PAGE.line_pt - (PAGE.line_pt - size) / 2 - 0.12 * size
    over = (line.baseline - top - first) % PAGE.line_pt
    return min(over, PAGE.line_pt - over) < 0.05


def texts(pdf: bytes) -> list[str]:
    """Return the text of every page as pdfium reads it, in reading order, without white space."""
    opened = pypdfium2.PdfDocument(pdf)
    found = [re.sub(r"\s+", "", page.get_textpage().get_text_bounded()) for page in opened]
    opened.close()
    return found


def body_texts(pdf: bytes, marks: str = "") -> list[str]:
    """Return the text of every page without its marks and its page number."""
    wanted = re.sub(r"\s+", "", marks)
    return [text.removeprefix(wanted).replace(f"—{number}—", "", 1) for number, text in enumerate(texts(pdf), 1)]
