"""Figures in templates: ``{{ 柱状图(各期完成投资, 图题="…", 标识="fig-money") }}``.

It draws the chart, keeps it as an asset and prints the Markdown that shows it, with everything that is drawn in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from builders.compose import grids, schedules
from builders.compose.charts import Bar, draw_columns, draw_shares
from builders.compose.faults import Unprintable
from builders.compose.gantt import draw_schedule
from builders.compose.heatmap import draw_heat
from builders.compose.markup import Markdown, escaped
from builders.compose.printing import printed_fact
from builders.compose.stated import Stated, fact_of
from builders.model.manuscript import Asset

Drawing = Callable[[str, Sequence[Bar], Sequence[Path]], Asset]
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{0,40}")


@dataclass
class Studio:
    """Draws the charts of one document and keeps their pictures."""

    faces: tuple[Path, ...]
    assets: dict[str, Asset] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, Callable[..., Markdown]]:
        """The charts under the names that templates call them by."""
        return {"柱状图": self.columns, "条形图": self.shares, "横道图": self.schedule, "热力图": self.heat}

    def columns(
        self, group: Mapping[str, Stated], 图题: str, 标识: str, 其余: tuple[str, Stated] | None = None
    ) -> Markdown:
        """柱状图: upright bars over the members of a group, such as 各期完成投资; 其余 adds a pale one, yet to come."""
        return self._bars(draw_columns, group, 图题, 标识, 其余)

    def shares(self, group: Mapping[str, Stated], 图题: str, 标识: str) -> Markdown:
        """条形图: lying bars from 0 to 100 %, such as 各任务投资完成率."""
        return self._bars(draw_shares, group, 图题, 标识)

    def schedule(
        self, rows: schedules.Rows, 图题: str, 标识: str, 名称: str, 计划: schedules.Days = (),
        实际: schedules.Days = (), 分组: str = "", 编号: str = "", 阶段: schedules.Rows = (),
        截至: Stated | None = None,
    ) -> Markdown:  # fmt: skip
        """横道图: the rows of a view over months; 名称, 计划, 实际, 分组 and 编号 are names of columns."""
        self._check(标识)
        columns = schedules.Columns(名称, 计划, 实际, 分组, 编号)
        data, spoken = schedules.read_schedule(rows, columns, 阶段, 截至)
        return self.keep(draw_schedule(标识, data, self.faces), 图题, spoken)

    def heat(
        self, data: object, 图题: str, 标识: str, 行: str | Sequence[str] = "", 列: str = "", 值: str = "",
        分组: str = "", 列次序: Sequence[object] = (), 等级: Sequence[object] = (), 深色: str = "大",
    ) -> Markdown:  # fmt: skip
        """热力图: a view whose rows are cells (行, 列, 值 name its columns), or groups by item; numbers or 等级."""
        self._check(标识)
        columns = grids.Columns(行, 列, 值, 分组) if 行 and 列 and 值 else None
        grid = grids.read_grid(data, columns, 列次序)
        heat, spoken = grids.heat_of_grades(grid, 等级) if 等级 else grids.heat_of_numbers(grid, 深色)
        return self.keep(draw_heat(标识, heat, self.faces), 图题, spoken)

    def keep(self, asset: Asset, title: str, spoken: str) -> Markdown:
        """Keep a picture and return the Markdown that shows it; ``spoken`` is Markdown that says what it shows."""
        self._check(asset.name)
        self.assets[asset.name] = asset
        alt = f"{escaped(title)}：{spoken}。"
        return Markdown(f'![{escaped(title)}](assets/{asset.name}.svg){{#{asset.name} alt="{alt}"}}')

    def _check(self, name: str) -> None:
        if not _IDENTIFIER.fullmatch(name) or name in self.assets:
            raise Unprintable(f"统计图的标识“{name}”应为小写字母、数字和减号，且不能重复")

    def _bars(
        self, draw: Drawing, group: Mapping[str, Stated], title: str, name: str, rest: tuple[str, Stated] | None = None
    ) -> Markdown:
        self._check(name)
        if not isinstance(group, Mapping):
            raise Unprintable(f"统计图“{title}”的数据应是分组的数据")
        bars, spoken = [], []
        for label, stated in [*group.items(), *([rest] if rest else [])]:
            fact = fact_of(stated)
            if fact is None or not isinstance(fact.value, Decimal):
                raise Unprintable(f"统计图“{title}”的数据“{label}”不是数字")
            if fact.value < 0:
                raise Unprintable(f"统计图“{title}”的数据“{label}”是负数，不能画成长短")
            bars.append(Bar(label, float(fact.value), printed_fact(fact), pale=rest is not None and label == rest[0]))
            spoken.append(f"{escaped(label)}{stated}")
        if not bars:
            raise Unprintable(f"统计图“{title}”没有数据，请先用 if 判断")
        return self.keep(draw(name, bars, self.faces), title, "，".join(spoken))
