"""``make-report rules``: one rule, all rules, or the pages of the handbook."""

from __future__ import annotations

from pathlib import Path

from builders.engine.catalogue import all_rules
from tests.cli.conftest import MakeReport


def test_a_rule_is_told_with_its_ground_its_examples_and_its_cure(make_report: MakeReport) -> None:
    answer = make_report("rules", "p101")

    assert answer.code == 0
    assert answer.out.startswith("# P101　")
    for heading in ("## 为什么", "## 怎么改", "## 错误的写法", "## 正确的写法"):
        assert heading in answer.out


def test_all_rules_are_listed(make_report: MakeReport) -> None:
    lines = make_report("rules").out.splitlines()

    assert [line.split("　")[0] for line in lines] == sorted(all_rules())


def test_a_misspelt_code_is_answered_with_the_nearest(make_report: MakeReport) -> None:
    answer = make_report("rules", "P1O1")

    assert (answer.code, "是否指“P101”？" in answer.err) == (2, True)


def test_pages_of_rules_that_are_gone_go_with_them(make_report: MakeReport, tmp_path: Path) -> None:
    (tmp_path / "P999.md").write_text("旧", encoding="utf-8")
    (tmp_path / "别的.txt").write_text("留", encoding="utf-8")

    answer = make_report("rules", "--write", str(tmp_path))

    assert answer.code == 0
    assert not (tmp_path / "P999.md").exists()
    assert (tmp_path / "别的.txt").exists() and (tmp_path / "P101.md").exists()
