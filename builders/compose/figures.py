"""Figures in templates: ``{{ 柱状图(各期完成投资, 图题="…", 标识="fig-money") }}``.

It draws the chart, keeps it as an asset and prints the Markdown that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from builders.compose.charts import Bar, draw_columns, draw_shares
from builders.compose.faults import Unprintable
from builders.compose.markup import Markdown, escaped
from builders.compose.printing import printed_fact
from builders.compose.stated import Stated, fact_of
from builders.compose.trace import Trace
from builders.model.manuscript import Asset

Drawing = Callable[[str, Sequence[Bar], Sequence[Path]], Asset]
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{0,40}")


@dataclass
class Studio:
    """Draws the charts of one document and keeps their pictures."""

    faces: tuple[Path, ...]
    trace: Trace
    assets: dict[str, Asset] = field(default_factory=dict)

    def columns(
        self, group: Mapping[str, Stated], 图题: str, 标识: str, 其余: tuple[str, Stated] | None = None
    ) -> Markdown:
        """柱状图: upright bars over the members of a group, such as 各期完成投资; 其余 adds a pale one, yet to come."""
        return self._figure(draw_columns, group, 图题, 标识, 其余)

    def shares(self, group: Mapping[str, Stated], 图题: str, 标识: str) -> Markdown:
        """条形图: lying bars from 0 to 100 %, such as 各任务投资完成率."""
        return self._figure(draw_shares, group, 图题, 标识)

    def _figure(
        self, draw: Drawing, group: Mapping[str, Stated], title: str, name: str, rest: tuple[str, Stated] | None = None
    ) -> Markdown:
        if not _IDENTIFIER.fullmatch(name) or name in self.assets:
            raise Unprintable(f"统计图的标识“{name}”应为小写字母、数字和减号，且不能重复")
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
        self.assets[name] = draw(name, bars, self.faces)
        alt = f"{escaped(title)}：{'，'.join(spoken)}。"
        return Markdown(f'![{escaped(title)}](assets/{name}.svg){{#{name} alt="{alt}"}}')
