"""Whatever code the program can tell has its page, and no page is of a code that nothing tells.

Read in the source: a code is a string literal of its own. Where it makes a rule it is a definition; where it stands
anywhere else, or where the rule itself is handed on as an object, the code is told.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from builders.conform.docx.rules.catalogue import RULES as DOCX_RULES
from builders.conform.pdf import catalogue as pdf_rules
from builders.engine.catalogue import all_rules
from tests.house.conftest import Modules

CODE = re.compile(r"[A-Z]\d{3}|F[DP]\d{2,3}")
MAKERS = ("Rule", "told", "check")
"""What makes a rule of its first argument: the dataclass, bundles' short form of it, the decorator of PDF's clauses."""

TAKERS = ("ProseRule", "by_pattern")
"""What takes a rule together with its finder; every one of these is run on every text."""


class Source:
    """One module with the parents of its nodes."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name = name
        self.tree = tree
        self.parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}

    def codes(self) -> Iterator[ast.Constant]:
        """Yield every literal that is a code."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield node

    def maker(self, node: ast.expr) -> ast.Call | None:
        """Return the call that makes a rule of this code, or None where the code is told."""
        parent = self.parents[node]
        makes = isinstance(parent, ast.Call) and _name(parent.func) in MAKERS and parent.args[:1] == [node]
        return parent if makes and isinstance(parent, ast.Call) else None

    def name_of(self, node: ast.expr) -> str:
        """Return the name that the value is given in its module, or nothing."""
        match self.parents[node]:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                return name
        return ""

    def reads_code_of(self, name: str) -> bool:
        """Return whether the module reads ``NAME.code``."""
        reads = (node for node in ast.walk(self.tree) if isinstance(node, ast.Attribute) and node.attr == "code")
        return bool(name) and any(_name(node.value) == name for node in reads)


@pytest.fixture(scope="module")
def sources(modules: Modules) -> list[Source]:
    return [Source(name, tree) for name, tree in modules("builders").items()]


@pytest.fixture(scope="module")
def clauses() -> set[str]:
    """The codes of the clauses of the standard, which conformity has in its own two catalogues."""
    return {rule.code for rule in (*DOCX_RULES, *pdf_rules())}


@pytest.fixture(scope="module")
def used(sources: list[Source]) -> set[str]:
    """The names that are used anywhere but as the code that a rule is made of."""
    return {
        _name(node)
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and not source.maker(node)
    }


def test_every_code_in_the_program_has_its_rule(sources: list[Source], clauses: set[str]) -> None:
    known = all_rules().keys() | clauses
    strange = [(source.name, node.lineno, node.value) for source in sources for node in source.codes()]

    assert [each for each in strange if each[2] not in known] == []


def test_every_rule_in_the_catalogue_is_told_somewhere(sources: list[Source], used: set[str]) -> None:
    told = {str(node.value) for source in sources for node in source.codes() if _tells(source, node, used)}

    assert sorted(all_rules().keys() - told) == []


def test_a_code_is_never_put_together_of_parts(sources: list[Source]) -> None:
    """Nobody who searches for what f"M{number}" told would find it; nor would these tests."""
    takers = {
        _name(call.func)
        for source in sources
        for node in source.codes()
        if isinstance(call := source.parents[node], ast.Call)
    }
    parts = [
        (source.name, node.lineno)
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and _name(node.func) in takers
        for argument in node.args
        if isinstance(argument, ast.JoinedStr) and re.fullmatch(r"[A-Z]{1,2}\d{0,2}", _beginning(argument))
    ]

    assert parts == []


def _tells(source: Source, node: ast.Constant, used: set[str]) -> bool:
    """Return whether the code is told here: of a finding, or of a rule that is an object in the hands of a check.

    A rule of prose is handed over with its finder; another object is told where its module reads its code.
    """
    made = source.maker(node)
    if made is None:
        name = source.name_of(node)
        return not name or name in used
    taker = source.parents[made]
    handed = isinstance(taker, ast.Call) and _name(taker.func) in TAKERS
    return handed or source.reads_code_of(source.name_of(made))


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _beginning(text: ast.JoinedStr) -> str:
    first = text.values[0] if text.values else None
    return str(first.value) if isinstance(first, ast.Constant) else ""
