"""Dissecting (识别): every line of every page is given its role, by its words, its place, its size and its colour."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.conform.finding import Profile
from builders.conform.pdf import head, tail, zones
from builders.conform.pdf.anatomy import CHARACTER, FOOT, TOP, Anatomy, Edges, Role, Row
from builders.conform.pdf.body import settle
from builders.conform.pdf.sheet import MM, Box, Opened, Sheet
from builders.model.standard import PAGE


def dissect(opened: Opened, profile: Profile) -> Anatomy:
    """Return the anatomy of a PDF."""
    sheets = opened.sheets
    size = zones.type_size(sheets)
    pitch = zones.line_pitch(sheets, size)
    edges = zones.edges(sheets, size)
    draft = Draft(profile, size, pitch, sheets)
    for sheet in sheets:
        draft.add(sheet, edges.get(sheet.number, Edges()))
    tail.find(draft.rows, size, pitch)
    head.find(draft.rows, sheets[0], profile, size)
    rows = settle(draft.rows, size)
    return Anatomy(profile, sheets, opened.fonts, tuple(rows), edges, size, pitch, draft.tables)


@dataclass
class Draft:
    """The rows of a document while their roles are found; BODY is what is left."""

    profile: Profile
    size: float
    pitch: float
    sheets: tuple[Sheet, ...]
    rows: list[Row] = field(default_factory=list)
    tables: dict[int, tuple[Box, ...]] = field(default_factory=dict)

    def add(self, sheet: Sheet, edges: Edges) -> None:
        """Add the lines of a page: its page number and marks, its tables, and the rest as body."""
        frame = sheet.main
        if sheet.lies_across:
            edges = zones.standard_edges(frame, across=True)
            self._folio_of(sheet)
        boxes = zones.tables(frame)
        self.tables[sheet.number] = boxes
        lines, index, drawn = frame.lines, 0, [box for box in frame.pictures if box.x1 - box.x0 > 2 * CHARACTER]
        apart = not sheet.lies_across
        for place, line in enumerate(lines):
            below = lines[place + 1] if place + 1 < len(lines) else None
            if not index and zones.is_header(line, below, self.pitch, TOP if apart else PAGE.binding_mm * MM):
                role = Role.HEADER
            elif apart and zones.is_folio(line, lines[-1]):
                role = Role.FOLIO
            else:
                index += 1
                inside = any(box.holds(line.centre, line.baseline) for box in boxes)
                if line.size < self.size - 1:  # words in a picture, not words beside one
                    inside = inside or any(box.holds(line.centre, line.baseline) for box in drawn)
                role = Role.TABLE if inside else Role.BODY
                if apart and role is Role.BODY and line.top > FOOT + 1 * MM:
                    role = Role.OUTSIDE
            self.rows.append(Row(sheet.number, index, line, role, edges.left, edges.right))

    def _folio_of(self, sheet: Sheet) -> None:
        """Take the page number of a page that lies across: it stands where the bound page has it."""
        for line in sheet.upright.lines:
            if zones.is_folio(line, line):
                self.rows.append(Row(sheet.number, 0, line, Role.FOLIO))
