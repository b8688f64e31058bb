"""Names (命名空间): how the elements of WordprocessingML and DrawingML are called, and how to ask one for a value."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

VAL = f"{W}val"
TWIPS_PER_POINT = 20
EMU_PER_POINT = 12_700
POINTS_PER_MM = 72 / 25.4

STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PIC[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
)
"""What ISO's strict files call the same things, the longer names before those that they begin with."""

_LARGEST = 1e9
"""In twips or English metric units: kilometres."""
_OFF = frozenset({"0", "false", "off"})
_UNITS_IN_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, "pi": 12.0}


def value(parent: Element | None, tag: str, attribute: str = "val") -> str | None:
    """Return a ``w`` attribute of the first child of that name."""
    found = None if parent is None else parent.find(W + tag)
    return None if found is None else found.get(W + attribute)


def is_on(element: Element) -> bool:
    """Whether an on-off property says yes: it does when it has no value."""
    return element.get(VAL, "1") not in _OFF


def has(parent: Element | None, tag: str) -> bool:
    """Whether a child of that name is there and says yes."""
    found = None if parent is None else parent.find(W + tag)
    return found is not None and is_on(found)


def integer(text: str | None) -> int | None:
    """Return a whole number, None for what is none: a damaged attribute counts as absent, as it does in Word."""
    number = _number(text)
    return None if number is None else round(number)


def points(text: str | None) -> float | None:
    """Return a length in points: twips when it is a bare number, else with its unit (3.7cm in strict files)."""
    unit = _UNITS_IN_POINTS.get(text[-2:]) if text else None
    number = _number(text[:-2] if text and unit else text)
    return None if number is None else number * unit if unit else number / TWIPS_PER_POINT


def _number(text: str | None) -> float | None:
    """Return a number that a document can mean; neither an endless one nor one beyond every measure."""
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) <= _LARGEST else None
