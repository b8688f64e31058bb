"""Charts: the same bytes for the same numbers anywhere, every number in words beside, every character drawn."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders.compose import charts, gantt, heatmap
from builders.compose.charts import Bar, draw_columns, draw_shares
from builders.compose.drawing import PALE
from builders.compose.faults import Unprintable
from builders.compose.gantt import Schedule, Span, Task, draw_schedule
from builders.compose.heatmap import Cell, HeatMap, Row, draw_heat
from builders.core.digests import digest
from builders.model.manuscript import Asset
from tests.compose.desk import NOTO, Desk, fact

COLUMNS = [Bar("2022年下半年", 0, "0万元"), Bar("2023年上半年", 312.5, "312.5万元"), Bar("2023年下半年", 80, "80万元")]
SHARES = [Bar("完善社区服务设施", 0, "0%"), Bar("打造宜居生活环境", 66.7, "66.7%"), Bar("推进智能化服务", 100, "100%")]

DRAWING = """
import sys
from pathlib import Path
from builders.core.digests import digest
from tests.compose.test_charts import drawn
print(drawn(Path(sys.argv[1])))
"""


SCHEDULE = Schedule(
    (Task("社区综合服务站扩建", Span(date(2023, 4, 10), date(2023, 10, 31)), group="完善社区服务设施"),),
    (("组织实施阶段", Span(date(2023, 1, 1), date(2024, 6, 30))),), date(2024, 5, 31),
)  # fmt: skip
CELLS = (Row("幼儿园", (Cell("0", 0), Cell("3", 1))), Row("托儿所", (None, None)))
HEAT = HeatMap(("双塔区", "龙城区"), CELLS, ("0", "3"))


def drawn(face: Path) -> list[str]:
    """The sha256 of every kind of chart in both renditions, drawn anew."""
    for kind in (charts._columns, charts._shares, gantt._drawn, heatmap._drawn):
        kind.cache_clear()
    assets = (
        draw_columns("a", COLUMNS, (face,)), draw_shares("b", SHARES, (face,)),
        draw_schedule("c", SCHEDULE, (face,)), draw_heat("d", HEAT, (face,)),
    )  # fmt: skip
    return [digest(content) for asset in assets for _, content in asset.renditions]


def png_size(asset: Asset) -> tuple[int, int]:
    content = asset.rendition("png")
    assert content is not None
    assert content.startswith(b"\x89PNG")
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def test_a_chart_is_drawn_once_for_the_same_data_whatever_its_name() -> None:
    first, second = draw_columns("a", COLUMNS, (NOTO,)), draw_columns("b", list(COLUMNS), (NOTO,))

    assert (first.name, second.name) == ("a", "b")
    assert second.renditions is first.renditions


def test_the_same_numbers_give_the_same_bytes_twice() -> None:
    assert drawn(NOTO) == drawn(NOTO)


def test_the_same_bytes_in_another_process_elsewhere_and_with_a_users_own_style(
    tmp_path: Path, workspace_root: Path
) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\naxes.facecolor: red\nsavefig.dpi: 50\nfigure.dpi: 300\n")
    env = {
        **os.environ, "TZ": "America/St_Johns", "PYTHONHASHSEED": "7", "LC_ALL": "C", "HOME": str(tmp_path),
        "MATPLOTLIBRC": str(tmp_path / "matplotlibrc"), "PYTHONPATH": str(workspace_root), "SOURCE_DATE_EPOCH": "1",
    }  # fmt: skip
    command = [sys.executable, "-c", DRAWING, str(NOTO)]

    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == str(drawn(NOTO))


def test_a_chart_is_an_outline_for_pdf_and_a_picture_for_word() -> None:
    asset = draw_columns("fig-a", COLUMNS, (NOTO,))

    assert (asset.name, [suffix for suffix, _ in asset.renditions]) == ("fig-a", ["png", "svg"])
    svg = asset.rendition("svg")
    assert svg is not None
    assert b"<text" not in svg  # text is drawn, so no font is needed to see it
    assert b"<dc:date>" not in svg
    assert png_size(asset)[0] >= 1200


@pytest.mark.parametrize("draw", [draw_columns, draw_shares])
@pytest.mark.parametrize(
    "bars",
    [
        [Bar("甲", 5, "5")],
        [Bar("甲", 0, "0")],
        [Bar("甲", 0, "0"), Bar("乙", 0, "0")],
        [Bar("甲", 0, "0%"), Bar("乙", 100, "100%")],
        [Bar(str(number), number, str(number)) for number in range(12)],
    ],
)
def test_one_member_zeros_and_both_ends_can_be_drawn(draw: type, bars: list[Bar]) -> None:
    asset = draw("fig-a", bars, (NOTO,))

    assert min(png_size(asset)) > 50


def test_a_longer_bar_gives_another_picture() -> None:
    assert draw_shares("a", [Bar("甲", 50, "50%")], (NOTO,)) != draw_shares("a", [Bar("甲", 51, "50%")], (NOTO,))


def test_a_character_that_no_face_has_is_an_error_that_names_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as it is outside of tests
        with pytest.raises(Unprintable, match="“𠮷”.*U\\+20BB7"):
            draw_columns("a", [Bar("𠮷", 1, "1")], (NOTO,))


def test_a_missing_character_is_told_with_the_line_of_the_template(desk: Desk) -> None:
    group = {"𠮷": fact("各村数", 1, "个", key="𠮷")}

    problem = desk.problem('甲\n{{ 柱状图(各村数, 图题="各村", 标识="fig-a") }}\n', facts={"各村数": group})

    assert "𠮷" in problem.message
    assert problem.place.line == 2


GROUP = {"甲": fact("各组数", 3, "个", key="甲"), "乙": fact("各组数", "0.5", "个", key="乙")}


def test_the_words_beside_a_chart_hold_all_its_numbers(desk: Desk) -> None:
    text = desk.text('{{ 条形图(各组数, 图题="各组-数", 标识="fig-a") }}', facts={"各组数": GROUP})

    assert text == r'![各组\-数](assets/fig-a.svg){#fig-a alt="各组\-数：甲3个，乙0.5个。"}'


def test_the_pictures_go_with_the_manuscript_sorted_by_name(desk: Desk) -> None:
    made = desk.compose(
        '{{ 条形图(组, 图题="甲", 标识="fig-b") }}\n\n{{ 柱状图(组, 图题="乙", 标识="fig-a") }}\n', facts={"组": GROUP}
    )

    assert [asset.name for asset in made.assets] == ["fig-a", "fig-b"]


@pytest.mark.parametrize(
    ("call", "part"),
    [
        ('柱状图(组, 图题="甲", 标识="图一")', "“图一”"),
        ('柱状图(组, 图题="甲", 标识="../x")', "“../x”"),
        ('柱状图(空组, 图题="甲", 标识="fig-a")', "没有数据"),
        ('柱状图(名组, 图题="甲", 标识="fig-a")', "“甲”不是数字"),
        ('柱状图(负组, 图题="甲", 标识="fig-a")', "“甲”是负数"),
        ('柱状图(数, 图题="甲", 标识="fig-a")', "分组"),
        ('柱状图(组, 标识="fig-a")', "图题"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(desk: Desk, call: str, part: str) -> None:
    facts = {
        "组": GROUP, "空组": {}, "名组": {"甲": fact("名", "甲")}, "负组": {"甲": fact("数", "-1", "个")},
        "数": fact("数", 1, "个"),
    }  # fmt: skip

    problem = desk.problem(f"甲\n{{{{ {call} }}}}\n", facts=facts)

    assert part in problem.message
    assert problem.place.line == 2


def test_two_charts_cannot_share_a_name(desk: Desk) -> None:
    call = '{{ 柱状图(组, 图题="甲", 标识="fig-a") }}\n'

    assert "不能重复" in desk.problem(call + call, facts={"组": GROUP}).message


def test_what_is_still_to_come_is_a_pale_bar() -> None:
    def vector(pale: bool) -> str:
        bars = [Bar("上半年", 10.0, "10万元"), Bar("剩余", 30.0, "30万元", pale=pale)]
        return (draw_columns("a", bars, (NOTO,)).rendition("svg") or b"").decode()

    assert PALE in vector(pale=True)
    assert PALE not in vector(pale=False)


def test_a_chart_tells_what_is_still_to_come_in_words(desk: Desk) -> None:
    rest = fact("剩余投资", Decimal("30"), "万元")
    text = desk.text(
        '{{ 柱状图(组, 图题="投资", 标识="fig-a", 其余=("剩余", 余)) }}\n', facts={"组": GROUP, "余": rest}
    )
    assert "剩余30万元。" in text


REST = fact("剩余投资", "1.5", "万元")


def test_what_is_still_to_come_is_a_bar_spoken_and_traced_like_the_others(desk: Desk) -> None:
    call = '{{ 柱状图(组, 图题="各组", 标识="fig-a", 其余=("尚未完成", 剩余)) }}'

    made = desk.compose(call, facts={"组": GROUP, "剩余": REST})

    assert 'alt="各组：甲3个，乙0.5个，尚未完成1.5万元。"' in made.markdown
    assert REST in made.facts


def test_what_is_still_to_come_is_drawn_pale() -> None:
    done, due = Bar("甲", 5, "5"), Bar("乙", 5, "5", pale=True)

    assert draw_columns("a", [done, due], (NOTO,)) != draw_columns("a", [done, Bar("乙", 5, "5")], (NOTO,))


def test_what_is_still_to_come_must_be_a_number_too(desk: Desk) -> None:
    call = '甲\n{{ 柱状图(组, 图题="各组", 标识="fig-a", 其余=("尚未完成", 名)) }}'

    assert "“尚未完成”不是数字" in desk.problem(call, facts={"组": GROUP, "名": fact("名", "甲")}).message
