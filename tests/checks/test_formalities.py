"""What a final document cannot go up without, and a draft may wait for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders.checks.formalities import check_final, check_formalities
from builders.model.manuscript import Status
from builders.model.notice import Artifact, MastheadRule
from builders.model.passage import Content


def codes(rule: MastheadRule | None, status: Status = "final", **said: Any) -> list[str]:
    artifact = Artifact("note", "报告", "county", "once", "报告", "note.md.j2", masthead=rule)
    content = Content("content/x.md", status, date(2024, 6, 6), (), **{"reviewed": "王某", **said})
    return [problem.code for problem in check_formalities(content, artifact)]


def test_a_final_upward_document_needs_its_number_and_its_signers() -> None:
    assert codes(MastheadRule()) == ["C045", "C046"]
    assert codes(MastheadRule(), number="双住建发〔2024〕5号", signatories=("李某",)) == []


def test_a_draft_may_wait_for_both() -> None:
    assert codes(MastheadRule(), "draft") == []


def test_a_document_that_goes_down_has_no_signers() -> None:
    assert codes(MastheadRule(upward=False), number="双住建发〔2024〕5号") == []


def test_minutes_may_have_no_number() -> None:
    assert codes(MastheadRule("minutes", upward=False)) == []


def test_an_attachment_without_masthead_needs_neither() -> None:
    assert codes(None) == []


@pytest.mark.parametrize("status", ["draft", "final"])
def test_a_classified_document_has_a_copy_number(status: Status) -> None:
    assert codes(None, status, classification="秘密★1年") == ["C044"]
    assert codes(None, status, classification="秘密★1年", copy_number="000001") == []


def test_the_place_is_the_key_of_the_front_matter() -> None:
    artifact = Artifact("note", "报告", "county", "once", "报告", "note.md.j2", masthead=MastheadRule(upward=False))

    content = Content("content/x.md", "final", date(2024, 6, 6), (), reviewed="王某")
    [problem] = check_formalities(content, artifact)

    assert str(problem.place) == "content/x.md “number”"


@pytest.mark.parametrize("rule", [None, MastheadRule()])
def test_a_final_document_says_who_reviewed_it(rule: MastheadRule | None) -> None:
    assert "C047" in codes(rule, reviewed="")
    assert "C047" not in codes(rule, "draft", reviewed="")


def finals(status: Status, *, invented: bool = False, modified: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    content = Content("content/x.md", status, date(2024, 6, 6), ())
    return [(each.code, each.value) for each in check_final(content, invented=invented, modified=modified)]


def test_a_final_document_is_not_made_from_invented_data_nor_from_changes_that_no_commit_holds() -> None:
    assert finals("final", invented=True) == [("C048", "")]
    assert finals("final", modified=("y.csv", "x.md")) == [("C049", "x.md"), ("C049", "y.csv")]
    assert finals("final") == []


def test_a_draft_may_be_made_from_both() -> None:
    assert finals("draft", invented=True, modified=("content/x.md",)) == []
