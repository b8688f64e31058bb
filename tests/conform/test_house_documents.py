"""Whatever the writers can print is measured right: no form of our own documents is against the standard."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from builders.conform.finding import Finding, Inspection, Verdict
from builders.conform.inspecting import inspect
from builders.engine.conformity import profile_of
from builders.model.manuscript import Imprint, Manuscript, Masthead
from builders.typeset.docx import write as write_docx
from builders.typeset.markdown import parse
from builders.typeset.pdf import write as write_pdf
from builders.typeset.pdf.engine import engine
from tests.conform.houses import ANNEXES, BODIES, FEATURES, LONG_NAMES, SHORT, SHORT_NAMES, Features, family, house
from tests.typeset.printed import noto
from tests.typeset.samples import COUNTY, SENTENCE, manuscript

COUNT = 60
FAMILY = family(COUNT)


def inspected(subject: Manuscript) -> Inspection:
    return inspect(write_pdf(subject, parse(subject), noto()), profile_of(subject))


def against(inspection: Inspection) -> list[tuple[str, str, str, str]]:
    return [(each.rule.code, each.rule.subject, each.measured, each.where) for each in inspection.violations]


def outcome(inspection: Inspection, subject: str) -> Verdict:
    """The verdict on a rule."""
    return next(verdict(each) for each in inspection.findings if each.rule.subject == subject)


def verdict(finding: Finding) -> Verdict:
    """The verdict on a rule; on its measures alone where only a font stands in for that of the standard."""
    return Verdict.CONFORMS if finding.measured.startswith("替代字体") else finding.verdict


def clauses_of(subject: Manuscript, *, annexed: bool) -> set[str]:
    """The clauses that rule something which a document has: not to find it is as bad as to find it wrong."""
    head, imprint = subject.masthead, subject.imprint
    has = {
        "7.2.1": head and head.copy_number,
        "7.2.2": head and head.classification,
        "7.2.3": head and head.urgency,
        "7.2.4": head,
        "7.2.5": head and head.kind != "minutes",
        "7.2.6": head and head.signatories,
        "7.3.1": True,
        "7.3.2": subject.addressees,
        "7.3.3": True,
        "7.3.4": annexed,
        "7.3.5": subject.signers and not (head and head.kind == "minutes"),
        "7.3.5.4": subject.signers,
        "7.3.6": subject.annotation,
        "7.3.7": annexed,
        "7.4.3": imprint and not (head and head.kind == "letter"),
        "10.3": head and head.kind == "minutes",
    }
    return {clause for clause, there in has.items() if there}


@pytest.mark.parametrize("features", FAMILY, ids=[f"{each['kind']}-{index}" for index, each in enumerate(FAMILY)])
def test_nothing_in_a_document_of_the_house_is_against_the_standard(features: Features) -> None:
    made = house(features)
    profile = profile_of(made.manuscript)

    docx = inspect(write_docx(made.manuscript, made.document), profile)
    pdf = inspect(write_pdf(made.manuscript, made.document, noto()), profile)

    assert (against(docx), against(pdf)) == ([], []), features
    for inspection in (docx, pdf):
        measured = {each.rule.clause for each in inspection.findings if verdict(each) is Verdict.CONFORMS}
        assert clauses_of(made.manuscript, annexed=bool(made.document.annexes)) <= measured, (inspection.kind, features)


def test_the_family_shows_every_feature_in_several_documents() -> None:
    for name, values in FEATURES.items():
        for value in values:
            assert sum(features[name] == value for features in FAMILY) >= 2, (name, value)


SEALED = manuscript(BODIES["text of pages"], signers=SHORT_NAMES[:5], sealed=True)
ISSUES = Masthead(("双塔区政府",), "〔2023〕第3期", upward=False, kind="minutes", letterhead="联席会议纪要")
MINUTES = manuscript(SENTENCE, masthead=ISSUES)
PRINTER = replace(MINUTES, imprint=Imprint(f"{COUNTY}完整社区建设试点工作领导小组办公室综合协调组", date(2023, 6, 9)))
LETTER_HEAD = Masthead(("双塔区民政局",), "双民函〔2023〕3号", upward=False, kind="letter", urgency="特急")
LETTER = manuscript(SENTENCE, masthead=LETTER_HEAD)
HEAD = Masthead(SHORT_NAMES, "双民发〔2023〕1号", ("张三", "李四", "王五", "赵六", "孙七"))
UPWARD = manuscript(SENTENCE, masthead=HEAD)

LISTED = manuscript(
    BODIES["footnotes"] + ANNEXES["three with long names"], signers=LONG_NAMES, sealed=True, masthead=HEAD
)

MEASURED: dict[str, tuple[Manuscript, str]] = {
    "names in two rows of seals": (SEALED, "署名位置"),
    "the date of five seals": (SEALED, "成文日期位置"),
    "five long sealed names": (replace(SEALED, signers=LONG_NAMES[:5]), "成文日期位置"),
    "the number of six issuers": (UPWARD, "发文字号写法"),
    "five signers in three lines": (UPWARD, "签发人"),
    "urgency beside a letter's number": (LETTER, "紧急程度"),
    "a list of annexes that goes on behind footnotes": (LISTED, "附件与附件说明一致"),
    "minutes counted by issues": (MINUTES, "发文字号写法"),
    "a printer's name of two lines": (PRINTER, "印发机关和印发日期"),
    "the rules of an imprint of two lines": (PRINTER, "版记分隔线长度"),
}


@pytest.mark.parametrize(("subject", "rule"), MEASURED.values(), ids=MEASURED)
def test_what_is_unusual_is_found_and_measured(subject: Manuscript, rule: str) -> None:
    assert outcome(inspected(subject), rule) is Verdict.CONFORMS


def test_characters_of_a_document_of_one_short_line_are_not_counted_wrong() -> None:
    for markdown in (SHORT, SENTENCE):
        assert outcome(inspected(manuscript(markdown)), "每行字数") is not Verdict.VIOLATES


def test_the_edges_of_paragraphs_of_one_line_are_not_taken_for_those_of_the_page() -> None:
    found = inspected(manuscript(BODIES["paragraphs of one line"]))

    assert {outcome(found, "订口（左边距）"), outcome(found, "版心宽度")} == {Verdict.UNKNOWN}
    assert outcome(found, "段落缩进") is Verdict.CONFORMS


BROKEN = {
    "minutes with 第 before 号": (MINUTES, replace(ISSUES, number="〔2023〕第3号")),
    "a report counted by issues": (UPWARD, replace(HEAD, number="双民发〔2023〕第3期")),
    "a number with a zero beside signers": (UPWARD, replace(HEAD, number="双民发〔2023〕01号")),
}


@pytest.mark.parametrize(("good", "head"), BROKEN.values(), ids=BROKEN)
def test_a_number_of_a_wrong_form_is_found_in_the_unusual(good: Manuscript, head: Masthead) -> None:
    assert outcome(inspected(good), "发文字号写法") is Verdict.CONFORMS
    assert outcome(inspected(replace(good, masthead=head)), "发文字号写法") is Verdict.VIOLATES


ALTERED: dict[str, tuple[Manuscript, tuple[str, str], float, str]] = {
    "26 characters in a line of a short document": (
        manuscript(BODIES["paragraphs of one line"]),
        ("page", "characters"),
        26,
        "每行字数",
    ),
    "an imprint of two lines too far in": (PRINTER, ("imprint", "inset_chars"), 3, "印发机关和印发日期"),
    "an imprint of two lines with thin rules": (PRINTER, ("imprint", "thick_mm"), 0.1, "版记分隔线粗细"),
    "signers too far in": (UPWARD, ("masthead", "number_inset_chars"), 3, "签发人"),
    "a list of paragraphs at the wrong edge": (
        manuscript(BODIES["text of pages"] + "\n\n" + BODIES["paragraphs of one line"]),
        ("page", "binding_mm"),
        23.0,
        "订口（左边距）",
    ),
}


@pytest.mark.parametrize(("good", "path", "value", "rule"), ALTERED.values(), ids=ALTERED)
def test_an_altered_number_is_found_in_the_unusual(
    good: Manuscript, path: tuple[str, str], value: float, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outcome(inspected(good), rule) is Verdict.CONFORMS
    press = engine(noto())
    numbers = json.loads(press._package["gongwen.json"])
    numbers[path[0]][path[1]] = value
    monkeypatch.setitem(press._package, "gongwen.json", json.dumps(numbers).encode())

    assert outcome(inspected(good), rule) is Verdict.VIOLATES


def test_secrecy_of_a_wrong_form_beside_the_number_of_a_letter_is_found() -> None:
    for words, found in (("秘密★1年", Verdict.CONFORMS), ("秘密★01年", Verdict.VIOLATES)):
        letter = replace(LETTER, masthead=replace(LETTER_HEAD, urgency="", classification=words))
        assert outcome(inspected(letter), "密级和保密期限") is found
