"""The handbook has a page for every rule, made from the catalogue and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from builders.core.rule import Rule
from builders.engine.catalogue import all_rules
from builders.engine.rule_pages import FAMILIES, FOLDER, INDEX, page, pages

RULE = Rule(
    "P101",
    "汉字之间用了半角逗号",
    "汉字之间应当用全角标点。",
    "请改成“，”",
    clause="GB/T 15834—2011 5.1.1",
    wrong=("甲,乙", "用`甲`,乙"),
    right=("甲，乙",),
    safe=True,
    excusable=True,
)


def test_the_pages_in_the_handbook_are_those_of_the_catalogue(workspace_root: Path) -> None:
    folder = workspace_root / FOLDER

    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name != ".lock"}

    assert written == pages(all_rules()), "run: make-report rules --write content/handbook/检查规则"


def test_a_page_tells_severity_ground_reason_cure_examples_and_excuse() -> None:
    said = page(RULE)

    assert "# P101　汉字之间用了半角逗号" in said
    for part in (
        "程度：错误", "依据：GB/T 15834—2011 5.1.1", "--fix", "{## 例外 P101：理由 ##}", "汉字之间应当用全角标点。",
        "请改成“，”。", "- `甲,乙`", "- ``用`甲`,乙``", "- `甲，乙`",
    ):  # fmt: skip
        assert part in said


def test_an_example_of_several_lines_stands_as_in_the_file_and_nothing_in_it_is_invisible() -> None:
    said = page(replace(RULE, wrong=("| 甲 |\n|---|",), right=("完成\u200b投资",)))

    assert "- ```text\n  | 甲 |\n  |---|\n  ```\n" in said
    assert "- `完成<U+200B>投资`" in said


@pytest.mark.parametrize(
    ("code", "consequence"),
    [("P101", "不改不能生成"), ("B402", "核验不通过"), ("X112", "不改不能导入"), ("G116", "不安装这种字体")],
)
def test_a_page_says_what_an_error_stops(code: str, consequence: str) -> None:
    assert consequence in page(replace(RULE, code=code))


def test_the_index_links_every_page_once() -> None:
    rules = all_rules()
    linked = re.findall(r"\]\((\S+)\.md\)", pages(rules)[INDEX])

    assert sorted(linked) == sorted(rules)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_every_rule_is_complete(rule: Rule) -> None:
    assert rule.code[0] in FAMILIES
    assert rule.title and not rule.title.endswith("。")
    assert rule.reason.endswith("。")
    assert rule.cure
    assert not rule.safe or rule.code[0] in "PR"
