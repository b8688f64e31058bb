"""Pictures (图片) in the line of a paragraph, with their meaning in words for those who cannot see them."""

from __future__ import annotations

from dataclasses import dataclass

from docx.parts.image import ImagePart

from builders.typeset.docx.units import EMU_PER_TWIP
from builders.typeset.docx.xml import NAMESPACES, Element, element, w


@dataclass(frozen=True)
class Size:
    """The size of a picture in print, in twips."""

    width: int
    height: int


def size(part: ImagePart, widest: float, tallest: float) -> Size:
    """Return a picture's size: so wide, or narrower where it would be too tall."""
    width = min(widest, tallest / shape(part))
    return Size(round(width), round(width * shape(part)))


def shape(part: ImagePart) -> float:
    """Return a picture's height of its width."""
    return part.image.px_height / part.image.px_width


def drawing(named: str, words: str, size: Size, relation: str, number: int) -> Element:
    """Return the run of a picture: its name, its meaning in words, the relationship to its part, a free id."""
    extent = {"cx": str(size.width * EMU_PER_TWIP), "cy": str(size.height * EMU_PER_TWIP)}
    naming = {"id": str(number), "name": named or f"图片{number}", "descr": words}
    locks = element("wp:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", {"noChangeAspect": "1"}))
    data = element("a:graphicData", {"uri": NAMESPACES["pic"]}, _picture(extent, naming, relation))
    inline = element(
        "wp:inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        element("wp:extent", extent),
        element("wp:docPr", naming),
        locks,
        element("a:graphic", {}, data),
    )
    return w("r", w("drawing", inline))


def _picture(extent: dict[str, str], naming: dict[str, str], relation: str) -> Element:
    known = element("pic:nvPicPr", {}, element("pic:cNvPr", naming), element("pic:cNvPicPr"))
    stretch = element("a:stretch", {}, element("a:fillRect"))
    fill = element("pic:blipFill", {}, element("a:blip", {"r:embed": relation}), stretch)
    frame = element("a:xfrm", {}, element("a:off", {"x": "0", "y": "0"}), element("a:ext", extent))
    shape = element("pic:spPr", {}, frame, element("a:prstGeom", {"prst": "rect"}, element("a:avLst")))
    return element("pic:pic", {}, known, fill, shape)
