"""Runs (文字): the inlines of a paragraph as runs, links and footnote references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from builders.model.document import Emphasis, Footnote, Inline, LineBreak, Link, Reference, Strong, Text
from builders.typeset.breaks import is_breakable
from builders.typeset.docx.ground import EMPHASIS, FOOTNOTE_MARK, LINK, STRONG
from builders.typeset.docx.xml import Element, element, legal, name, w, words
from builders.typeset.scripts import stretches


class Reach(Protocol):
    """What a run may need from outside its paragraph: relationships of its part and footnotes of the document."""

    def link(self, target: str) -> str:
        """Return the id of the relationship to an outside address."""

    def note(self, footnote: Footnote) -> int:
        """Keep a footnote for the foot of the page and return its id."""


def adjust(subject: Element, *properties: Element) -> None:
    """Give a paragraph properties of its own, in the order of the schema: places that no style can know."""
    subject[0].extend(properties)


def style_of(subject: Element) -> str:
    """Return the style of a paragraph; nothing for a table."""
    found = subject.find(name("w:pPr") + "/" + name("w:pStyle"))
    return "" if found is None else str(found.get(name("w:val"), ""))


def paragraph(style: str, *content: Element) -> Element:
    """Return a paragraph of a named style."""
    return w("p", w("pPr", w("pStyle", val=style)), *content)


def plain(style: str, text: str) -> Element:
    """Return a paragraph of a named style that is one text."""
    return paragraph(style, *written(text))


def prose(style: str, *content: Element) -> Element:
    """Return a paragraph that an author wrote; a long address in it may be broken anywhere, if no number suffers."""
    made = paragraph(style, *content)
    if is_breakable("".join(each.text or "" for each in made.iter(name("w:t")))):
        adjust(made, w("wordWrap", val=0))
    return made


def run(text: str, style: str = "") -> Element:
    """Return a run of usual characters; the hint tells Word that “ ” — … are Chinese here."""
    return _run(*words(text), style=style)


def written(text: str, style: str = "") -> Iterator[Element]:
    """Yield the runs of any text: characters that the style's font lacks name another one, Word looks for none."""
    for part in stretches(text):
        yield _run(*words(part.text), style=style, font=part.word_font)


def runs(inlines: Iterable[Inline], reach: Reach, style: str = "") -> Iterator[Element]:
    """Yield the runs of inlines in order; ``style`` is the character style they stand in, the innermost wins."""
    for inline in inlines:
        match inline:
            case Text(text=text) | Reference(text=text):
                yield from written(text, style)
            case LineBreak():
                yield _run(w("br"), style=style)
            case Strong(children=children):
                yield from runs(children, reach, STRONG)
            case Emphasis(children=children):
                yield from runs(children, reach, EMPHASIS)
            case Link(children=children, target=target):
                identifier = reach.link(legal(target))
                yield element("w:hyperlink", {"r:id": identifier}, *runs(children, reach, style or LINK))
            case Footnote():
                yield _run(w("footnoteReference", id=reach.note(inline)), style=FOOTNOTE_MARK)


def _run(*content: Element, style: str, font: str = "") -> Element:
    properties = w("rPr")
    if style:
        properties.append(w("rStyle", val=style))
    named = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font) if font else {}
    properties.append(w("rFonts", hint="eastAsia", **named))
    return w("r", properties, *content)
