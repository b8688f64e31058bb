"""README and handbook name only what exists: commands, options, files, facts, exit codes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from builders.cli.main import root
from builders.core import errors
from builders.engine.programme import load_programme
from builders.sources.workspace import Workspace

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
HANDBOOK = ROOT / "content" / "handbook" / "写作手册.md"
DOCUMENTS = (README, HANDBOOK)


def commands(document: Path) -> list[str]:
    lines = (line.strip().partition("  #")[0] for line in document.read_text(encoding="utf-8").splitlines())
    return [line.strip() for line in lines if line.startswith("make-report ")]


@pytest.fixture(autouse=True)
def inside_the_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("line", [line for document in DOCUMENTS for line in commands(document)])
def test_every_command_in_the_documents_exists_with_its_options(line: str) -> None:
    verb, *words = shlex.split(line)[1:]
    program = root()
    command = program.get_command(click.Context(program), verb)
    assert command is not None
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_verb_of_the_command_line_is_in_the_documents(document: Path) -> None:
    program = root()
    text = document.read_text(encoding="utf-8")
    told = {shlex.split(line)[1] for line in commands(document)}
    verbs = set(program.list_commands(click.Context(program)))
    assert verbs - {"case"} <= told, text[:80]


def test_every_linked_file_exists() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:|assets/", target):
                assert (document.parent / target).exists(), target


def test_every_folder_in_the_map_of_the_readme_exists() -> None:
    rows = re.findall(r"^\| `([a-z]+)/", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) >= 8
    for folder in rows:
        assert (ROOT / folder).is_dir(), folder


def test_facts_named_in_the_handbook_are_declared() -> None:
    programme = load_programme(Workspace(ROOT), "chaoyang")
    declared = {rule.name for rule in programme.rules.facts} | {rule.name for rule in programme.rules.views}
    text = HANDBOOK.read_text(encoding="utf-8")
    used = set(re.findall(r"\{\{\s*([^\s.\[\](){}]+)", text)) - {"行", "条形图", "柱状图", "横道图", "热力图", "笔记本"}
    assert used and used <= declared


def test_the_handbook_tells_every_exit_code() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", HANDBOOK.read_text(encoding="utf-8"), re.MULTILINE)}
    kinds = errors.ReportError.__subclasses__()
    assert told == {0, errors.BUG_EXIT_CODE, *(kind.exit_code for kind in kinds)}
