"""Promise: numbers in Word = numbers in PDF = numbers of the ledger, and each leads to its cells."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from builders.cli.main import run
from builders.engine.programme import load_programme
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace
from tests.promises.arithmetic import numbers, numbers_of_ledger, numbers_of_word, uses
from tests.promises.catalogue import CONTENT, REPORTS
from tests.promises.conftest import Built
from tests.promises.document import Document
from tests.workspaces import REPOSITORY, copy_workspace


@cache
def terms(notice: str) -> tuple[str, ...]:
    return read_notice(Workspace(REPOSITORY), notice).terms


def terms_of(name: str) -> tuple[str, ...]:
    return terms(name.split("/")[0])


# ---------------------------------------------------------------- nothing without lineage, nothing lost


@pytest.mark.parametrize("name", CONTENT)
def test_every_number_in_word_is_in_the_ledger_as_often_as_it_is_printed(built: Built, name: str) -> None:
    document = built.documents[name]
    word, ledger = numbers_of_word(document, terms_of(name)), numbers_of_ledger(document, terms_of(name))

    assert word - ledger == Counter(), "printed, and nobody knows where it came from"
    assert ledger - word == Counter(), "in the ledger, and not printed"
    assert word.total() > 5


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_of_a_chart_stands_in_the_words_beside_it(built: Built, name: str) -> None:
    document = built.documents[name]

    spoken = numbers(document.alternatives, terms_of(name))

    assert spoken == numbers(uses(document, charts=True), terms_of(name))
    assert len(document.alternatives) == 2
    assert spoken.total() >= 5


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("试点社区楼龄长", "试点社区987户楼龄长", "987"),
        ("试点社区楼龄长", "试点社区18个楼龄长", "18"),  # 18 is in the ledger, once too few
        ("试点社区楼龄长", "试点社区3.14倍楼龄长", "3.14"),
    ],
)
def test_a_number_typed_by_hand_into_a_passage_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, number: str
) -> None:
    root = copy_workspace(tmp_path)
    path = root / "content/chaoyang/双塔区/2023H1/half-year.md"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.chdir(root)

    assert run(["half-year", "--district", "双塔区", "--period", "2023H1"]) == 0

    document = Document(root / "outputs/chaoyang/2023H1/双塔区")
    surplus = numbers_of_word(document, terms("chaoyang")) - numbers_of_ledger(document, terms("chaoyang"))
    assert surplus == Counter({number: 1})
    assert document.pdf_body == document.docx_body


# ---------------------------------------------------------------- where facts stand


@pytest.mark.parametrize("name", CONTENT)
def test_every_fact_stands_where_the_ledger_says(built: Built, name: str) -> None:
    document = built.documents[name]
    lines = [re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line).replace("&#32;", " ") for line in document.manuscript]
    headings = {re.sub(r"^#+ ", "", line) for line in lines if line.startswith("#")}

    for fact in document.facts:
        assert fact["printed"], fact["name"]
        for use in fact["printed"]:
            assert use["text"] in lines[use["line"] - 1], (fact["name"], use)
            assert use["section"] in headings | {""} or use["section"].startswith("附件："), use


@pytest.mark.parametrize("name", CONTENT)
def test_no_fact_is_listed_twice(built: Built, name: str) -> None:
    facts = built.documents[name].facts
    listed = Counter(json.dumps({**fact, "printed": None}, ensure_ascii=False) for fact in facts)

    assert [entry for entry, count in listed.items() if count > 1] == []


# ---------------------------------------------------------------- from the number back to the cells


@cache
def rows_of(file: str) -> list[list[str]]:
    """A table as any reader of CSV sees it."""
    with (REPOSITORY / file).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def cell_text(cell: dict[str, Any]) -> str:
    """What stands in a cell of a table, or on a line of a notice."""
    if cell["file"].endswith(".csv"):
        text: str = rows_of(cell["file"])[cell["line"] - 1][ord(cell["letter"]) - ord("A")]
        return text
    line = (REPOSITORY / str(cell["file"])).read_text(encoding="utf-8").split("\n")[cell["line"] - 1]
    found = re.search(r"value: '([^']*)'", line)
    assert found, line
    return found[1]


@pytest.mark.parametrize("name", CONTENT)
def test_every_cell_that_the_ledger_names_holds_what_it_says(built: Built, name: str) -> None:
    cells = [cell for fact in built.documents[name].facts for cell in fact["sources"]]

    assert [cell for cell in cells if cell_text(cell) != cell["text"]] == []
    assert len(cells) > 5


def fact_of(document: Document, name: str) -> dict[str, Any]:
    [found] = [fact for fact in document.facts if fact["name"] == name]
    return found


def texts(fact: dict[str, Any], column: str) -> list[str]:
    """The texts of the fact's cells in a column, each cell once, read from the file."""
    cells = {(cell["file"], cell["line"]): cell for cell in fact["sources"] if cell["column"] == column}
    return [cell_text(cell) for cell in cells.values()]


@pytest.mark.parametrize("name", REPORTS)
def test_sums_counts_and_rates_can_be_computed_again_from_the_cells_named(built: Built, name: str) -> None:
    document = built.documents[name]
    planned, spent, rate = (fact_of(document, each) for each in ("计划总投资", "累计完成投资", "投资完成率"))
    count = fact_of(document, "项目总数")

    assert Decimal(planned["value"]) == sum(map(Decimal, texts(planned, "总投资")))
    assert Decimal(spent["value"]) == sum(map(Decimal, texts(spent, "完成投资")))
    assert Decimal(count["value"]) == len(set(texts(count, "项目编号")))
    done, due = (sum(map(Decimal, texts(rate, column)), Decimal(0)) for column in ("完成投资", "总投资"))
    exact = done / due * 100
    tenth = Decimal("0.1")
    assert Decimal(rate["value"]).quantize(tenth, ROUND_HALF_UP) == exact.quantize(tenth, ROUND_HALF_UP)


@pytest.mark.parametrize("name", [name for name in CONTENT if name.startswith("national/")])
def test_every_number_of_a_real_case_names_its_public_source(built: Built, name: str) -> None:
    document = built.documents[name]

    for fact in document.facts:
        assert all(cell["citation"] for cell in fact["sources"]), fact["name"]
    assert all("http" in note or "来源同前" in note for note in document.footnotes)
    assert any("http" in note for note in document.footnotes)


# ---------------------------------------------------------------- the manifest


@pytest.mark.parametrize("name", CONTENT)
def test_the_manifest_lists_what_is_there_and_what_it_was_made_from(built: Built, name: str) -> None:
    document = built.documents[name]
    said = document.manifest

    own = [path for path in document.folder.iterdir() if path.is_file() and path.name != "manifest.json"]
    there = {path.name: path.read_bytes() for path in own}
    assert {entry["file"]: entry["sha256"] for entry in said["outputs"]} == {
        file: sha256(content).hexdigest() for file, content in there.items()
    }
    for entry in said["inputs"]:
        assert sha256((built.root / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    programme = load_programme(Workspace(built.root), said["notice"])
    assert set(programme.inputs) < {entry["file"] for entry in said["inputs"]}
