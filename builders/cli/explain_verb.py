"""``make-report explain``: the numbers of a document, or one of them, traced to cells and to where they are printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from builders.cli.chinese import ChineseCommand, OneOf
from builders.cli.document_verb import PERIOD_HELP, option_parameter, unit_options
from builders.cli.root import Shelf, missing
from builders.cli.voice import tell
from builders.core.errors import UsageError
from builders.model.notice import Artifact, Notice

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
    yield from unit_options(shelf.levels)
    yield click.Option(["--period"], metavar="报告期", help=PERIOD_HELP)
    notices = "、".join(notice.id for notice in shelf.notices)
    yield click.Option(["--notice"], metavar="通知", help=f"哪个通知：{notices}；默认按单位判断。")
    titles = {artifact.id: artifact.title for notice in shelf.notices for artifact in notice.artifacts}
    artifacts = "、".join(f"{id}（{title}）" for id, title in titles.items())
    yield click.Option(["--artifact"], metavar="文件", help=f"哪种报送文件：{artifacts}；默认为该单位的第一种。")
    yield click.Option(["--format"], type=OneOf(["text", "json"]), default="text", help="输出方式，默认 text。")


def _explain(shelf: Shelf, name: str | None, given: dict[str, Any]) -> None:
    from builders.engine.faces import find_faces
    from builders.engine.lineage import explain
    from builders.engine.making import Order
    from builders.engine.programme import find_unit, load_programme

    workspace = shelf.workspace
    notice, artifact, unit_name = _which(shelf, given)
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


def _which(shelf: Shelf, given: dict[str, Any]) -> tuple[Notice, Artifact, str]:
    """Return the one artifact meant and the unit's name: by option where given, else the first that fits the unit."""
    notice, artifact = given["notice"], given["artifact"]
    if notice is not None and notice not in [each.id for each in shelf.notices]:
        raise missing(shelf, notice, [each.id for each in shelf.notices])
    pool = [(each, one) for each in shelf.notices if notice in (None, each.id) for one in each.artifacts]
    if artifact is not None:
        if artifact not in [one.id for _, one in pool]:
            raise missing(shelf, artifact, [one.id for _, one in pool])
        pool = [(each, one) for each, one in pool if one.id == artifact]
    named = {level: given[option_parameter(level)] for level in shelf.levels}
    named = {level: name for level, name in named.items() if name is not None}
    if len(named) != 1:
        listed = "、".join(f"--{level}" for level in shelf.levels)
        raise UsageError(f"请指明一个单位（{listed}），如 make-report explain --district 双塔区。")
    [(option, unit)] = named.items()
    pool = [(each, one) for each, one in pool if each.level(one.level).option == option]
    for each, one in pool:
        if any(unit.strip() in known.names for known in each.units_of(one)):
            return each, one, unit
    raise missing(shelf, unit, [name for each, one in pool for known in each.units_of(one) for name in known.names])


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
