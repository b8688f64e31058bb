"""``make-report explain``: the numbers of a document, or one of them, traced to cells and to where they are printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from builders.cli.chinese import ChineseCommand, OneOf
from builders.cli.one_document import document_options, named_document
from builders.cli.root import Shelf
from builders.cli.voice import tell

if TYPE_CHECKING:
    from builders.engine.lineage import Explained

MOST_CELLS = 12


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""

    def explain(name: str | None, **given: Any) -> None:
        _explain(shelf, name, given)

    return ChineseCommand(
        name="explain",
        callback=explain,
        help="追溯一份文件中的数据：数值、单位、算法、来源单元格、打印位置。不写名称则列出全部。",
        params=list(_parameters(shelf)),
        # Outside a workspace no unit option exists; what is wrong then is the place, not the option.
        context_settings={"ignore_unknown_options": True} if shelf.place is None else {},
    )


def _parameters(shelf: Shelf) -> Iterator[click.Parameter]:
    if shelf.place is None:
        yield click.Argument(["rest"], nargs=-1, type=click.UNPROCESSED, expose_value=False)
    yield click.Argument(["name"], required=False, metavar="[数据名称]")
    yield from document_options(shelf)
    yield click.Option(["--format"], type=OneOf(["text", "json"]), default="text", help="输出方式，默认 text。")


def _explain(shelf: Shelf, name: str | None, given: dict[str, Any]) -> None:
    from builders.engine.faces import find_faces
    from builders.engine.lineage import explain
    from builders.engine.making import Order
    from builders.engine.programme import find_unit, load_programme

    workspace = shelf.workspace
    notice, artifact, unit_name = named_document(shelf, given, "explain")
    programme = load_programme(workspace, notice.id)
    unit = find_unit(programme.notice, artifact, unit_name)
    order = Order(artifact, unit, programme.period(artifact, unit, given.get("period")))
    title, explained = explain(programme, order, find_faces(workspace), name)
    if given["format"] == "json":
        _show_json(explained)
        return
    tell(title)
    for one in explained:
        _show(one, full=name is not None)
    tell(f"共{len(explained)}个数据。")


def _show(one: Explained, full: bool) -> None:
    fact = one.fact
    tell(f"{fact.title}：{one.printed}")
    if fact.formula:
        tell(f"    算法：{fact.formula}")
    shown = fact.sources if full else fact.sources[:MOST_CELLS]
    for cell in shown:
        tell(f"    来源：{cell}" + (f"（{cell.citation}）" if cell.citation else ""))
    if len(shown) < len(fact.sources):
        tell(f"    来源：……共{len(fact.sources)}个单元格，可用 make-report explain … {fact.name} 查看全部")
    for use in one.uses:
        tell(f"    打印：“{use.section}”，文稿第{use.line}行，“{use.text}”")
    if not one.uses:
        tell("    打印：本文件没有用到")


def _show_json(explained: list[Explained]) -> None:
    from builders.deliver.manifest import fact_entry

    entries = [fact_entry(one.fact, one.uses) for one in explained]
    tell(json.dumps(entries, ensure_ascii=False, indent=2))
