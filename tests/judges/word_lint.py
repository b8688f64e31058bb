"""Our own lint of a Word file: what Word refuses, repairs or should never be asked, and the schema does not know.

The Open XML SDK misses about half of the ways to break a document and this misses others; together they find every one
of ``mutants.py``. The order of elements and the types of attributes are left to the SDK.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from zipfile import BadZipFile

from lxml import etree

from tests.judges.package_lint import Package, package_faults
from tests.judges.word_tables import table_faults
from tests.judges.word_xml import W, named, value, where

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MAIN, STYLES, NUMBERING, SETTINGS = (f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings"))
STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
TEXTS = (f"{W}t", f"{W}delText", f"{W}instrText")
FETCHING = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DATABASE", "RD", "MACROBUTTON")
"""Fields at which Word opens other files or starts programs."""
CHANGES = re.compile(r"ins|del|moveFrom|moveTo|\w+Change|(?:moveFrom|moveTo|customXml\w+)Range(?:Start|End)")
COMMENTS = re.compile(r"comment(?:RangeStart|RangeEnd|Reference)|annotationRef")
THEME = [
    f"{W}{name}" for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "themeColor", "themeFill")
]


def lint(docx: bytes) -> list[str]:
    """Return what is wrong with a Word file: ``word/document.xml p[3]: a line feed in its text``; empty is good."""
    try:
        package = Package(docx)
    except BadZipFile as fault:
        return [f"package: {fault}"]
    found = list(package_faults(package))
    if package.bomb or package.malformed:
        return found
    if MAIN not in package.trees or STYLES not in package.trees:
        return [*found, "package: no document with styles"]
    for rule in PACKAGE_RULES:
        found += rule(package)
    for name, tree in package.trees.items():
        if STORY.fullmatch(name):
            for each in STORY_RULES:
                found += [f"{name} {fault}" for fault in each(tree)]
    return found


# ------------------------------------------------------------------------------- rules for one story


def _texts(story: etree._Element) -> Iterator[str]:
    """No line feed or tab stands in a text, Word has elements for them; no text stands between elements."""
    for text in story.iter(*TEXTS):
        if re.search(r"[\n\r\t]", text.text or ""):
            yield f"{where(text)}: a line feed or tab in its text"
    for element in story.iter(f"{W}*"):
        inside = "" if element.tag in TEXTS else element.text or ""
        if (inside + (element.tail or "")).strip():
            yield f"{where(element)}: text where none may be"


def _fields(story: etree._Element) -> Iterator[str]:
    """Fields begin, show a result and end, and none reaches outside the document."""
    for paragraph in story.iter(f"{W}p"):
        state: list[str] = []
        for each in paragraph.iter(f"{W}fldChar", f"{W}t"):
            kind = each.get(f"{W}fldCharType", "text")
            if kind == "begin":
                state.append("begun")
            elif kind == "text":
                state = ["shown" if step in ("separate", "shown") else step for step in state]
            elif not state:
                yield f"{where(each)}: a field that has not begun"
            elif kind == "separate":
                state[-1] = "separate"
            elif state.pop() != "shown":
                yield f"{where(each)}: a field without a result"
        if state:
            yield f"{where(paragraph)}: a field that does not end"
    for simple in story.iter(f"{W}fldSimple"):
        if simple.find(f".//{W}t") is None:
            yield f"{where(simple)}: a field without a result"
    instructions = [(each, each.text or "") for each in story.iter(f"{W}instrText")]
    instructions += [(each, each.get(f"{W}instr", "")) for each in story.iter(f"{W}fldSimple")]
    for element, words in instructions:
        if words.split()[:1] and words.split()[0].upper() in FETCHING:
            yield f"{where(element)}: a field {words.split()[0]}"


def _bookmarks(story: etree._Element) -> Iterator[str]:
    """Each bookmark begins once and ends once, later, and has a name of its own."""
    order = [(each.tag, str(each.get(f"{W}id"))) for each in story.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]
    for id in dict.fromkeys(id for _, id in order):
        if [tag for tag, each in order if each == id] != [f"{W}bookmarkStart", f"{W}bookmarkEnd"]:
            yield f"bookmark {id}: does not begin once and end once"
    for name, count in Counter(str(each.get(f"{W}name")) for each in story.iter(f"{W}bookmarkStart")).items():
        if count > 1:
            yield f"bookmark {name}: stands {count} times"


def _leftovers(story: etree._Element) -> Iterator[str]:
    """No tracked change and no comment is left in what goes out."""
    for tag, element in {str(each.tag): each for each in story.iter(f"{W}*")}.items():
        name = tag.removeprefix(W)
        if CHANGES.fullmatch(name):
            yield f"{where(element)}: a tracked change ({name})"
        elif COMMENTS.fullmatch(name):
            yield f"{where(element)}: a comment ({name})"


STORY_RULES: tuple[Callable[[etree._Element], Iterator[str]], ...] = (
    _texts, _fields, _bookmarks, _leftovers, table_faults,
)  # fmt: skip


# ------------------------------------------------------------------------------- rules between parts


def _relationship_ids(package: Package) -> Iterator[str]:
    """Every r:id is a relationship of its own part."""
    for name, tree in package.trees.items():
        known = {each.id for each in package.relationships.get(name, [])}
        for element in tree.iter():
            for wanted in [str(id) for attribute, id in element.attrib.items() if str(attribute).startswith(R)]:
                if wanted not in known:
                    yield f"{name} {where(element)}: no relationship {wanted}"


def _styles(package: Package) -> Iterator[str]:
    """Every style that is named is there and of its kind."""
    kinds = {each.get(f"{W}styleId"): each.get(f"{W}type") for each in package.trees[STYLES].iter(f"{W}style")}
    uses = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for name, tree in package.trees.items():
        for element in tree.iter(*(f"{W}{use}" for use in uses), f"{W}basedOn", f"{W}next", f"{W}link"):
            kind = kinds.get(value(element))
            if kind is None or kind != uses.get(named(element), kind):
                yield f"{name} {where(element)}: no {uses.get(named(element), '')} style {value(element)}"


def _numbering(package: Package) -> Iterator[str]:
    """Every list that is named is there, and every list has its looks."""
    numbering = package.trees.get(NUMBERING)
    lists = [] if numbering is None else list(numbering.iter(f"{W}num"))
    looks = set() if numbering is None else {e.get(f"{W}abstractNumId") for e in numbering.iter(f"{W}abstractNum")}
    known = {"0", *(each.get(f"{W}numId") for each in lists)}
    for name, tree in package.trees.items():
        for element in tree.iter(f"{W}numId"):
            if value(element) not in known:
                yield f"{name} {where(element)}: no list {value(element)}"
    for each in lists:
        if value(each.find(f"{W}abstractNumId")) not in looks:
            yield f"{NUMBERING} list {each.get(f'{W}numId')}: has no looks"


def _notes(package: Package) -> Iterator[str]:
    """Every footnote that is named is there, and every footnote is named once."""
    for kind in ("footnote", "endnote"):
        part = package.trees.get(f"word/{kind}s.xml")
        notes = [] if part is None else [e for e in part.iter(f"{W}{kind}") if e.get(f"{W}type") is None]
        there = Counter(each.get(f"{W}id", "") for each in notes)
        used = Counter(each.get(f"{W}id", "") for each in package.trees[MAIN].iter(f"{W}{kind}Reference"))
        if there != used:
            yield f"{kind}s: {sorted((there - used).elements())} unused, {sorted((used - there).elements())} missing"


def _anchors(package: Package) -> Iterator[str]:
    """Every jump inside the document leads to a bookmark."""
    stories = [tree for name, tree in package.trees.items() if STORY.fullmatch(name)]
    known = {each.get(f"{W}name") for tree in stories for each in tree.iter(f"{W}bookmarkStart")}
    for tree in stories:
        wanted = {each.get(f"{W}anchor") for each in tree.iter(f"{W}hyperlink")} - {None}
        words = [(each.text or "").split() for each in tree.iter(f"{W}instrText")]
        wanted |= {each[1] for each in words if len(each) > 1 and each[0].upper() in ("REF", "PAGEREF", "NOTEREF")}
        for name in sorted(str(name) for name in wanted - known):
            yield f"{MAIN}: no bookmark {name}"


def _pictures(package: Package) -> Iterator[str]:
    """Every picture has a number of its own, and words that stand for it."""
    found = [each for tree in package.trees.values() for each in tree.iter(f"{WP}docPr")]
    for id, count in Counter(each.get("id") for each in found).items():
        if count > 1:
            yield f"picture {id}: stands {count} times"
    for each in found:
        if not (each.get("descr") or "").strip():
            yield f"{where(each)}: a picture without words"


def _fonts(package: Package) -> Iterator[str]:
    """Fonts and colours are named, not left to a theme that another machine may change."""
    for name, tree in package.trees.items():
        if name.startswith("word/") and not name.startswith("word/theme/"):
            for element in tree.iter(f"{W}rFonts", f"{W}color", f"{W}shd", f"{W}u", f"{W}bdr"):
                for attribute in THEME:
                    if element.get(attribute) is not None:
                        yield f"{name} {where(element)}: {attribute.removeprefix(W)} of a theme"


def _sections(package: Package) -> Iterator[str]:
    """Every section has a foot for each kind of page that it has, its own or that of the section before."""
    body = package.trees[MAIN].find(f"{W}body")
    sections = [] if body is None else list(body.iter(f"{W}sectPr"))
    if body is None or not len(body) or named(body[-1]) != "sectPr":
        yield f"{MAIN}: does not end with a section"
    settings = package.trees.get(SETTINGS)
    even = settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None
    inherited: set[str | None] = set()
    for number, section in enumerate(sections, 1):
        inherited |= {each.get(f"{W}type") for each in section.findall(f"{W}footerReference")}
        needed = {"default"} | ({"even"} if even else set())
        needed |= {"first"} if section.find(f"{W}titlePg") is not None else set()
        for kind in sorted(needed - {str(each) for each in inherited}):
            yield f"{MAIN} section {number}: no foot for its {kind} pages"


PACKAGE_RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    _relationship_ids, _styles, _numbering, _notes, _anchors, _pictures, _fonts, _sections,
)  # fmt: skip
