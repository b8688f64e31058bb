"""From facts, prose and template to a Manuscript: title, masthead, marks, signature and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from builders.model.manuscript import Asset, Attendance, Imprint, Masthead
from builders.model.notice import ImprintRule, MastheadRule
from builders.model.period import ONE_OCCASION
from tests.compose.desk import ARTIFACT, UNIT, Desk, fact


def test_patterns_of_the_notice_are_filled_with_names_and_period(desk: Desk) -> None:
    made = desk.compose("甲")

    assert made.title == "双塔区试点工作2023年上半年总结报告"
    assert made.signers == ("朝阳市双塔区民政局",)
    assert made.addressees == ("朝阳市民政局",)
    assert (made.notice, made.artifact, made.unit, made.period) == ("chaoyang", "half-year", "双塔区", "2023H1")
    assert made.author == "张某"


def test_a_single_occasion_leaves_no_trace_of_a_period_in_the_title(desk: Desk) -> None:
    artifact = replace(ARTIFACT, cadence="once")

    assert desk.compose("甲", artifact=artifact, period=ONE_OCCASION).title == "双塔区试点工作总结报告"


def test_a_title_may_say_the_units_place_among_those_that_owe_the_document(desk: Desk) -> None:
    artifact = replace(ARTIFACT, document_title="{name}典型案例（之{ordinal}）")
    others = (replace(UNIT, code="211381", name="北票市"), replace(UNIT, code="211300", name="朝阳市", level="city"))

    made = desk.compose("甲", artifact=artifact, units=(*others, UNIT))

    assert made.title == "双塔区典型案例（之二）"


def test_the_masthead_carries_number_and_signatories_of_the_content(desk: Desk) -> None:
    made = desk.compose("甲", content={"number": "双住建〔2023〕5号", "signatories": ("李某",)})

    assert made.masthead == Masthead(("朝阳市双塔区民政局",), "双住建〔2023〕5号", ("李某",))


def test_an_artifact_without_masthead_has_none(desk: Desk) -> None:
    assert desk.compose("甲", artifact=replace(ARTIFACT, masthead=None)).masthead is None


def test_the_head_and_the_foot_follow_the_notice_and_the_front_matter(desk: Desk) -> None:
    rule = MastheadRule("minutes", upward=False, letterhead="{full_name}专题会议纪要")
    foot = ImprintRule("{full_name}民政局办公室", ("{full_name}人民政府",))
    artifact = replace(ARTIFACT, masthead=rule, imprint=foot, signed=False, sealed=True)
    given = {
        "title": "纪要\n标题", "copy_number": "000001", "classification": "秘密★1年", "urgency": "加急",
        "annotation": "此件公开发布", "printed": date(2023, 6, 9), "attendance": (Attendance("出席", ("民政局",)),),
    }  # fmt: skip

    made = desk.compose("甲", artifact=artifact, content=given)

    assert made.masthead == Masthead(
        ("朝阳市双塔区民政局",), upward=False, kind="minutes", letterhead="朝阳市双塔区专题会议纪要",
        copy_number="000001", classification="秘密★1年", urgency="加急",
    )  # fmt: skip
    assert made.imprint == Imprint("朝阳市双塔区民政局办公室", date(2023, 6, 9), ("朝阳市双塔区人民政府",))
    assert (made.title, made.name, made.annotation) == ("纪要\n标题", "纪要标题", "此件公开发布")
    assert (made.signers, made.sealed, made.attendance) == ((), True, given["attendance"])


def test_what_is_not_said_of_printing_is_the_documents_own_day(desk: Desk) -> None:
    made = desk.compose("甲", artifact=replace(ARTIFACT, imprint=ImprintRule("办公室")))

    assert made.imprint == Imprint("办公室", date(2023, 6, 8))


def test_pictures_beside_the_prose_travel_with_the_manuscript(desk: Desk) -> None:
    pictures = (Asset("实景", (("jpg", b"J"),)),)

    assert desk.compose("甲", pictures=pictures).assets == pictures


def test_a_picture_may_not_have_the_name_of_a_chart(desk: Desk) -> None:
    group = {"甲村": fact("甲村数", 3, "个"), "乙村": fact("乙村数", 4, "个")}
    template = '{{ 柱状图(各村数, 图题="各村", 标识="fig-a") }}\n'
    [chart] = desk.compose(template, facts={"各村数": group}).assets

    problem = desk.problem(template, facts={"各村数": group}, pictures=(Asset(chart.name, (("jpg", b"J"),)),))

    assert (problem.code, problem.value) == ("C050", chart.name)


@pytest.mark.parametrize(
    ("sample", "status", "marks"),
    [
        (True, "draft", ("示例数据", "草稿")),
        (True, "final", ("示例数据",)),
        (False, "draft", ("草稿",)),
        (False, "final", ()),
    ],
)
def test_invented_data_and_drafts_say_so(desk: Desk, sample: bool, status: str, marks: tuple[str, ...]) -> None:
    assert desk.compose("甲", sample=sample, status=status).marks == marks


def test_the_time_in_files_is_the_documents_own_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    made = desk.compose("甲", date=date(2023, 6, 8))

    assert made.date == date(2023, 6, 8)
    assert made.moment == datetime(2023, 6, 7, 16, tzinfo=UTC)


def test_composing_twice_gives_the_same_manuscript(desk: Desk) -> None:
    passages = {"主要做法": "\n甲\n"}

    assert desk.compose(passages=passages) == desk.compose(passages=passages)
