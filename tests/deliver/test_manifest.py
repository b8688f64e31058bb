"""The manifest and the facts beside a document: what it was made from, and where each number came from."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import builders
from builders.deliver.manifest import TOOLS, facts_json, manifest, read_manifest, tools
from tests.deliver.pieces import FACES, INPUTS, MADE, MANUSCRIPT, changed

OUTPUTS = {"乙.pdf": MADE["pdf"], "甲.docx": MADE["docx"]}


def test_a_manifest_says_which_document_it_is_of() -> None:
    said = manifest(MANUSCRIPT, INPUTS, OUTPUTS, FACES, 128)

    expected = {
        "schema": "make-report/manifest/1", "notice": "chaoyang", "artifact": "half-year", "unit": "双塔区",
        "period": "2023H1", "title": "双塔区2023年上半年报告", "date": "2023-06-08", "status": "final",
        "marks": ["示例数据"], "version": MANUSCRIPT.version, "manuscript": MANUSCRIPT.digest,
    }  # fmt: skip
    assert {key: said[key] for key in expected} == expected


def test_inputs_and_outputs_are_listed_by_name_with_their_sha256() -> None:
    said = manifest(MANUSCRIPT, INPUTS, OUTPUTS, FACES, 128)

    assert said["inputs"] == [
        {"file": "content/x.md", "sha256": "ef" * 32},
        {"file": "data/chaoyang/projects.csv", "sha256": "cd" * 32},
    ]
    assert said["outputs"] == [
        {"file": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in sorted(OUTPUTS.items())
    ]


def test_fonts_are_named_by_role_and_file_and_never_by_path() -> None:
    said = manifest(MANUSCRIPT, INPUTS, OUTPUTS, FACES, 128)

    assert said["fonts"] == [
        {"role": "body", "label": "仿宋", "file": "simfang.ttf", "sha256": "ab" * 32, "origin": "系统字体"}
    ]
    assert not re.search(r'"/|\\\\|[A-Z]:', json.dumps(said, ensure_ascii=False))


def test_every_tool_that_makes_bytes_is_named_with_its_version() -> None:
    found = tools()

    assert found["make-report"] == builders.__version__
    assert {name: found[name] for name in TOOLS} == {name: version(name) for name in TOOLS}
    assert re.fullmatch(r"3\.\d+\.\d+", found["python"])
    assert found["zlib"]


def test_facts_carry_value_formula_cells_and_places() -> None:
    said = json.loads(facts_json(MANUSCRIPT))

    assert (said["schema"], said["title"]) == ("make-report/facts/1", MANUSCRIPT.title)
    assert said["facts"][0] == {
        "name": "计划总投资", "key": "", "value": "128.50", "unit": "万元", "places": 2, "formula": "求和(项目.总投资)",
        "sources": [
            {"file": "data/chaoyang/projects.csv", "line": 5, "letter": "I", "column": "总投资", "text": "120.00",
             "citation": ""},
            {"file": "data/chaoyang/projects.csv", "line": 6, "letter": "I", "column": "总投资", "text": "8.50",
             "citation": "某报，2023年5月"},
        ],
        "printed": [
            {"line": 3, "section": "进展", "text": "128.5万元"},
            {"line": 9, "section": "附件：台账", "text": "128.50"},
        ],
    }  # fmt: skip
    assert said["facts"][3]["value"] == "2023-05-31"


def test_two_facts_of_one_name_keep_their_own_places() -> None:
    _, now, before, _ = json.loads(facts_json(MANUSCRIPT))["facts"]

    assert (now["value"], [use["text"] for use in now["printed"]]) == ("9", ["9万元"])
    assert (before["value"], [use["text"] for use in before["printed"]]) == ("4", ["4万元"])


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b'{"outputs": {}}', b'{"outputs": [1, {"file": 3}, {"sha256": "x"}]}', b"\xff\xfe",
        json.dumps({"outputs": [{"file": "../../x.docx", "sha256": "x"}, {"file": "/x.pdf", "sha256": "y"}]}).encode(),
    ],
)  # fmt: skip
def test_a_damaged_manifest_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)

    assert dict(read_manifest(tmp_path, MANUSCRIPT).outputs) == {}


def test_entries_that_point_outside_the_folder_are_not_believed(tmp_path: Path) -> None:
    said: dict[str, Any] = manifest(MANUSCRIPT, INPUTS, OUTPUTS, FACES, 128)
    said["outputs"] += [{"file": name, "sha256": "x"} for name in ("../x.docx", "/x.docx", "a/b", "..")]
    (tmp_path / "manifest.json").write_text(json.dumps(said), encoding="utf-8")

    assert sorted(read_manifest(tmp_path, MANUSCRIPT).outputs) == sorted(OUTPUTS)


@pytest.mark.parametrize("other", [{"artifact": "plan"}, {"unit": "龙城区"}, {"period": "2023H2"}, {"notice": "other"}])
def test_the_manifest_of_another_document_is_not_ours(tmp_path: Path, other: dict[str, str]) -> None:
    said = manifest(changed(**other), INPUTS, OUTPUTS, FACES, 128)
    (tmp_path / "manifest.json").write_text(json.dumps(said), encoding="utf-8")

    assert dict(read_manifest(tmp_path, MANUSCRIPT).outputs) == {}
