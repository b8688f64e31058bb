"""``make-report history``: the versions of a document by Git, newest first, and what each one changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from builders.cli.changes import change_lines
from builders.cli.chinese import ChineseCommand, OneOf
from builders.cli.one_document import document_options, named_document
from builders.cli.root import Shelf
from builders.cli.voice import tell
from builders.core.errors import UsageError

if TYPE_CHECKING:
    from builders.engine.history import Version, Versions

SCHEMA = "make-report/history/1"
LAST = 10
HELP = """\
列出一份文件的各个版本（新的在前）：哪次提交、哪一天，数据、文字和表格改了什么。

提交改动了这份文件用到的正文、图片、模板、口径或本单位的数据行，就多一版；别的单位的数据行不算。
"""


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""

    def history(**given: Any) -> None:
        _history(shelf, given)

    return ChineseCommand(
        name="history",
        callback=history,
        help=HELP,
        params=list(_parameters(shelf)),
        no_args_is_help=True,
        # Outside a workspace no unit option exists; what is wrong then is the place, not the option.
        context_settings={"ignore_unknown_options": True} if shelf.place is None else {},
    )


def _parameters(shelf: Shelf) -> Iterator[click.Parameter]:
    if shelf.place is None:
        yield click.Argument(["rest"], nargs=-1, type=click.UNPROCESSED, expose_value=False)
    yield from document_options(shelf)
    yield click.Option(["--last"], metavar="个数", type=int, default=LAST, help=f"列出最近几版，默认{LAST}。")
    yield click.Option(["--format"], type=OneOf(["text", "json"]), default="text", help="输出方式，默认 text。")


def _history(shelf: Shelf, given: dict[str, Any]) -> None:
    from builders.engine.faces import find_faces
    from builders.engine.history import history_of
    from builders.engine.making import Order
    from builders.engine.programme import find_unit, load_programme

    if given["last"] < 1:
        raise UsageError(f"--last 应为1以上的整数，现为{given['last']}。")
    workspace = shelf.workspace
    notice, artifact, unit_name = named_document(shelf, given, "history")
    programme = load_programme(workspace, notice.id)
    unit = find_unit(programme.notice, artifact, unit_name)
    order = Order(artifact, unit, programme.period(artifact, unit, given.get("period")))
    versions = history_of(programme, order, find_faces(workspace), given["last"])
    if given["format"] == "json":
        listed = [version.values for version in versions.newest]
        values = {"schema": SCHEMA, "title": versions.title, "count": versions.count, "versions": listed}
        tell(json.dumps(values, ensure_ascii=False, indent=2))
        return
    tell("\n".join(_lines(versions)))


def _lines(versions: Versions) -> Iterator[str]:
    yield versions.title
    for version in versions.newest:
        yield ""
        yield _head(version)
        if version.problem:
            yield f"  不能比较：{version.problem}"
        elif version.changes is None:
            yield "  首次写成"
        elif version.changes.is_empty:
            yield "  内容没有变化"
        else:
            yield from change_lines(version.changes)
    yield ""
    listed = sum(1 for version in versions.newest if version.number)
    rest = versions.count - listed
    yield f"共{versions.count}版" + (f"，列出最近{listed}版；可用 --last {versions.count} 列出全部。" if rest else "。")


def _head(version: Version) -> str:
    if not version.number:
        return version.subject
    return f"第{version.number}版 · {version.day} · {version.commit[:7]}　{version.subject}"
