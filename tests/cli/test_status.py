"""``status`` says who is late first, to people, programs and calendars; ``collect`` says what came."""

from __future__ import annotations

import json
import re
from pathlib import Path

import icalendar
import jsonschema
import pytest

from tests.cli.conftest import MakeReport
from tests.cli.shell import ENGLISH, start
from tests.workspaces import REPOSITORY, edit

DUE = "    due: ['06-10', '12-10']\n    first_due: 2023-06-10\n"
SCHEMA = REPOSITORY / "content/handbook/报送进度.schema.json"
ZIP = "outputs/bundles/small/2023H1/甲县/small-2023H1-甲县.zip"


@pytest.fixture
def due(small: Path) -> Path:
    edit(small, "data/small/notice.yaml", "    cadence: half-year\n", f"    cadence: half-year\n{DUE}")
    return small


@pytest.fixture
def sent(due: Path, make_report: MakeReport, tmp_path: Path) -> Path:
    """The bundle of 甲县, in the city's letter box."""
    assert make_report("bundle", "--district", "甲县", "--period", "2023H1").code == 0
    path = tmp_path / "甲县.zip"
    (due / ZIP).rename(path)
    return path


def width(text: str) -> int:
    return sum(2 if re.match("[\u2e80-\uffef]", each) else 1 for each in text)


def test_late_ones_are_first_and_every_column_is_straight(due: Path, make_report: MakeReport) -> None:
    edit(due, "content/small/乙县/2023H1/note.md", "status: final", "status: draft")
    answer = make_report("status", "--on", "2023-11-20")

    assert answer.code == 0
    head, late, _, *rest = answer.out.splitlines()
    assert head == "2023年11月20日：应报6份，其中逾期3份，已定稿2份，未开始1份。"
    assert late == "逾期：甲县1份、乙县1份、丙县1份"
    assert rest[0] == "逾期163天　2023年上半年情况简报（2023年6月10日前）"
    assert rest[4] == "还有20天　2023年下半年情况简报（2023年12月10日前）"
    rows = [line for line in rest if line.startswith("  ")]
    assert {width(row[: len(row) - len(row.lstrip().split(maxsplit=1)[1])]) for row in rows} == {2 + 10 + 2}
    assert rows[1].split() == ["乙县", "草稿", "仍是草稿"]
    assert ENGLISH.findall(answer.out) == []


def test_what_was_received_and_what_is_far_away_is_only_told_when_asked_for(
    due: Path, sent: Path, make_report: MakeReport
) -> None:
    assert make_report("collect", str(sent), "--on", "2023-06-09").code == 0

    short = make_report("status", "--on", "2023-06-09", "--district", "甲县").out
    long = make_report("status", "--on", "2023-06-09", "--district", "甲县", "--all").out

    assert short == "2023年6月9日：应报1份，其中已收到1份。\n"
    assert "已收到" in long.splitlines()[-1]


def test_one_period_and_one_unit(due: Path, make_report: MakeReport) -> None:
    answer = make_report("status", "--on", "2023-11-20", "--district", "丙县", "--period", "2023上半年")

    assert "丙县  已定稿  没有打包" in answer.out
    assert "下半年" not in answer.out
    assert "乙县" not in answer.out


def test_strict_fails_when_something_is_late(due: Path, make_report: MakeReport) -> None:
    assert make_report("status", "--on", "2023-06-10", "--strict").code == 0
    assert make_report("status", "--on", "2023-06-11", "--strict").code == 1
    assert make_report("status", "--on", "2023-06-11").code == 0


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--on", "明天"], "看不懂日期"),
        (["--on", "2023-02-30"], "看不懂日期"),
        (["--district", "甲线"], "是否指“甲县”"),
        (["--period", "2033H1"], "不用报2033年上半年"),
        (["--period", "上半年"], "看不懂报告期"),
        (["--notice", "smal"], "是否指“small”"),
        (["--format", "icss"], "是否指“ics”"),
    ],
)
def test_typos_are_answered(make_report: MakeReport, words: list[str], told: str) -> None:
    answer = make_report("status", *([] if "--on" in words else ["--on", "2023-06-08"]), *words)

    assert answer.code == 2
    assert told in answer.text


def test_json_is_as_its_schema_says_and_holds_everything(due: Path, sent: Path, make_report: MakeReport) -> None:
    make_report("collect", str(sent), "--on", "2023-06-12")
    said = json.loads(make_report("status", "--on", "2023-06-20", "--format", "json").out)

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(said, schema)
    assert said["on"] == "2023-06-20"
    assert sum(said["counts"].values()) == len(said["standings"]) == 6
    [received] = [each for each in said["standings"] if each["state"] == "已收到"]
    assert (received["unit_name"], received["received"], received["missing"]) == ("甲县", "2023-06-12", ["迟报2天"])


def test_a_calendar_has_one_day_for_all_units_and_the_same_ids_every_time(due: Path, make_report: MakeReport) -> None:
    path = due / "期限.ics"
    assert make_report("status", "--on", "2023-06-08", "--format", "ics", "-o", str(path)).code == 0
    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")

    assert [event.decoded("DTSTART").isoformat() for event in events] == [
        "2023-06-10", "2023-12-10", "2024-06-10",
    ]  # fmt: skip
    assert str(events[0]["SUMMARY"]) == "报送2023年上半年情况简报（3个单位）"
    assert "甲县：已定稿（没有打包）" in str(events[0]["DESCRIPTION"]).splitlines()

    edit(due, "content/small/甲县/2023H1/note.md", "status: final", "status: draft")
    again = icalendar.Calendar.from_ical(make_report("status", "--on", "2023-06-09", "--format", "ics").out)
    later = again.walk("VEVENT")
    assert [str(event["UID"]) for event in later] == [str(event["UID"]) for event in events]
    assert later[0].decoded("DTSTAMP") > events[0].decoded("DTSTAMP"), "it replaces the earlier file"


def test_a_calendar_on_the_screen_has_the_line_ends_of_calendars(due: Path) -> None:
    answer = start("status", "--format", "ics", "--on", "2023-06-08", cwd=due, env={"MAKE_REPORT_WORKSPACE": None})

    assert answer.out.startswith("BEGIN:VCALENDAR\r\n")
    assert answer.out.endswith("END:VCALENDAR\r\n")


@pytest.mark.usefixtures("due")
def test_today_is_what_the_epoch_says(make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1686326400")  # 2023-06-10 in China

    assert make_report("status").out.startswith("2023年6月10日：")


# ---------------------------------------------------------------- collect


def test_collect_says_what_came_and_what_it_changes(
    due: Path, sent: Path, make_report: MakeReport, tmp_path: Path
) -> None:
    edit(due, "data/small/items.csv", "P1,01,2023-05-31,管网,120.50\n", "")
    (tmp_path / "坏.zip").write_bytes(sent.read_bytes()[:-7])

    answer = make_report("collect", str(sent), str(tmp_path / "坏.zip"), "--on", "2023-06-12")

    assert answer.code == 1
    assert answer.out == (
        f"收下：{sent}（甲县2023年上半年，1份文件），迟报2天\n  新增：项目1行\n共2个报送包：收下1个，没收1个。\n"
    )
    assert answer.err.startswith(f"没收：{tmp_path}/坏.zip：")
    assert "P1,01,2023-05-31,管网,120.50\n" in (due / "data/small/items.csv").read_text(encoding="utf-8")
    again = make_report("collect", str(sent))
    assert (again.code, again.out) == (
        0,
        f"收过：{sent}（甲县2023H1，2023-06-12收到，内容相同）\n共1个报送包：收下0个，收过1个。\n",
    )


def test_a_dry_run_says_so(due: Path, sent: Path, make_report: MakeReport) -> None:
    answer = make_report("collect", "--dry-run", str(sent))

    assert answer.out.endswith("以上只是预览，没有写入；去掉 --dry-run 即写入。\n")
    assert not (due / "outputs/collected").exists()


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["没有.zip"], "没有 没有.zip"),
        (["x.zip", "--signer", "没有"], "没有签名人名单文件"),
        (["x.zip", "--principal", "甲县"], "--signer"),
        (["x.zip", "--on", "昨天"], "看不懂日期"),
    ],
)
def test_what_is_written_wrong_is_answered(make_report: MakeReport, words: list[str], told: str) -> None:
    Path("x.zip").write_bytes(b"x")
    answer = make_report("collect", *words)

    assert answer.code == 2
    assert told in answer.text


def test_only_signed_bundles_when_a_list_of_signers_is_given(
    due: Path, sent: Path, make_report: MakeReport, tmp_path: Path
) -> None:
    (tmp_path / "名单").write_text("", encoding="utf-8")

    answer = make_report("collect", str(sent), "--signer", str(tmp_path / "名单"))

    assert answer.code == 1
    assert "B601" in answer.err
    assert not (due / "outputs/collected").exists()


@pytest.mark.parametrize("verb", ["status", "collect"])
def test_help_is_chinese_and_works_anywhere(
    make_report: MakeReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "显示帮助并退出。" in make_report(verb, "--help").out
    answer = make_report(verb, *(["x.zip"] if verb == "collect" else []))
    assert answer.code == 2
    assert "工作区" in answer.text or "没有 x.zip" in answer.text
