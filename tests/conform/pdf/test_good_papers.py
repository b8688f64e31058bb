"""What conforms is found to conform, each part of it measured."""

from __future__ import annotations

from dataclasses import replace

from builders.conform.finding import Verdict
from builders.conform.pdf import catalogue, inspect_pdf
from tests.conform.pdf import papers
from tests.conform.pdf.measured import findings, violated
from tests.conform.pdf.press import MM, Words, at, printed
from tests.typeset.printed import pdf_of
from tests.typeset.samples import everything


def test_a_report_with_every_element_conforms_in_every_rule() -> None:
    found = findings(papers.report())

    assert {subject for subject, each in found.items() if each.verdict is not Verdict.CONFORMS} == set()


def test_a_sealed_notice_without_signers_conforms() -> None:
    found = findings(papers.sealed())

    assert violated(papers.sealed()) == set()
    assert "盖章" in found["成文日期位置"].measured
    assert found["签发人"].verdict is Verdict.UNKNOWN


def test_a_letter_conforms_to_the_letter() -> None:
    found = findings(papers.letter(), "letter")

    assert violated(papers.letter(), "letter") == set()
    assert {found[subject].verdict for subject in ("信函标志位置", "信函上双线", "信函下双线", "信函发文字号")} == {
        Verdict.CONFORMS
    }


def test_minutes_conform_to_the_minutes() -> None:
    found = findings(papers.minutes(), "minutes")

    assert violated(papers.minutes(), "minutes") == set()
    assert found["纪要标志"].measured == "工作专班会议纪要"
    assert found["出席人员名单"].verdict is Verdict.CONFORMS


def test_what_the_house_prints_conforms() -> None:
    inspection = inspect_pdf(pdf_of(everything()), "report")

    assert [(each.rule.subject, each.measured, each.where) for each in inspection.violations] == []


def test_a_face_that_stands_in_for_one_that_its_family_lacks_is_not_judged() -> None:
    body = papers.report().change(lambda words: words.face == "仿宋", face="替代")

    assert findings(body)["正文字体"].verdict is Verdict.UNKNOWN
    assert findings(body)["正文字体"].measured == "替代字体NotoSerifSC"


def test_an_element_that_is_absent_is_not_found_and_never_conforms() -> None:
    found = findings(papers.sealed())

    for subject in ("份号", "密级和保密期限", "紧急程度", "附件说明位置", "附注", "版记位置", "横排表格的页码"):
        assert found[subject].verdict is Verdict.UNKNOWN, subject
        assert found[subject].measured.startswith(("未找到", "没有")), subject


def test_the_catalogue_has_at_least_twenty_five_rules_each_with_a_code_of_its_own() -> None:
    rules = catalogue()
    codes = [rule.code for rule in rules]

    assert len(catalogue("report")) >= 25
    assert codes == [f"FP{number:02}" for number in range(len(rules))]
    assert all(rule.clause and rule.subject and rule.required for rule in rules)


def test_the_same_bytes_give_the_same_findings() -> None:
    pdf = printed(papers.report())

    assert inspect_pdf(pdf, "report") == inspect_pdf(pdf, "report")


def test_words_below_pictures_are_no_text() -> None:
    words = at(5, 8, "改造前", 6, size=10.5, pitch=10.5)
    paper = papers.report().also(words, replace(words, text="改造后", x=words.x + 200))

    assert violated(paper) == set()


def test_a_title_above_the_type_area_is_no_mark_of_the_page() -> None:
    paper = papers.sealed().change(lambda words: words.page == 1 and words.size > 16, colour="000000", baseline=25 * MM)

    assert findings(paper)["发文机关标志颜色"].verdict is Verdict.VIOLATES


def test_marks_at_the_head_of_pages_are_nobodys_business() -> None:
    marks = [Words(page, "示例数据　草稿", 250, 23 * MM, "黑体", 10.5, "808080", 10.5) for page in (1, 2, 3)]

    assert violated(papers.report().also(*marks)) == set()


def test_even_pages_may_be_mirrored_for_binding_at_the_right() -> None:
    mirrored = papers.report().change(
        lambda words: words.page in (2, 4) and words.size == 16.0, x=lambda words: words.x - 2 * MM
    )

    assert findings(mirrored)["订口（左边距）"].verdict is Verdict.CONFORMS
