"""Inheritance (样式继承): defaults, the chains of styles, lists and what is stated directly become one look.

The order is that of the format: defaults, table style, paragraph style from its root down, list level, direct. A style
that is based on itself by a detour ends where the detour closes.
"""

from __future__ import annotations

from dataclasses import dataclass

from builders.conform.docx.layers import TOGGLES, Layer, paragraph_layer, run_layer, table_layer
from builders.conform.docx.looks import ParagraphLook, RunLook, over, paragraph_look, run_look
from builders.conform.docx.names import Element, W, value
from builders.conform.docx.numbering import Numbering
from builders.conform.docx.theme import Theme


@dataclass(frozen=True)
class Style:
    """A style as it stands in the part: its parent and what it states."""

    kind: str
    name: str
    parent: str
    paragraph: Layer
    run: Layer
    table: Layer


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands among the styles: its own and its table's."""

    style: str
    table: str = ""


class Styles:
    """The styles of a document and everything merged from them so far."""

    def __init__(self, root: Element | None, theme: Theme, numbering: Numbering) -> None:
        """Read the styles part; an absent one leaves Word's own defaults."""
        self._theme = theme
        self._numbering = numbering
        defaults = None if root is None else root.find(f"{W}docDefaults")
        self._paragraph_default = paragraph_layer(_at(defaults, "pPrDefault", "pPr"))
        self._run_default = run_layer(_at(defaults, "rPrDefault", "rPr"), theme)
        self._styles: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        for each in () if root is None else root.iterfind(f"{W}style"):
            self._add(each)
        self._bases: dict[Place, tuple[Layer, Layer, frozenset[str]]] = {}
        self._runs: dict[object, RunLook] = {}
        self._paragraphs: dict[object, ParagraphLook] = {}

    def default(self, kind: str) -> str:
        """Return the id of the style that ``paragraph`` or ``table`` has when none is named."""
        return self._default.get(kind, "")

    def name(self, style: str) -> str:
        """Return the name that people see for a style's id."""
        found = self._styles.get(style)
        return found.name if found else ""

    def table(self, style: str) -> Layer:
        """Return what a table style and those below it state of whole tables: ``borders`` and ``margins``."""
        return self._chain(style, "table")

    def merged(self, place: Place, properties: Element | None) -> Layer:
        """Return the merged paragraph properties; ``list`` and ``level`` name its place in a list."""
        base = self._base(place)[0]
        direct = paragraph_layer(properties)
        if "list" in direct or "level" in direct:
            level = self._numbering.level(direct.get("list", base.get("list")), direct.get("level", 0) or 0)
            base = over(base, level.layer) if level else base
        return over(base, direct)

    def paragraph(self, place: Place, properties: Element | None) -> tuple[ParagraphLook, Layer]:
        """Return the look of a paragraph and the layer that it was made from."""
        layer = self.merged(place, properties)
        key = tuple(layer.items()) if "borders" not in layer else None
        look = self._paragraphs.get(key) if key else None
        if look is None:
            look = paragraph_look(layer)
            if key:
                self._paragraphs[key] = look
        return look, layer

    def run(self, place: Place, properties: Element | None) -> RunLook:
        """Return the look of a run, or of the mark at a paragraph's end."""
        stated = () if properties is None else tuple((child.tag, *child.attrib.items()) for child in properties)
        key = (place, stated)
        look = self._runs.get(key)
        if look is None:
            look = self._runs[key] = self._run(place, properties)
        return look

    def _run(self, place: Place, properties: Element | None) -> RunLook:
        _, base, lit = self._base(place)
        style = value(properties, "rStyle") or ""
        character = self._chain(style, "run") if style else {}
        direct = run_layer(properties, self._theme)
        layer = over(over(base, character), direct)
        for name in TOGGLES:
            if name not in direct:
                turned = (name in lit) != bool(character.get(name))
                layer = {**layer, name: turned or bool(self._run_default.get(name))}
        return run_look(layer)

    def _base(self, place: Place) -> tuple[Layer, Layer, frozenset[str]]:
        """Return what lies below direct properties: of paragraphs, of runs, and the toggles that are on."""
        made = self._bases.get(place)
        if made is None:
            style = place.style if place.style in self._styles else self.default("paragraph")
            table_paragraph, table_run = self._chain(place.table, "paragraph"), self._chain(place.table, "run")
            own_run = self._chain(style, "run")
            paragraph = over(over(self._paragraph_default, table_paragraph), self._chain(style, "paragraph"))
            run = over(over(self._run_default, table_run), own_run)
            lit = frozenset(name for name in TOGGLES if bool(table_run.get(name)) != bool(own_run.get(name)))
            made = self._bases[place] = (paragraph, run, lit)
        return made

    def _chain(self, identifier: str, what: str) -> Layer:
        """Return a style's properties with those of all that it is based on; a list's below the style that names it."""
        chain: list[Style] = []
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            chain.append(self._styles[identifier])
            identifier = chain[-1].parent
        layer: Layer = {}
        for style in reversed(chain):
            stated: Layer = getattr(style, what)
            if "list" in stated:
                level = self._numbering.level(stated["list"], stated.get("level", 0) or 0)
                layer = over(layer, level.layer) if level else layer
            layer = over(layer, stated)
        return layer

    def _add(self, element: Element) -> None:
        identifier, kind = element.get(f"{W}styleId", ""), element.get(f"{W}type", "paragraph")
        self._styles[identifier] = Style(
            kind=kind,
            name=value(element, "name") or "",
            parent=value(element, "basedOn") or "",
            paragraph=paragraph_layer(element.find(f"{W}pPr")),
            run=run_layer(element.find(f"{W}rPr"), self._theme),
            table=table_layer(element.find(f"{W}tblPr")),
        )
        if element.get(f"{W}default", "0") in ("1", "true", "on"):
            self._default[kind] = identifier


def _at(element: Element | None, *path: str) -> Element | None:
    for tag in path:
        element = None if element is None else element.find(W + tag)
    return element
