"""Inspection (通查) before rendering: the templates that a document is made from, and every misspelt name in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from builders.compose.faults import Unprintable, explain, misspelt, not_found
from builders.compose.marks import FORBIDDEN
from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import nearest
from builders.model.passage import Passage

OF_TEMPLATES = ("正文", "笔记本")
"""Names that templates know and passages do not."""
_BUILT_IN = frozenset({"loop", "caller", "varargs", "kwargs", "self"})
_NAMING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


@dataclass(frozen=True)
class Source:
    """A text that Jinja will render: ``file`` as shown, ``known`` the names that it may use."""

    file: str
    text: str
    known: Collection[str]


@dataclass
class Inspection:
    """What an inspection found; ``templates`` and ``notebooks`` are the names of all that the sources lead to."""

    environment: Environment
    templates: list[str] = field(default_factory=list)
    notebooks: list[str] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    _parsed: list[tuple[Source, list[nodes.Node]]] = field(default_factory=list)

    def template(self, name: str, known: Collection[str], place: Place) -> None:
        """Inspect a template by name; ``place`` is where it is asked for."""
        if name in self.templates:
            return
        self.templates.append(name)
        assert self.environment.loader is not None
        try:
            text, shown, _ = self.environment.loader.get_source(self.environment, name)
        except TemplateNotFound:
            self.problems.append(not_found(place, name))
        except Unprintable as fault:
            self.problems.append(Diagnostic(place, "C017", str(fault.message), cure="请更换该文件"))
        else:
            self.source(Source(shown or name, text, known))

    def source(self, source: Source) -> None:
        """Inspect a text and the templates that it names."""
        for number, line in enumerate(source.text.split("\n"), 1):
            if found := FORBIDDEN.search(line):
                message = f"含有不能印出的字符 U+{ord(found.group()):04X}"
                self.problems.append(Diagnostic(Place(source.file, number), "C017", message, cure="请删去该字符"))
        try:
            tree = self.environment.parse(source.text, source.file, source.file)
        except TemplateSyntaxError as fault:
            self.problems.append(explain(fault, source.file, {}, ()))
            return
        parsed = list(tree.find_all(nodes.Node))  # once: walking is what inspecting costs
        self._parsed.append((source, parsed))
        self._helpers(source, parsed)
        self._called(source, parsed)
        for node in (node for node in parsed if isinstance(node, _NAMING)):
            place = Place(source.file, node.lineno)
            for name in _names_of(node.template):
                if name is None:
                    cure = "请把文件名直接写在引号里"
                    self.problems.append(Diagnostic(place, "C018", "模板的文件名应直接写明", cure=cure))
                else:
                    self.template(name, source.known, place)

    def _helpers(self, source: Source, found: Iterable[nodes.Node]) -> None:
        """Find filters and tests that there are none of."""
        for node in (node for node in found if isinstance(node, nodes.Filter | nodes.Test)):
            known: Collection[str] = self.environment.filters
            what = "过滤器"
            if isinstance(node, nodes.Test):
                known, what = self.environment.tests, "判断方法"
            if node.name not in known:
                near = nearest(node.name, known)
                cure = f"是否指“{near}”？" if near else f"可用的有：{'、'.join(sorted(known))}"
                place = Place(source.file, node.lineno)
                self.problems.append(Diagnostic(place, "C020", f"没有{what}“{node.name}”", cure=cure))

    def _called(self, source: Source, found: Iterable[nodes.Node]) -> None:
        """Find the notebooks that a template calls; each by a name that is written out."""
        for node in (node for node in found if isinstance(node, nodes.Call)):
            if isinstance(node.node, nodes.Name) and node.node.name == "笔记本" and "笔记本" in source.known:
                [name] = _names_of(node.args[0]) if len(node.args) == 1 else [None]
                if name is None:
                    place, cure = Place(source.file, node.lineno), "请写成 笔记本(\"文件夹/文件名.ipynb\")"
                    self.problems.append(Diagnostic(place, "C018", "笔记本的文件名应直接写明", cure=cure))
                elif name not in self.notebooks:
                    self.notebooks.append(name)

    def misspelt(self) -> list[Diagnostic]:
        """Return a problem for each name that nothing defines, with the nearest known one."""
        own = {name for _, parsed in self._parsed for name in _made_in(parsed)} | _BUILT_IN
        found: dict[tuple[str, int, str], Diagnostic] = {}
        for source, parsed in self._parsed:
            for node in (node for node in parsed if isinstance(node, nodes.Name)):
                if node.ctx == "load" and node.name not in own and node.name not in source.known:
                    place = Place(source.file, node.lineno)
                    problem = _misplaced(place, node.name) or misspelt(place, node.name, source.known)
                    found.setdefault((source.file, node.lineno, node.name), problem)
        return list(found.values())


def _misplaced(place: Place, name: str) -> Diagnostic | None:
    """Return the problem of a name that only templates know, used in a passage."""
    if name not in OF_TEMPLATES:
        return None
    return Diagnostic(place, "C010", f"正文里不能用“{name}”", cure="请写在模板里")


def _names_of(expression: nodes.Expr) -> Sequence[str | None]:
    """Return the file names that an include or import writes out, None for one that it computes."""
    parts = expression.items if isinstance(expression, nodes.List | nodes.Tuple) else [expression]
    return [part.value if isinstance(part, nodes.Const) and isinstance(part.value, str) else None for part in parts]


def _made_in(parsed: Iterable[nodes.Node]) -> Iterator[str]:
    """Yield the names that a template makes itself: set, for, macro, import."""
    for node in parsed:
        if isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx in ("store", "param")):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (each if isinstance(each, str) else each[1] for each in node.names)


def padded(passage: Passage) -> str:
    """Return the passage with empty lines before it, so that Jinja counts lines as the file does."""
    return "\n" * (passage.line - 1) + passage.text
