"""``make-report explain``: the numbers of a document, or one of them, traced to cells and to where they are printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.root import read_shelf
from builders.core.errors import UsageError
from builders.core.suggest import unknown
from builders.model.notice import Artifact, Notice

if TYPE_CHECKING:
    from builders.engine.lineage import Explained

MOST_CELLS = 12


def _explain(name: str | None, district: str | None, notice: str | None, artifact: str | None, **given: Any) -> None:
    from builders.engine.faces import find_faces
    from builders.engine.lineage import explain
    from builders.engine.making import Order
    from builders.engine.programme import find_unit, load_programme

    shelf = read_shelf()
    if shelf.workspace is None:
        raise UsageError("当前文件夹不在工作区里（没有 data 和 templates 文件夹）。请先进入工作区再运行。")
    if shelf.faults:
        raise shelf.faults[0]
    unit_name = next((value for value in (district, given.get("community")) if value), None)
    if unit_name is None:
        raise UsageError("请指明单位，如 --district 双塔区。")
    found_notice, found_artifact = _which(list(shelf.notices), notice, artifact, unit_name)
    programme = load_programme(shelf.workspace, found_notice.id)
    unit = find_unit(programme.notice, found_artifact, unit_name)
    order = Order(found_artifact, unit, programme.period(found_artifact, unit, given.get("period")))
    title, explained = explain(programme, order, find_faces(shelf.workspace), name)
    if given["format"] == "json":
        click.echo(json.dumps([_as_json(one) for one in explained], ensure_ascii=False, indent=2))
        return
    click.echo(title)
    for one in explained:
        _show(one, full=name is not None)
    click.echo(f"共{len(explained)}个数据。")


def _which(notices: list[Notice], notice: str | None, artifact: str | None, unit: str) -> tuple[Notice, Artifact]:
    """Return the one artifact meant: by name where given, else the first of the notice that knows the unit."""
    if notice is not None and notice not in [each.id for each in notices]:
        raise UsageError(unknown(notice, [each.id for each in notices]))
    pool = [(each, one) for each in notices if notice in (None, each.id) for one in each.artifacts]
    if artifact is not None:
        known = list(dict.fromkeys(one.id for _, one in pool))
        pool = [(each, one) for each, one in pool if one.id == artifact]
        if not pool:
            raise UsageError(unknown(artifact, known))
    for each, one in pool:
        if any(unit.strip() in known.names for known in each.units_of(one)):
            return each, one
    names = dict.fromkeys(name for each, one in pool for known in each.units_of(one) for name in known.names)
    raise UsageError(unknown(unit, names))


def _show(one: Explained, full: bool) -> None:
    fact = one.fact
    click.echo(f"{fact.title}：{one.printed}")
    if fact.formula:
        click.echo(f"    算法：{fact.formula}")
    shown = fact.sources if full else fact.sources[:MOST_CELLS]
    for cell in shown:
        click.echo(f"    来源：{cell}" + (f"（{cell.citation}）" if cell.citation else ""))
    if len(shown) < len(fact.sources):
        click.echo(f"    来源：……共{len(fact.sources)}个单元格，可用 make-report explain … {fact.name} 查看全部")
    for use in one.uses:
        click.echo(f"    打印：“{use.section}”，文稿第{use.line}行，“{use.text}”")
    if not one.uses:
        click.echo("    打印：本文件没有用到")


def _as_json(one: Explained) -> dict[str, Any]:
    fact = one.fact
    return {
        "name": fact.name,
        "key": fact.key,
        "value": str(fact.value),
        "unit": fact.unit,
        "formula": fact.formula,
        "sources": [vars(cell) for cell in fact.sources],
        "printed": [{"line": use.line, "section": use.section, "text": use.text} for use in one.uses],
    }


command = ChineseCommand(
    name="explain",
    callback=_explain,
    help="追溯一份文件中的数据：数值、单位、算法、来源单元格、打印位置。不写名称则列出全部。",
    params=[
        click.Argument(["name"], required=False, metavar="[数据名称]"),
        click.Option(["--district"], metavar="名称", help="县（市）区：简称、全称或代码。"),
        click.Option(["--community"], metavar="名称", help="社区名称。"),
        click.Option(["--period"], metavar="报告期", help="如 2023H1 或 2023上半年；默认为有数据的最新一期。"),
        click.Option(["--notice"], metavar="通知", help="哪个通知；默认按单位判断。"),
        click.Option(["--artifact"], metavar="文件", help="哪种报送文件；默认为通知的第一种。"),
        click.Option(["--format"], type=click.Choice(["text", "json"]), default="text", help="输出方式，默认 text。"),
    ],
)
