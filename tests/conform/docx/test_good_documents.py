"""Documents of the toolkit's own are measured in everything that they have, and nothing is against the standard."""

from __future__ import annotations

import pytest

from builders.conform.docx import RULES, inspect_docx
from builders.conform.finding import Verdict
from tests.conform.docx.documents import MANUSCRIPTS, profile, written


@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_a_document_that_the_writers_made_is_not_against_the_standard(name: str) -> None:
    violations = inspect_docx(written(name), profile(name)).violations

    assert [(finding.rule.code, finding.measured, finding.where) for finding in violations] == []


def test_everything_that_a_full_report_has_is_measured() -> None:
    found = inspect_docx(written("report")).findings
    unknown = [finding.rule.code for finding in found if finding.verdict is Verdict.UNKNOWN]

    assert unknown == ["FD55", "FD88", "FD89"]


def test_only_what_a_document_does_not_have_is_not_measured_in_letters_and_minutes() -> None:
    for name, absent in (("letter", {"FD17", "FD55", "FD88", "FD89"}), ("minutes", {"FD33"})):
        found = inspect_docx(written(name), profile(name)).findings
        unknown = {each.rule.code for each in found if each.verdict is Verdict.UNKNOWN}
        without = {each.rule.code for each in found if "未找到" in each.measured or "没有" in each.measured}
        assert unknown - without <= absent


def test_a_wrapped_name_of_an_annex_and_a_page_on_its_side_are_measured() -> None:
    found = {each.rule.code: each.verdict for each in inspect_docx(written("landscape")).findings}

    assert [found[code] for code in ("FD55", "FD88", "FD89")] == [Verdict.CONFORMS] * 3


def test_a_draft_may_wait_for_its_number() -> None:
    finding = next(each for each in inspect_docx(written("draft")).findings if each.rule.code == "FD24")

    assert finding.verdict is Verdict.CONFORMS
    assert "待编号" in finding.measured


def test_an_attachment_is_not_asked_for_a_masthead() -> None:
    findings = {each.rule.clause: each for each in inspect_docx(written("attachment")).findings}

    for clause in ("7.2.4", "7.2.5", "7.2.7", "7.3.2"):
        assert findings[clause].verdict is Verdict.UNKNOWN
        assert "未找到" in findings[clause].measured


def test_what_is_measured_does_not_change_from_one_time_to_the_next() -> None:
    assert inspect_docx(written("report")) == inspect_docx(written("report"))


def test_every_rule_has_a_code_a_clause_and_a_demand_of_its_own() -> None:
    assert len(RULES) >= 35
    assert [rule.code for rule in RULES] == [f"FD{number:02}" for number in range(1, len(RULES) + 1)]
    assert len({rule.subject for rule in RULES}) == len(RULES)
    assert all(rule.required and rule.clause[0].isdigit() for rule in RULES)
