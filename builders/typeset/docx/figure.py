"""Figures (图): a picture in the line, its caption below, its meaning in words for those who cannot see it."""

from __future__ import annotations

from io import BytesIO

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.parts.image import ImagePart

from builders.core.errors import ContentError
from builders.model.document import Figure
from builders.model.manuscript import Asset
from builders.typeset.docx.inline import Reach, paragraph, run, runs
from builders.typeset.docx.stories import Book, Story
from builders.typeset.docx.styles import FIGURE, FIGURE_CAPTION
from builders.typeset.docx.units import EMU_PER_MM
from builders.typeset.docx.xml import NAMESPACES, Element, element, w
from builders.typeset.gongwen import PAGE

SUFFIXES = ("png", "jpg", "jpeg")
_TALLEST = 0.8
"""Of the type area's height: a taller picture is made narrower, so that its caption stays on its page."""


def figure(subject: Figure, asset: Asset | None, book: Book, story: Story, reach: Reach) -> list[Element]:
    """Return a figure's picture and caption.

    Raises ContentError when the manuscript has no such picture, or has it in no form that Word reads.
    """
    part = _part(subject, asset, book)
    picture = _drawing(subject, part, story.relate(part, RELATION.IMAGE), book.next_drawing())
    made = [paragraph(FIGURE, w("r", picture))]
    words = [*runs(subject.caption, reach)]
    head = subject.label + ("　" if subject.label and words else "")
    if head:
        words.insert(0, run(head))
    return [*made, paragraph(FIGURE_CAPTION, *words)] if words else made


def _part(subject: Figure, asset: Asset | None, book: Book) -> ImagePart:
    content = next((found for suffix in SUFFIXES if asset and (found := asset.rendition(suffix))), None)
    if content is None:
        raise ContentError(f"图片“{subject.asset}”没有 png 或 jpg 格式，Word 文档无法插入。请补充该图片。")
    try:
        return book.package.get_or_add_image_part(BytesIO(content))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        raise ContentError(f"图片“{subject.asset}”的内容不是完整的 png 或 jpg。请重新导出该图片。") from error


def _size(subject: Figure, part: ImagePart) -> tuple[int, int]:
    """Return width and height in EMU: the figure's share of the type area, lower when it would be too tall."""
    image = part.image
    width = subject.width * PAGE.area_width_mm * EMU_PER_MM
    height = width * image.px_height / image.px_width
    shrink = min(1.0, _TALLEST * PAGE.area_height_mm * EMU_PER_MM / height)
    return round(width * shrink), round(height * shrink)


def _drawing(subject: Figure, part: ImagePart, relation: str, number: int) -> Element:
    width, height = _size(subject, part)
    extent = {"cx": str(width), "cy": str(height)}
    naming = {"id": str(number), "name": subject.label or f"图片{number}", "descr": subject.alt}
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
    return w("drawing", inline)


def _picture(extent: dict[str, str], naming: dict[str, str], relation: str) -> Element:
    known = element("pic:nvPicPr", {}, element("pic:cNvPr", naming), element("pic:cNvPicPr"))
    stretch = element("a:stretch", {}, element("a:fillRect"))
    fill = element("pic:blipFill", {}, element("a:blip", {"r:embed": relation}), stretch)
    frame = element("a:xfrm", {}, element("a:off", {"x": "0", "y": "0"}), element("a:ext", extent))
    shape = element("pic:spPr", {}, frame, element("a:prstGeom", {"prst": "rect"}, element("a:avLst")))
    return element("pic:pic", {}, known, fill, shape)
