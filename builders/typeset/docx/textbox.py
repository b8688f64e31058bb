"""Text boxes (文本框): text at one place of the page, whatever the text around it does.

They hold what neither paragraphs nor frames can: the imprint at the foot of a page and the page number that stands
upright on a landscape one. Text flows under them as if they were not there, so its own room is kept by who sets them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from builders.typeset.docx.units import EMU_PER_TWIP
from builders.typeset.docx.xml import NAMESPACES, Element, element, name, w

_PREFIXES = {prefix: NAMESPACES[prefix] for prefix in ("mc", "wp", "a", "wps")}
_ABOVE_TEXT = 251_659_264
"""Word numbers drawings in front of the text from here."""


@dataclass(frozen=True)
class Box:
    """Place and size of a text box in twips, from the left and upper edge of ``origin`` (page or margin).

    ``turned`` text reads from top to bottom; ``low`` text stands at the foot of its box.
    """

    left: int
    top: int
    width: int
    height: int
    origin: str = "page"
    turned: bool = False
    low: bool = False


def textbox(box: Box, number: int, title: str, *content: Element) -> Element:
    """Return the run that holds a text box; ``number`` is the drawing's id in the document, ``title`` its name."""
    choice = element("mc:Choice", {"Requires": "wps"}, w("drawing", _anchor(box, number, title, content)))
    alternate = etree.Element(name("mc:AlternateContent"), nsmap=_PREFIXES)
    alternate.append(choice)
    return w("r", w("rPr", w("rFonts", hint="eastAsia")), alternate)


def _anchor(box: Box, number: int, title: str, content: tuple[Element, ...]) -> Element:
    distances = dict.fromkeys(("distT", "distB", "distL", "distR", "simplePos", "behindDoc", "locked"), "0")
    return element(
        "wp:anchor",
        {**distances, "relativeHeight": str(_ABOVE_TEXT + number), "layoutInCell": "1", "allowOverlap": "1"},
        element("wp:simplePos", {"x": "0", "y": "0"}),
        _position("wp:positionH", box.origin, box.left),
        _position("wp:positionV", box.origin, box.top),
        element("wp:extent", _extent(box)),
        element("wp:effectExtent", dict.fromkeys("ltrb", "0")),
        element("wp:wrapNone"),
        element("wp:docPr", {"id": str(number), "name": title, "descr": title}),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", {}, element("a:graphicData", {"uri": NAMESPACES["wps"]}, _shape(box, content))),
    )


def _position(tag: str, origin: str, offset: int) -> Element:
    made = element("wp:posOffset")
    made.text = str(offset * EMU_PER_TWIP)
    return element(tag, {"relativeFrom": origin}, made)


def _extent(box: Box) -> dict[str, str]:
    return {"cx": str(box.width * EMU_PER_TWIP), "cy": str(box.height * EMU_PER_TWIP)}


def _shape(box: Box, content: tuple[Element, ...]) -> Element:
    size = element("a:xfrm", {}, element("a:off", {"x": "0", "y": "0"}), element("a:ext", _extent(box)))
    outline = element("a:prstGeom", {"prst": "rect"}, element("a:avLst"))
    unseen = (element("a:noFill"), element("a:ln", {}, element("a:noFill")))
    insets = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
    flow = {"rot": "0", "vert": "vert" if box.turned else "horz", "wrap": "square"}
    text = element("a:noAutofit")
    return element(
        "wps:wsp",
        {},
        element("wps:cNvSpPr", {"txBox": "1"}),
        element("wps:spPr", {}, size, outline, *unseen),
        element("wps:txbx", {}, w("txbxContent", *content)),
        element("wps:bodyPr", {**flow, **insets, "anchor": "b" if box.low else "t", "anchorCtr": "0"}, text),
    )
