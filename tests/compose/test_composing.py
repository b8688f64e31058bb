"""From facts, prose and template to a Manuscript: title, masthead, marks, signature and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from builders.model.manuscript import Masthead
from builders.model.period import ONE_OCCASION
from tests.compose.desk import ARTIFACT, Desk


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


def test_the_masthead_carries_number_and_signatories_of_the_content(desk: Desk) -> None:
    made = desk.compose("甲", content={"number": "双住建〔2023〕5号", "signatories": ("李某",)})

    assert made.masthead == Masthead(("朝阳市双塔区民政局",), "双住建〔2023〕5号", ("李某",))


def test_an_artifact_without_masthead_has_none(desk: Desk) -> None:
    assert desk.compose("甲", artifact=replace(ARTIFACT, masthead=False)).masthead is None


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
