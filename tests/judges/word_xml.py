"""Words for elements of Word's XML: their names, their values and where they stand."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def named(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element | None) -> str | None:
    """Return ``w:val`` of an element; None when there is none."""
    return None if element is None else element.get(f"{W}val")


def where(element: etree._Element) -> str:
    """Return where an element stands: ``body[1]/tbl[2]/tr[3]/tc[1]/p[1]``, as deep as its paragraph."""
    steps = []
    for each in (element, *element.iterancestors()):
        if each.getparent() is not None:
            steps.append(f"{named(each)}[{1 + sum(1 for _ in each.itersiblings(each.tag, preceding=True))}]")
    return "/".join(reversed(steps))
