"""A notice: who reports what to whom and when, all of it declared, every slip told with its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders.core.errors import UsageError
from builders.model.fact import CellRef
from builders.model.notice import Artifact, Level, Notice, Phase, Threshold, Unit
from builders.model.period import ONE_OCCASION
from builders.sources.notices import parse_notice, read_notice
from builders.sources.workspace import Workspace
from tests.sources.refusals import edited, refusal, slips, told

SHOWN = "data/pilot/notice.yaml"
NOTICE = """\
id: pilot
title: 关于开展试点的通知
number: 某发〔2022〕44号
date: 2022-11-21
issuers: [甲局, 乙局]
source: 公开文件
programme: 试点
sample: true
tables: [communities, projects]
levels:
  county: {title: 县, option: district}
  city: {title: 市, option: city}
units:
  - {code: '0110101', name: 东县, full_name: 东方自治县, level: county}
  - {code: '211302', name: 西区, level: county}
phases:
  - {title: 动员, start: 2022-11-01, end: 2022-12-31}
thresholds:
  - {name: 面积标准, value: '30', unit: 平方米, places: 0, clause: 三（一）, text: 不低于30平方米}
artifacts:
  - id: half-year
    title: 半年报告
    level: city
    cadence: half-year
    document_title: '{name}{period}报告'
    template: half-year/report.md.j2
    issuers: ['{full_name}甲局']
    addressees: [市甲局]
    passages: [做法, 问题]
    due: ['06-10', '12-10']
    first_due: 2023-06-10
"""

SLIPS = slips("""
another id than the folder's
    - id: pilot
    + id: pilto
    = 第1行: [N001] id 应与文件夹同名（pilot）（值：“pilto”） → 请改正

a name that is no folder
    - name: 西区,
    + name: 西/区,
    = 第15行: [N002] 名称含有不能用于文件名的字符“/”（值：“西/区”） → 请改用可作文件名的名称

an unknown level of a unit
    - 西区, level: county
    + 西区, level: conty
    = 第15行: [N003] “西区”的层级没有定义（值：“conty”） → 是否指“county”？

an unknown level of a document
    - level: city
    + level: town
    = 第23行: [N003] “half-year”的层级没有定义（值：“town”） → 请在 levels 中定义

one name for two units
    - name: 西区
    + name: 东县
    = 第15行: [N004] 报送单位的名称或代码与第14行重复（值：“东县”） → 请改正其中一处

a name that is another's full name
    - name: 西区
    + name: 东方自治县
    = 第15行: [N004] 报送单位的名称或代码与第14行重复（值：“东方自治县”） → 请改正其中一处

a parent that is none
    - '211302', name: 西区, level: county
    + '211302', name: 西区, level: county, parent: '0110102'
    = 第15行: [N011] “西区”的上级单位没有定义（值：“0110102”） → 是否指“0110101”？

a parent by its name
    - '211302', name: 西区, level: county
    + '211302', name: 西区, level: county, parent: 东县
    = 第15行: [N011] “西区”的上级单位没有定义（值：“东县”） → 是否指“0110101”？

a unit that lies in itself
    - '211302', name: 西区, level: county
    + '211302', name: 西区, level: county, parent: '211302'
    = 第15行: [N012] “西区”的上级绕回了自己（值：“211302”） → 请改正

one code for two units
    - '211302'
    + '0110101'
    = 第15行: [N004] 报送单位的名称或代码与第14行重复（值：“0110101”） → 请改正其中一处

a pattern word that is none
    - '{name}{period}
    + '{nmae}{period}
    = 第25行: [N006] “document_title”中有不认识的（值：“{nmae}”） → 是否指“{name}”？

an empty pattern word
    - {full_name}甲局
    + {}甲局
    = 第27行: [N006] “issuers”中有不认识的（值：“{}”） → 可用的有：{name}、{full_name}、{period}

a place among others outside a title
    - {full_name}甲局
    + {ordinal}甲局
    = 第27行: [N006] “issuers”中有不认识的（值：“{ordinal}”） → 可用的有：{name}、{full_name}、{period}

a way into Python
    - {full_name}甲局
    + {name.__class__}甲局
    = 第27行: [N006] “issuers”中有不认识的（值：“{name.__class__}”） → 可用的有：{name}、{full_name}、{period}

a brace without partner
    - '{name}{period}
    + '{name}{period
    = 第25行: [N006] “document_title”的花括号没有配对（值：“{name}{period报告”） → 请写成“{name}”的形式

a pattern where none is filled in
    - [市甲局]
    + ['{name}甲局']
    = 第28行: [N006] “addressees”中有不认识的（值：“{name}”） → 这里只能写固定的文字

a phase that ends before it starts
    - end: 2022-12-31
    + end: 2022-10-31
    = 第17行: [N008] 结束日期早于开始日期（值：“2022-10-31”） → 请核对

a phase without end
    - , end: 2022-12-31
    +
    = 第17行: [Y008] “phases”缺少“end” → 请补上“end: …”

a due day that is none
    - '06-10'
    + '06-31'
    = 第30行: [N009] 不是月日（值：“06-31”） → 请写成 '06-10' 的形式

a due day in another form
    - '06-10'
    + 6月10日
    = 第30行: [N009] 不是月日（值：“6月10日”） → 请写成 '06-10' 的形式

two levels of one option
    - 市, option: city
    + 市, option: district
    = 第12行: [N014] 几个层级用了同一个选项（值：“district”） → 请改用不同的选项

a format that is none
    - passages: [做法, 问题]
    + formats: [docx, xlxs]
    = 第29行: [N013] 没有这种格式（值：“xlxs”） → 是否指“xlsx”？

a limit without a number
    - passages: [做法, 问题]
    + limit: {words: 3000}
    = 第29行: [Y008] “limit”缺少“characters” → 请补上“characters: …”

a limit that is no number
    - passages: [做法, 问题]
    + limit: {characters: 三千}
    = 第29行: [Y006] “characters”应为0至1000000的整数（值：“三千”） → 请改正

a table that leads elsewhere
    - tables: [communities
    + tables: [../secret
    = 第9行: [N010] “tables”不能用作代号（值：“../secret”） → 只能用小写字母、数字、减号和下划线，以字母开头

an id that is no command
    - id: half-year
    + id: 半年
    = 第21行: [N010] “id”不能用作代号（值：“半年”） → 只能用小写字母、数字、减号和下划线，以字母开头

an option that is none
    - option: district
    + option: --district
    = 第11行: [N010] “option”不能用作代号（值：“--district”） → 只能用小写字母、数字、减号和下划线，以字母开头

a rhythm that is none
    - cadence: half-year
    + cadence: halfyear
    = 第24行: [Y004] “cadence”的值不认识（值：“halfyear”） → 是否指“half-year”？

a truth that is none
    - sample: true
    + sample: yes
    = 第8行: [Y004] “sample”的值不认识（值：“yes”） → 可用的有：true、false

a value that is no number
    - value: '30'
    + value: 三十
    = 第19行: [Y006] “value”不是数字（值：“三十”） → 请只写数字

a value left empty
    - value: '30'
    + value: ''
    = 第19行: [Y009] “value”没有填写 → 请补上“value: …”

a misspelt key
    - document_title:
    + document_titel:
    = 第25行: [Y007] 不认识的键“document_titel” → 是否指“document_title”？

a date in another form
    - date: 2022-11-21
    + date: 2022/11/21
    = 第4行: [Y005] “date”不是日期（值：“2022/11/21”） → 请写成 2023-06-08 的形式

a table named twice
    - [communities, projects]
    + [projects, projects]
    = 第9行: [Y010] “tables”中“projects”重复出现 → 请只保留一处
""")  # fmt: skip


def parsed(text: str) -> Notice:
    return parse_notice(text, "pilot", SHOWN)


def faults(old: str, new: str) -> list[str]:
    return told(lambda: parsed(edited(NOTICE, old, new)), UsageError)


def test_a_notice_declares_its_programme() -> None:
    notice = parsed(NOTICE)
    assert (notice.number, notice.date, notice.sample) == ("某发〔2022〕44号", date(2022, 11, 21), True)
    assert notice.levels == (Level("county", "县", "district"), Level("city", "市", "city"))
    assert notice.phases == (Phase("动员", date(2022, 11, 1), date(2022, 12, 31)),)
    assert notice.tables == ("communities", "projects")


def test_codes_stay_text_and_a_full_name_may_be_left_out() -> None:
    assert parsed(NOTICE).units == (
        Unit("0110101", "东县", "东方自治县", "county"),
        Unit("211302", "西区", "西区", "county"),
    )


def test_units_that_lie_in_one_another_are_both_told() -> None:
    text = edited(NOTICE, "东方自治县, level: county", "东方自治县, level: county, parent: '211302'")
    text = edited(text, "西区, level: county", "西区, level: county, parent: '0110101'")
    assert [problem.code for problem in refusal(lambda: parsed(text), UsageError).diagnostics] == ["N012", "N012"]


def test_a_unit_knows_all_that_lies_in_it() -> None:
    below = "  - {code: c, name: 丙社区, level: county, parent: '211302'}\nphases:"
    text = edited(edited(NOTICE, "西区, level: county", "西区, level: county, parent: '0110101'"), "phases:", below)
    notice = parsed(text)
    top, middle, lowest = notice.units
    assert notice.children(top) == (middle,)
    assert notice.descendants(top) == (middle, lowest)
    assert notice.codes(top) == {"0110101", "211302", "c"}
    assert notice.codes(lowest) == {"c"}


def test_a_threshold_knows_the_place_that_states_it() -> None:
    cell = CellRef(SHOWN, 19, "", "面积标准", "30")
    assert parsed(NOTICE).thresholds == (
        Threshold("面积标准", Decimal(30), "平方米", 0, "三（一）", "不低于30平方米", cell),
    )


def test_an_artifact_says_what_and_when() -> None:
    assert parsed(NOTICE).artifacts == (
        Artifact(
            id="half-year", title="半年报告", level="city", cadence="half-year",
            document_title="{name}{period}报告", template="half-year/report.md.j2", issuers=("{full_name}甲局",),
            addressees=("市甲局",), passages=("做法", "问题"), due=("06-10", "12-10"), first_due=date(2023, 6, 10),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fault"), SLIPS)
def test_a_slip_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    assert f"{SHOWN} {fault}" in faults(old, new)


def test_units_on_one_line_are_told_apart() -> None:
    line = "  - {code: '211302', name: 西区, level: county}"
    both = "  - {code: '211302', name: 西区, level: county}\n" * 2
    assert faults(line + "\n", both) == [
        f"{SHOWN} 第16行: [N004] 报送单位的名称或代码与第15行重复（值：“211302”） → 请改正其中一处",
        f"{SHOWN} 第16行: [N004] 报送单位的名称或代码与第15行重复（值：“西区”） → 请改正其中一处",
    ]
    flow = NOTICE[: NOTICE.index("units:")] + "units: [{name: 甲, level: county}, {name: 甲, level: county}]\n"
    flow += NOTICE[NOTICE.index("phases:") :]
    assert [problem.code for problem in refusal(lambda: parsed(flow), UsageError).diagnostics] == ["N004"]


def test_one_id_for_two_documents_is_told() -> None:
    block = NOTICE[NOTICE.index("  - id: half-year") :]
    text = NOTICE + block
    assert told(lambda: parsed(text), UsageError) == [
        f"{SHOWN} 第32行: [N005] 同一层级报送文件的 id 与第21行重复（值：“half-year（city）”） → 请改正其中一处"
    ]


def test_one_id_may_stand_for_two_levels() -> None:
    block = NOTICE[NOTICE.index("  - id: half-year") :]
    notice = parsed(NOTICE + block.replace("level: city", "level: county"))
    assert [(artifact.id, artifact.level) for artifact in notice.artifacts] == [
        ("half-year", "city"), ("half-year", "county")
    ]  # fmt: skip


def once(due: str) -> str:
    return edited(edited(NOTICE, "cadence: half-year", "cadence: once"), "due: ['06-10', '12-10']", f"due: {due}")


def test_a_document_sent_once_is_due_on_one_date() -> None:
    [artifact] = parsed(once("2022-11-28")).artifacts
    assert artifact.due == ("2022-11-28",)
    assert artifact.due_day(ONE_OCCASION) == date(2022, 11, 28)


@pytest.mark.parametrize(
    ("due", "fault"),
    [
        ("['06-10']", "不是日期（值：“06-10”） → 只报一次的文件请写成 2022-12-31 的形式"),
        ("2022-02-29", "不是日期（值：“2022-02-29”） → 只报一次的文件请写成 2022-12-31 的形式"),
        ("[2022-11-28, 2022-11-29]", "只报一次的文件只能有一个日期（值：“2022-11-28、2022-11-29”） → 请只保留一个"),
    ],
)
def test_a_date_that_is_none_for_a_document_sent_once_is_told(due: str, fault: str) -> None:
    assert told(lambda: parsed(once(due)), UsageError) == [f"{SHOWN} 第30行: [N009] {fault}"]


def test_formats_stand_in_one_order_and_a_limit_is_a_number() -> None:
    more = "passages: [做法, 问题]\n    formats: [xlsx, docx]\n    limit: {characters: 3000}"
    [artifact] = parsed(edited(NOTICE, "passages: [做法, 问题]", more)).artifacts
    assert (artifact.formats, artifact.limit) == (("docx", "xlsx"), 3000)


def test_one_name_for_two_thresholds_is_told() -> None:
    line = NOTICE[NOTICE.index("  - {name: 面积标准") : NOTICE.index("artifacts:")]
    assert faults(line, line * 2) == [f"{SHOWN} 第20行: [N007] 指标名称与第19行重复（值：“面积标准”） → 请改正其中一处"]


@pytest.mark.parametrize("key", ["id", "title", "number", "issuers", "source", "programme", "tables", "units"])
def test_nothing_that_a_notice_needs_may_be_missing(key: str) -> None:
    lines = NOTICE.splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if line.startswith(f"{key}:"))
    stop = next(index for index, line in enumerate(lines) if index > start and not line.startswith(" "))
    text = "".join(lines[:start] + lines[stop:])
    assert f"[Y008] 缺少“{key}”" in "\n".join(told(lambda: parsed(text), UsageError))


def test_all_slips_are_told_at_once() -> None:
    text = edited(edited(NOTICE, "{full_name}甲局", "{ful_name}甲局"), "西区, level: county", "西区, level: xian")
    error = refusal(lambda: parsed(text), UsageError)
    assert error.message == f"通知文件 {SHOWN} 有2处问题"
    assert [problem.code for problem in error.diagnostics] == ["N003", "N006"]


def test_the_notices_of_this_workspace_can_be_read(workspace_root: Path) -> None:
    workspace = Workspace(workspace_root)
    assert {"chaoyang", "national"} <= set(workspace.notice_ids)
    assert [read_notice(workspace, id).id for id in workspace.notice_ids] == list(workspace.notice_ids)
