"""横道图: tasks over months, planned and actual, phases and the cut-off day; every day in words beside it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders.compose import drawing, gantt
from builders.compose.drawing import SMALLEST_PT, WIDTH_PT, fold, width_of
from builders.compose.faults import Unprintable
from builders.compose.gantt import Schedule, Span, Task, draw_schedule
from builders.model.manuscript import Asset
from builders.model.notice import Phase
from tests.compose.desk import NOTO, Desk, fact

PHASES = (
    ("动员部署阶段", Span(date(2022, 11, 1), date(2022, 12, 31))),
    ("组织实施阶段", Span(date(2023, 1, 1), date(2024, 6, 30))),
)
STATION = Task(
    "社区综合服务站扩建", Span(date(2023, 4, 10), date(2023, 10, 31)), Span(date(2023, 4, 20), date(2024, 3, 15))
)
NURSERY = Task(
    "社区托育点补建", Span(date(2023, 9, 1), date(2024, 4, 30)), Span(date(2023, 11, 1), date(2024, 5, 31), open=True)
)
SCHEDULE = Schedule((STATION, NURSERY), PHASES, date(2024, 5, 31))


def drawn(*tasks: Task, **more: Any) -> Asset:
    return draw_schedule("fig-a", Schedule(tasks, **more), (NOTO,))


def size_pt(asset: Asset) -> tuple[float, float]:
    svg = (asset.rendition("svg") or b"").decode()
    match = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', svg)
    assert match
    return float(match[1]), float(match[2])


def test_a_schedule_is_as_wide_as_the_type_area_and_higher_with_more_rows() -> None:
    one, many = size_pt(drawn(STATION)), size_pt(drawn(*[STATION] * 9))

    assert one[0] == many[0] == pytest.approx(WIDTH_PT, abs=0.1)
    assert many[1] > one[1] + 8 * 15


def test_a_long_name_is_folded_and_makes_its_row_higher() -> None:
    long = Task("利用闲置库房补建普惠托育用房和配套室外活动场地", STATION.planned)

    assert size_pt(drawn(long))[1] > size_pt(drawn(STATION))[1]


def test_no_text_is_smaller_than_the_smallest_that_print_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[float] = []
    write = drawing.Sheet.text

    def noted(self: drawing.Sheet, x: float, y: float, text: str, size: float = 9.0, *more: str) -> None:
        sizes.append(size)
        assert x >= 0
        write(self, x, y, text, size, *more)

    monkeypatch.setattr(drawing.Sheet, "text", noted)
    drawn(STATION, Task("很长的任务名称" * 6, STATION.planned), phases=PHASES, cutoff=date(2024, 5, 31))

    assert min(sizes) >= SMALLEST_PT


def test_more_rows_than_a_page_holds_are_refused() -> None:
    with pytest.raises(Unprintable, match="分成几幅图"):
        drawn(*[STATION] * 60)


@pytest.mark.parametrize(
    "tasks",
    [
        [Task("甲", Span(date(2023, 5, 3), date(2023, 5, 3)))],
        [Task("甲", None, Span(date(2023, 12, 31), date(2024, 1, 1)))],
        [Task("甲", Span(date(2020, 2, 29), date(2031, 1, 1)))],
        [Task("甲", Span(date(2023, 1, 1), date(2023, 2, 1)), group="乙"), Task("丙", STATION.planned, group="乙")],
    ],
)
def test_one_day_a_turn_of_the_year_eleven_years_and_groups_can_be_drawn(tasks: list[Task]) -> None:
    assert size_pt(drawn(*tasks))[1] > 30


def test_each_thing_that_a_schedule_says_changes_the_picture() -> None:
    plan, done = STATION.planned, STATION.actual
    assert done
    pictures = [
        drawn(Task("甲", plan)), drawn(Task("甲", plan, done)), drawn(Task("甲", plan), phases=PHASES),
        drawn(Task("甲", plan), cutoff=date(2023, 6, 1)), drawn(Task("甲", plan, group="乙")),
        drawn(Task("甲", plan, Span(done.first, done.last, open=True))),
    ]  # fmt: skip

    assert len(set(pictures)) == len(pictures)


def test_the_same_schedule_is_drawn_once() -> None:
    first = drawn(STATION, NURSERY)

    assert drawn(STATION, NURSERY).renditions is first.renditions


def test_a_folded_name_never_begins_a_line_with_a_mark_and_parts_no_number() -> None:
    assert fold("智慧社区平，台一期", 45, 9) == ["智慧社区平，", "台一期"]
    assert fold("第2023年度计划", 30, 9) == ["第", "2023", "年度", "计划"]


def test_a_folded_name_keeps_to_its_room_and_its_words() -> None:
    lines = fold("水、电、路、气、热、信等设施", 45, 9)

    assert "".join(lines) == "水、电、路、气、热、信等设施"
    assert max(width_of(line, 9) for line in lines) <= 45 + 9  # a mark may hang


ROWS = (
    {
        "名称": fact("项目.名称", "社区综合服务站扩建"), "任务": fact("项目.任务", "完善社区服务设施"),
        "计划开工": fact("项目.计划开工", date(2023, 4, 10)), "计划完工": fact("项目.计划完工", date(2023, 10, 31)),
        "开工": {"实际日期": fact("节点.实际日期", date(2023, 4, 20))},
        "完工": {"实际日期": fact("节点.实际日期", date(2024, 3, 15))},
    },
    {
        "名称": fact("项目.名称", "社区托育点补建"), "任务": fact("项目.任务", "完善社区服务设施"),
        "计划开工": fact("项目.计划开工", date(2023, 9, 1)), "计划完工": fact("项目.计划完工", date(2024, 4, 30)),
        "开工": {"实际日期": fact("节点.实际日期", date(2023, 11, 1))}, "完工": {"实际日期": None},
    },
    {
        "名称": fact("项目.名称", "智慧平台"), "任务": fact("项目.任务", "推进智能化服务"),
        "计划开工": fact("项目.计划开工", date(2024, 6, 1)), "计划完工": fact("项目.计划完工", date(2024, 6, 30)),
        "开工": None, "完工": None,
    },
)  # fmt: skip
CUTOFF = {"截至日期": fact("截至日期", date(2024, 5, 31))}
PLANNED = '计划=("计划开工", "计划完工")'
ACTUAL = '实际=("开工.实际日期", "完工.实际日期")'


def call(*arguments: str) -> str:
    return f"甲\n{{{{ 横道图({', '.join(arguments)}, 图题=\"实施时序\", 标识=\"fig-a\") }}}}\n"


def test_a_template_draws_the_plan_from_the_rows_of_a_view_and_tells_every_day(desk: Desk) -> None:
    made = desk.compose(call("项目", '名称="名称"', PLANNED), views={"项目": ROWS})

    assert 'alt="实施时序：社区综合服务站扩建计划2023年4月10日—10月31日；' in made.markdown
    assert "智慧平台计划2024年6月1日—30日。" in made.markdown
    assert [use.text for use in made.uses][:2] == ["2023年4月10日", "10月31日"]
    assert [asset.name for asset in made.assets] == ["fig-a"]


def test_what_has_begun_and_is_not_done_goes_on_to_the_cutoff(desk: Desk) -> None:
    arguments = ("项目", '名称="名称"', PLANNED, ACTUAL, '分组="任务"', "截至=截至日期", "阶段=阶段列表")
    made = desk.compose(
        call(*arguments), views={"项目": ROWS}, facts=CUTOFF,
        phases=(Phase("组织实施阶段", date(2023, 1, 1), date(2024, 6, 30)),),
    )  # fmt: skip

    assert "实际2023年4月20日—2024年3月15日" in made.markdown
    assert "实际2023年11月1日开始、尚未完成" in made.markdown
    assert "智慧平台计划2024年6月1日—30日，尚未开始。数据截至2024年5月31日。" in made.markdown


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("空", '名称="名称"', PLANNED), "没有数据"),
        (("项目", '名称="名字"', PLANNED), "名字"),
        (("项目", '名称="名称"'), "没有起止日期"),
        (("项目", '名称="名称"', '计划="计划开工"'), "两列"),
        (("项目", '名称="名称"', '计划=("计划完工", "计划开工")'), "早于"),
        (("项目", '名称="名称"', '计划=("计划开工", "任务")'), "不是日期"),
        (("项目", '名称="名称"', PLANNED, ACTUAL), "截至"),
        (("项目", '名称="名称"', PLANNED, ACTUAL, "截至=早"), "晚于截至日期2023年1月1日"),
        (("项目", PLANNED), "名称"),
        (("项目", '名称="名称"', "计划=({}, {})"), "“编号”"),
    ],
)
def test_a_schedule_that_cannot_be_drawn_is_refused(desk: Desk, arguments: tuple[str, ...], part: str) -> None:
    facts = {**CUTOFF, "早": fact("早", date(2023, 1, 1))}

    problem = desk.problem(call(*arguments), views={"项目": ROWS, "空": ()}, facts=facts)

    assert part in problem.message
    assert problem.place.line == 2


def test_days_may_come_from_groups_of_facts_by_the_key_of_the_row(desk: Desk) -> None:
    begun = {"智慧平台": fact("各项目实际开工日期", date(2024, 5, 6), key="智慧平台")}
    arguments = ("项目", '名称="名称"', PLANNED, "实际=(开工日期, 竣工日期)", '编号="名称"', "截至=截至日期")

    made = desk.compose(
        call(*arguments), views={"项目": ROWS}, facts={**CUTOFF, "开工日期": begun, "竣工日期": {}}
    )  # fmt: skip

    assert "社区综合服务站扩建计划2023年4月10日—10月31日，尚未开始；" in made.markdown
    assert "智慧平台计划2024年6月1日—30日，实际2024年5月6日开始、尚未完成。" in made.markdown


def test_a_template_prints_the_days_of_the_notices_phases(desk: Desk) -> None:
    phases = (Phase("组织实施阶段", date(2023, 1, 1), date(2024, 6, 30)),)

    text = desk.text("{% for 段 in 阶段列表 %}{{ 段.名称 }}（{{ 段.起.年月 }}）{% endfor %}", phases=phases)

    assert text == "组织实施阶段（2023年1月）"


def test_a_character_that_no_face_has_is_an_error_that_names_it() -> None:
    with pytest.raises(Unprintable, match="“𠮷”"):
        drawn(Task("𠮷", STATION.planned))


def test_drawing_bytes_do_not_depend_on_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gantt._drawn.cache_clear()
    first = draw_schedule("fig-a", SCHEDULE, (NOTO,))
    gantt._drawn.cache_clear()
    monkeypatch.chdir(tmp_path)

    assert draw_schedule("fig-a", SCHEDULE, (NOTO,)) == first
