"""Every rule of corruption keeps the promises of its examples, and good writing is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.checks import prose
from builders.checks.corruption import RULES
from builders.checks.prose.rulebook import ProseRule, check_prose
from builders.checks.text import plain_text, read_prose

WRONG = [(each, wrong) for each in RULES for wrong in each.rule.wrong]
RIGHT = [(each, right) for each in RULES for right in each.rule.right]


def codes(text: str) -> list[str]:
    return [problem.code for problem in check_prose(plain_text(text, "x.md"), RULES)]


def test_codes_are_used_once() -> None:
    assert len({each.rule.code for each in RULES}) == len(RULES)


@pytest.mark.parametrize(("rule", "wrong"), WRONG, ids=[f"{each.rule.code}-{wrong[:12]}" for each, wrong in WRONG])
def test_what_a_rule_calls_wrong_is_found_by_it_and_by_no_other(rule: ProseRule, wrong: str) -> None:
    assert set(codes(wrong)) == {rule.rule.code}


@pytest.mark.parametrize(("rule", "right"), RIGHT, ids=[f"{each.rule.code}-{right[:12]}" for each, right in RIGHT])
def test_what_a_rule_calls_right_is_right_for_all(rule: ProseRule, right: str) -> None:
    assert codes(right) == []


@pytest.mark.parametrize("folder", ["content", "templates", "tests/checks/prose/good"])
def test_good_writing_has_no_error(workspace_root: Path, folder: str) -> None:
    found = [
        str(problem)
        for path in sorted((workspace_root / folder).rglob("*"))
        if path.suffix in (".md", ".j2") and "检查规则" not in path.parts  # those pages show what is wrong
        for problem in check_prose(read_prose(path.read_text(encoding="utf-8"), path.name), RULES)
        if problem.severity == "error"
    ]
    assert found == []


def test_all_text_of_a_safe_mend_is_right_afterwards() -> None:
    for each in RULES:
        if each.rule.safe:
            for wrong in each.rule.wrong:
                text = mended(wrong)
                assert each.rule.code not in codes(text) or mended(text) == text
                assert mended(text) == text


@pytest.mark.parametrize("code", [each.rule.code for each in RULES if each.covers])
def test_punctuation_of_what_is_no_writing_is_not_mended(code: str) -> None:
    for wrong in next(each.rule.wrong for each in RULES if each.rule.code == code):
        found = check_prose(plain_text(wrong, "x.md"), [*prose.RULES, *RULES])
        assert code in {each.code for each in found}
        if code in ("R104", "R110", "R114", "R115"):
            assert {each.code for each in found} == {code}


def test_a_page_with_every_trouble_is_told_of_each_and_once_of_what_is_wrong_with_all_of_it() -> None:
    sentence = "推進(jìn)完整社區(qū)建設(shè),改善環(huán)境,為居民服務(wù),創(chuàng)新機(jī)制。\n"
    page = f"首頁(yè) 即時(shí)動(dòng)態(tài)\n\n{sentence * 12}"

    found = codes(page)

    assert (found.count("R107"), found.count("R140"), found.count("R150")) == (1, 1, 1)
    assert found.count("R104") == page.count(")")
    assert set(found) == {"R104", "R107", "R140", "R150"}


def mended(text: str) -> str:
    """Apply every safe mend, last first."""
    lines = text.split("\n")
    for problem in sorted(check_prose(plain_text(text, "x.md"), RULES), reverse=True):
        if problem.mend is not None:
            line = lines[problem.place.line - 1]
            lines[problem.place.line - 1] = line[: problem.mend.start] + problem.mend.text + line[problem.mend.end :]
    return "\n".join(lines)
