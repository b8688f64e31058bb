"""Mutating (变异): breaks one thing in a good .docx, found by its text."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{URI}}}"
N = {"w": URI}
MAIN, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
FOLIOS = ("word/footer1.xml", "word/footer2.xml")
_PARAGRAPH = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "tabs",
              "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr")  # fmt: skip
Element = etree._Element


class Opened:
    """The parts of a .docx, to be changed and packed again."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as package:
            self.raw = {entry.filename: package.read(entry) for entry in package.infolist()}
        self.trees: dict[str, Element] = {}

    def part(self, name: str = MAIN) -> Element:
        """The root of a part."""
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.raw[name])
        return self.trees[name]

    def every(self, path: str, part: str = MAIN) -> list[Element]:
        """Elements by XPath."""
        found = list(self.part(part).iterfind(path, N))
        assert found, f"{path} is not in {part}"
        return found

    def paragraph(self, beginning: str, part: str = MAIN) -> Element:
        """The paragraph whose text is this, else the first that begins so, spaces aside."""
        written = [(words(each).strip(), each) for each in self.part(part).iter(f"{W}p")]
        same = [each for text, each in written if text == beginning]
        alike = [each for text, each in written if text.startswith(beginning)]
        assert alike, f"no paragraph begins with {beginning}"
        return (same or alike)[0]

    def packed(self) -> bytes:
        """The .docx with its changes."""
        stream = BytesIO()
        with ZipFile(stream, "w") as package:
            for name, content in self.raw.items():
                tree = self.trees.get(name)
                package.writestr(name, content if tree is None else etree.tostring(tree))
        return stream.getvalue()


Change = Callable[[Opened], None]


def words(paragraph: Element) -> str:
    """The text of a paragraph, without that of text boxes in it."""
    return "".join(each.text or "" for each in paragraph.iterfind("w:r/w:t", N))


def changed(content: bytes, change: Change) -> bytes:
    """The .docx after one change."""
    opened = Opened(content)
    change(opened)
    made = opened.packed()
    assert made != content
    return made


def made(tag: str, **attributes: object) -> Element:
    """An element of WordprocessingML."""
    return etree.Element(W + tag, {W + name: str(value) for name, value in attributes.items()})


def look(paragraph: Element, tag: str, **attributes: object) -> None:
    """Put a property on a paragraph, in place of the one it has; attributes of the same kind that it has stay."""
    properties = paragraph.find("w:pPr", N)
    if properties is None:
        properties = made("pPr")
        paragraph.insert(0, properties)
    child = properties.find(f"w:{tag}", N)
    if child is None:
        child = made(tag)
        later = [W + each for each in _PARAGRAPH[_PARAGRAPH.index(tag) + 1 :]]
        place = next((at for at, each in enumerate(properties) if each.tag in later), len(properties))
        properties.insert(place, child)
    for name, value in attributes.items():
        child.set(W + name, str(value))


def letters(paragraph: Element, tag: str, **attributes: object) -> None:
    """Put a property on every run of a paragraph."""
    for run in paragraph.iter(f"{W}r"):
        properties = run.find("w:rPr", N)
        if properties is None:
            properties = made("rPr")
            run.insert(0, properties)
        for old in properties.findall(f"w:{tag}", N):
            properties.remove(old)
        properties.append(made(tag, **attributes))


def face(paragraph: Element, name: str) -> None:
    """Set a paragraph in another font."""
    letters(paragraph, "rFonts", ascii=name, hAnsi=name, eastAsia=name)


def say(paragraph: Element, old: str, new: str) -> None:
    """Replace words in a paragraph; they stand in one run."""
    found = [each for each in paragraph.iterfind("w:r/w:t", N) if old in (each.text or "")]
    assert found, f"{old} is not in one run of {words(paragraph)}"
    for each in found:
        each.text = (each.text or "").replace(old, new)
