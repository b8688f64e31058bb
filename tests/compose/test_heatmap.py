"""热力图: items by units, values printed, shades and discs in step, every value in words beside it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.compose.drawing import WIDTH_PT
from builders.compose.faults import Unprintable
from builders.compose.heatmap import SHADES, Cell, HeatMap, Row, draw_heat
from builders.compose.scales import MOST_STEPS, scale_of
from builders.model.manuscript import Asset
from tests.compose.desk import NOTO, Desk, fact

COUNTIES = ("北票市", "凌源市", "朝阳县", "建平县", "喀左县", "双塔区", "龙城区")


def drawn(rows: int, columns: tuple[str, ...] = COUNTIES, text: str = "3") -> Asset:
    cells = tuple(Cell(text, at % 3) for at, _ in enumerate(columns))
    heat = HeatMap(columns, tuple(Row(f"第{at}项", cells) for at in range(rows)), ("0", "1～5", "6～10"))
    return draw_heat("fig-a", heat, (NOTO,))


def size_pt(asset: Asset) -> tuple[float, float]:
    match = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', (asset.rendition("svg") or b"").decode())
    assert match
    return float(match[1]), float(match[2])


def test_twenty_items_by_seven_counties_are_as_wide_as_the_type_area_and_fit_a_page() -> None:
    width, height = size_pt(drawn(20))

    assert width == pytest.approx(WIDTH_PT, abs=0.1)
    assert size_pt(drawn(5))[1] < height < 178 / 25.4 * 72


def test_more_rows_than_a_page_holds_are_refused() -> None:
    with pytest.raises(Unprintable, match="分成几幅图"):
        drawn(60)


def test_values_that_have_no_room_in_their_cells_are_refused() -> None:
    with pytest.raises(Unprintable, match="列太多"):
        drawn(2, COUNTIES * 3, "12345.67")


def test_steps_differ_by_shade_and_by_disc() -> None:
    def svg(step: int) -> str:
        heat = HeatMap(("甲",), (Row("乙", (Cell("5", step),)),), ("低", "中", "高"))
        return (draw_heat("fig-a", heat, (NOTO,)).rendition("svg") or b"").decode()

    assert len({svg(step) for step in range(3)}) == 3
    assert svg(0).count(SHADES[-1]) == 1  # the legend alone
    assert svg(2).count(SHADES[-1]) == 2


def test_the_shades_get_darker_in_print() -> None:
    levels = [int(shade[1:3], 16) for shade in SHADES]

    assert levels == sorted(levels, reverse=True)
    assert min(light - dark for light, dark in zip(levels, levels[1:], strict=False)) >= 0x14


@pytest.mark.parametrize(
    ("values", "places", "unit", "words"),
    [
        (["0", "1", "3"], 0, "个", ("0个", "1个", "2个", "3个")),
        (["5"], 0, "个", ("5个",)),
        (["0", "3", "40"], 0, "个", ("0个", "1～10个", "11～20个", "21～30个", "31～40个")),
        (["0", "41"], 0, "个", ("0个", "1～20个", "21～40个", "41～60个")),
        (["63", "98"], 0, "%", ("61%～70%", "71%～80%", "81%～90%", "91%～100%")),
        (["0", "0.4", "8.5"], 1, "元", ("0元", "0.1～5元", "5.1～10元")),
        (["-12", "7"], 0, "个", ("-14～-10个", "-9～-5个", "-4～0个", "1～5个", "6～10个")),
    ],
)  # fmt: skip
def test_ranges_are_round_and_without_gap_or_overlap(
    values: list[str], places: int, unit: str, words: tuple[str, ...]
) -> None:
    assert scale_of(map(Decimal, values), places).words(unit) == words


@given(
    st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=2, allow_nan=False), min_size=1),
    st.integers(0, 2),
)
def test_every_value_has_one_step_and_larger_ones_no_lower(values: list[Decimal], places: int) -> None:
    scale = scale_of(values, places)

    steps = [scale.step(value) for value in sorted(values)]

    assert steps == sorted(steps)
    assert 1 <= len(scale.ranges) <= MOST_STEPS
    assert all(after[0] == before[1] + 1 for before, after in zip(scale.ranges, scale.ranges[1:], strict=False))


def row(item: str, county: str, value: int | None, verdict: str = "达标", goal: str = "目标一") -> dict[str, object]:
    number = None if value is None else fact("缺口.数", value, "个", key=f"{item}{county}")
    return {
        "条目": fact("缺口.条目", item), "单位": fact("缺口.单位", county), "数": number,
        "结论": fact("缺口.结论", verdict), "目标": fact("缺口.目标", goal),
    }  # fmt: skip


VIEW = (
    row("幼儿园", "双塔区", 0), row("幼儿园", "龙城区", 2, "未达标"), row("托儿所", "双塔区", None, "不适用"),
    row("托儿所", "龙城区", 1, "未达标"),
)  # fmt: skip
CELLS = '行="条目", 列="单位", 值="数"'
VERDICTS = '行="条目", 列="单位", 值="结论", 等级=("达标", "未达标")'


def call(arguments: str) -> str:
    return f'甲\n{{{{ 热力图({arguments}, 图题="差距", 标识="fig-a") }}}}\n'


def test_a_template_draws_a_view_whose_rows_are_cells_and_tells_every_value(desk: Desk) -> None:
    made = desk.compose(call(f"缺口, {CELLS}"), views={"缺口": VIEW})

    assert 'alt="差距：幼儿园双塔区0个、龙城区2个；托儿所双塔区没有数据、龙城区1个。"' in made.markdown
    assert [use.text for use in made.uses] == ["0个", "2个", "1个"]


def test_a_template_draws_groups_by_item(desk: Desk) -> None:
    group = {"双塔区": fact("各县缺口数", 3, "个", key="双塔区"), "龙城区": fact("各县缺口数", 0, "个", key="龙城区")}

    made = desk.compose(call('{"幼儿园": 各县缺口数}'), facts={"各县缺口数": group})

    assert "幼儿园双塔区3个、龙城区0个。" in made.markdown


def test_words_are_graded_in_the_order_that_the_template_gives(desk: Desk) -> None:
    made = desk.compose(call(f'缺口, {VERDICTS}, 分组="目标"'), views={"缺口": VIEW})

    assert "幼儿园达标的有双塔区，未达标的有龙城区；托儿所未达标的有龙城区，不适用的有双塔区。" in made.markdown


def test_columns_stand_in_the_order_that_the_template_gives(desk: Desk) -> None:
    order = '列次序=["龙城区", "建平县", "双塔区"]'

    made = desk.compose(call(f"缺口, {CELLS}, {order}"), views={"缺口": VIEW})

    assert "幼儿园龙城区2个、建平县没有数据、双塔区0个" in made.markdown


def test_where_little_is_bad_the_small_numbers_are_dark(desk: Desk) -> None:
    def picture(darkest: str) -> bytes | None:
        return desk.compose(call(f'缺口, {CELLS}, 深色="{darkest}"'), views={"缺口": VIEW}).assets[0].rendition("svg")

    assert picture("大") != picture("小")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ("空", "“行”“列”“值”"),
        (f"空, {CELLS}", "没有数据"),
        ('缺口, 行="条目", 列="单位", 值="数量"', "数量"),
        ('缺口, 行="条目", 列="单位", 值="结论"', "不是数字"),
        ('缺口, 行="目标", 列="单位", 值="数"', "有两个值"),
        (f'缺口, {CELLS}, 深色="中"', "“大”或“小”"),
        (f'缺口, {CELLS}, 列次序=["双塔区"]', "没有“龙城区”"),
        ('{"甲": 数}', "应是分组"),
        ('{"甲": 个, "乙": 米}', "不同的单位"),
    ],
)
def test_a_heat_map_that_cannot_be_drawn_is_refused(desk: Desk, arguments: str, part: str) -> None:
    facts: dict[str, object] = {unit: {"甲": fact(unit, 1, unit, key="甲")} for unit in ("个", "米")}
    facts["数"] = fact("数", 1, "个")

    problem = desk.problem(call(arguments), views={"缺口": VIEW, "空": ()}, facts=facts)

    assert part in problem.message
    assert problem.place.line == 2


def test_a_template_cannot_put_other_words_in_place_of_a_fact(desk: Desk) -> None:
    assert desk.problem('{{ 数.as_printed("9") }}', facts={"数": fact("数", 3, "个")}).code in ("C010", "C014")
