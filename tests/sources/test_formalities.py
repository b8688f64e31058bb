"""What a front matter says of the official form, and how wrong spellings are met."""

from __future__ import annotations

from datetime import date

import pytest

from builders.core.errors import ContentError
from builders.model.manuscript import Attendance
from builders.model.notice import Artifact
from builders.model.passage import Content
from builders.sources.passages import parse_content

ARTIFACT = Artifact("note", "报告", "county", "once", "报告", "note.md.j2", passages=("正文",))


EVERYTHING = """\
number: 双住建发〔2024〕5号
signatories: [李某]
copy_number: '000001'
classification: 秘密★1年
urgency: 特急
annotation: （此件公开发布）
printed: 2024-06-07
attendance:
  出席: [民政局 甲, 住建局 乙]
  请假: 财政局 丙
"""


def parsed(said: str) -> Content:
    return parse_content(f"---\ndate: 2024-06-06\n{said}---\n\n# 正文\n\n一段话。\n", "content/x.md", ARTIFACT)


def problem(said: str) -> str:
    with pytest.raises(ContentError) as caught:
        parsed(said)
    [only] = caught.value.diagnostics
    return f"{only.place.line} {only.code} {only.value}"


def test_everything_of_the_official_form_can_be_said() -> None:
    content = parsed(EVERYTHING)

    assert (content.number, content.signatories) == ("双住建发〔2024〕5号", ("李某",))
    assert (content.copy_number, content.classification, content.urgency) == ("000001", "秘密★1年", "特急")
    assert (content.annotation, content.printed) == ("（此件公开发布）", date(2024, 6, 7))
    assert content.attendance == (Attendance("出席", ("民政局 甲", "住建局 乙")), Attendance("请假", ("财政局 丙",)))


def test_nothing_of_it_need_be_said() -> None:
    content = parsed("")

    assert (content.number, content.copy_number, content.classification, content.urgency) == ("", "", "", "")
    assert (content.annotation, content.printed, content.attendance, content.title) == ("", None, (), "")


def test_a_title_may_be_broken_by_its_author() -> None:
    assert parsed("title: |\n  双塔区试点\n  总结报告\n").title == "双塔区试点\n总结报告"


@pytest.mark.parametrize(
    "number",
    ["双发[2024]5号", "双发（2024）5号", "双发〔2024〕第5号", "双发〔2024〕05号", "双发〔24〕5号", "双发〔2024〕5"],
)
def test_a_number_is_written_as_the_standard_writes_it(number: str) -> None:
    assert problem(f"number: '{number}'\n") == f"3 C041 {number}"


@pytest.mark.parametrize("copy_number", ["1", "12345", "1234567", "00000a"])
def test_a_copy_number_has_six_digits(copy_number: str) -> None:
    assert problem(f"copy_number: '{copy_number}'\n") == f"3 C042 {copy_number}"


@pytest.mark.parametrize("classification", ["内部", "秘密1年", "机密★0年", "秘密★一年"])
def test_secrecy_is_one_of_three_with_its_term(classification: str) -> None:
    assert problem(f"classification: {classification}\n") == f"3 C043 {classification}"


def test_urgency_is_one_of_four() -> None:
    assert problem("urgency: 特快\n") == "3 Y004 特快"


def test_an_empty_list_of_a_meeting_is_told() -> None:
    assert problem("attendance:\n  出席: []\n").startswith("4 ")
