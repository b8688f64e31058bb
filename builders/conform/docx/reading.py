"""Reading (读取): a .docx as a Document, its stories walked in order."""

from __future__ import annotations

from builders.conform.docx.archive import Archive
from builders.conform.docx.document import Document, Folio, Paragraph, Section
from builders.conform.docx.names import Element, W, has
from builders.conform.docx.numbering import read_numbering
from builders.conform.docx.sections import Page, read_page
from builders.conform.docx.stories import Story
from builders.conform.docx.styles import Styles
from builders.conform.docx.theme import read_theme
from builders.conform.unreadable import Unreadable

_TYPES = ("default", "even", "first")


def read(content: bytes) -> Document:
    """Return the document of a .docx; raises Unreadable."""
    archive = Archive(content)
    root = archive.tree(archive.main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise Unreadable("压缩包里没有 Word 正文，不是 .docx 文件；请检查是否传错了文件。")
    numbering = read_numbering(archive.of_kind("numbering"))
    styles = Styles(archive.of_kind("styles"), read_theme(archive.of_kind("theme")), numbering)
    settings = archive.of_kind("settings")
    odd_and_even = has(settings, "evenAndOddHeaders")
    story = Story(styles, numbering)
    story.read(body)
    return Document(
        paragraphs=tuple(story.paragraphs),
        tables=tuple(story.tables),
        sections=_sections(story.ends or [body], archive, styles, odd_and_even=odd_and_even),
        odd_and_even=odd_and_even,
    )


def _sections(ends: list[Element], archive: Archive, styles: Styles, *, odd_and_even: bool) -> tuple[Section, ...]:
    """Return the sections; a section without a footer of its own has that of the section before."""
    inherited: dict[tuple[str, str], str] = {}
    parts: dict[str, tuple[Paragraph, ...]] = {}
    made = []
    for element in ends:
        page = read_page(element)
        inherited = {**inherited, **page.stories}
        stories = {key: _story(identifier, archive, styles, parts) for key, identifier in inherited.items()}
        made.append(_section(page, stories, odd_and_even=odd_and_even))
    return tuple(made)


def _section(page: Page, stories: dict[tuple[str, str], tuple[Paragraph, ...]], *, odd_and_even: bool) -> Section:
    used = ["default", *(["even"] if odd_and_even else []), *(["first"] if page.title_page else [])]
    return Section(
        **page.numbers,
        grid=page.grid,
        title_page=page.title_page,
        first_number=page.first_number,
        kind=page.kind,
        footers={kind: _folio(stories.get(("footer", kind), ())) for kind in used},
        headers={kind: stories.get(("header", kind), ()) for kind in used},
        footer_stories={kind: stories.get(("footer", kind), ()) for kind in used},
    )


def _story(
    identifier: str, archive: Archive, styles: Styles, parts: dict[str, tuple[Paragraph, ...]]
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a header or footer part, read once."""
    name = archive.relations.get(identifier, ("", ""))[1]
    if name not in parts:
        root = archive.tree(name) if name else None
        story = Story(styles, read_numbering(None))
        if root is not None:
            story.read(root)
        parts[name] = tuple(story.paragraphs)
    return parts[name]


def _folio(paragraphs: tuple[Paragraph, ...]) -> Folio:
    """Return the paragraph that prints the page's number and what stands below it in the footer."""
    for index, paragraph in enumerate(paragraphs):
        if "PAGE" in paragraph.fields:
            below = sum(1 for each in paragraphs[index + 1 :] if each.box is None)
            return Folio(paragraph, float(below))
    return Folio(None)
