"""Paths and pictures (线条和图片): straight rules, their thickness and colour, and the boxes of what else is drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from builders.conform.pdf.angles import Page
from builders.conform.pdf.sheet import Box, Colour, Stroke

THICKEST_RULE_PT = 4.0
"""A filled rectangle thinner than this is a rule, as Word draws them."""
SHORTEST_RULE_PT = 6.0
MOST_SEGMENTS = 40
"""A path of more segments is a drawing."""
DEEPEST_FORM = 6
MOST_OBJECTS = 50_000

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def shapes(page: Any, seen: Page) -> tuple[list[Stroke], list[Box]]:  # noqa: ANN401 - ctypes
    """Return the rules of a page and the boxes of its pictures and drawings."""
    strokes: list[Stroke] = []
    boxes: list[Box] = []
    for thing, kind, matrix in _things(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            boxes.append(_box(_bounds(thing, matrix), seen))
            continue
        found = list(_rules(thing, matrix, seen))
        strokes += found
        if not found and _drawn(thing):
            boxes.append(_box(_bounds(thing, matrix), seen))
    return strokes, boxes


def _things(page: Any) -> Iterator[tuple[Any, int, Matrix]]:  # noqa: ANN401 - ctypes
    """Yield paths and images, those inside forms too, each with the matrix of what holds it."""
    waiting: list[tuple[Any, Matrix, int]] = []
    left = MOST_OBJECTS
    for index in range(min(pdfium.FPDFPage_CountObjects(page), left)):
        waiting.append((pdfium.FPDFPage_GetObject(page, index), IDENTITY, 0))
    waiting.reverse()
    while waiting and left > 0:
        thing, matrix, depth = waiting.pop()
        left -= 1
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield thing, kind, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            inner = _times(_matrix(thing), matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(thing), left)
            waiting += [(pdfium.FPDFFormObj_GetObject(thing, index), inner, depth + 1) for index in range(count)]


def _matrix(thing: Any) -> Matrix:  # noqa: ANN401 - ctypes
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(found))
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(thing: Any, matrix: Matrix) -> tuple[float, float, float, float]:  # noqa: ANN401 - ctypes
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *edges)
    x0, y0, x1, y1 = (edge.value for edge in edges)
    (px, py), (qx, qy) = _at(matrix, x0, y0), _at(matrix, x1, y1)
    return px, py, qx, qy


def _box(bounds: tuple[float, float, float, float], seen: Page) -> Box:
    (x0, y0), (x1, y1) = seen.shown(bounds[0], bounds[1]), seen.shown(bounds[2], bounds[3])
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _drawn(thing: Any) -> bool:  # noqa: ANN401 - ctypes
    """Return whether a path leaves ink: clips and white grounds do not."""
    fill, stroke = _modes(thing)
    return stroke or (fill and min(_colour(thing, pdfium.FPDFPageObj_GetFillColor)) < 250)


def _modes(thing: Any) -> tuple[bool, bool]:  # noqa: ANN401 - ctypes
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
    return fill.value != 0, stroke.value != 0


def _colour(thing: Any, get: Any) -> Colour:  # noqa: ANN401 - ctypes
    parts = [ctypes.c_uint() for _ in range(4)]
    get(thing, *parts)
    return parts[0].value, parts[1].value, parts[2].value


def _rules(thing: Any, matrix: Matrix, seen: Page) -> Iterator[Stroke]:  # noqa: ANN401 - ctypes
    """Yield the straight rules that a path draws: stroked along an axis, or filled and thin."""
    fill, stroke = _modes(thing)
    if not fill and not stroke:
        return
    if not 2 <= pdfium.FPDFPath_CountSegments(thing) <= MOST_SEGMENTS:
        return
    inner = _times(_matrix(thing), matrix)
    points = _corners(thing, inner, seen)
    if points is None:
        return
    if stroke:
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(thing, ctypes.byref(width))
        thickness = width.value * hypot(inner[0], inner[1])
        colour = _colour(thing, pdfium.FPDFPageObj_GetStrokeColor)
        for (x0, y0), (x1, y1) in points:
            level, upright = abs(y1 - y0) < 0.3, abs(x1 - x0) < 0.3
            if (level or upright) and abs(x1 - x0) + abs(y1 - y0) > SHORTEST_RULE_PT:
                yield Stroke(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), thickness, colour)
        return
    xs, ys = [x for pair in points for x, _ in pair], [y for pair in points for _, y in pair]
    width_, height = max(xs) - min(xs), max(ys) - min(ys)
    colour = _colour(thing, pdfium.FPDFPageObj_GetFillColor)
    if max(width_, height) < SHORTEST_RULE_PT or min(colour) >= 250:
        return
    if height <= THICKEST_RULE_PT:
        y = (max(ys) + min(ys)) / 2
        yield Stroke(min(xs), y, max(xs), y, height, colour)
    elif width_ <= THICKEST_RULE_PT:
        x = (max(xs) + min(xs)) / 2
        yield Stroke(x, min(ys), x, max(ys), width_, colour)


Edge = tuple[tuple[float, float], tuple[float, float]]


def _corners(thing: Any, matrix: Matrix, seen: Page) -> list[Edge] | None:  # noqa: ANN401 - ctypes
    """Return the edges of a path as shown, or None for one with curves."""
    edges: list[Edge] = []
    first = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = seen.shown(*_at(matrix, x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            edges.append((last, point))
        else:
            return None
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and last != first:
            edges.append((last, first))
            last = first
    return edges or None
