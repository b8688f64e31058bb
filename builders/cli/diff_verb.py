"""``make-report diff``: in what two commits, two bundles or two files differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builders.cli.changes import change_lines
from builders.cli.chinese import ChineseCommand, OneOf
from builders.cli.console import report_progress
from builders.cli.one_document import document_options, named_document
from builders.cli.root import Shelf
from builders.cli.voice import tell
from builders.core.errors import ProblemsFound, UsageError

if TYPE_CHECKING:
    from builders.engine.comparison import Compared
    from builders.engine.making import Order
    from builders.engine.programme import Programme

SCHEMA = "make-report/diff/1"
HELP = """\
比较两次提交、两个文件夹或压缩包（其中的成品）、两个文件（.docx、.pdf、.csv、.md），列出数据、文字和表格的不同。

比较提交时要指明单位，只写一个提交就和现在的工作区相比。文字逐字比较：〔-删去-〕〔+增加+〕。
相同时退出码为0，不同时为1。
"""


def command(shelf: Shelf) -> click.Command:
    """Return the command; files can be compared outside a workspace."""

    def diff(old: str, new: str | None, **given: Any) -> None:
        _diff(shelf, old, new, given)

    return ChineseCommand(name="diff", callback=diff, help=HELP, params=list(_parameters(shelf)), no_args_is_help=True)


def _parameters(shelf: Shelf) -> Iterator[click.Parameter]:
    yield click.Argument(["old"], metavar="前一个")
    yield click.Argument(["new"], required=False, metavar="[后一个]")
    yield from document_options(shelf)
    yield click.Option(["--format"], type=OneOf(["text", "json"]), default="text", help="输出方式，默认 text。")


def _diff(shelf: Shelf, old: str, new: str | None, given: dict[str, Any]) -> None:
    from builders.engine.comparison import compare_places

    places = [name for name in (old, new) if name is not None and Path(name).exists()]
    if len(places) == 2 and new is not None:
        compared = compare_places(Path(old), Path(new))
    elif places:
        missing = new if Path(old).exists() else old
        raise UsageError(f"没有文件“{missing}”。" if missing else f"“{old}”是文件，请再写一个文件和它比较。")
    else:
        compared = _of_commits(shelf, old, new, given)
    if given["format"] == "json":
        values = {"schema": SCHEMA, "documents": [each.values for each in compared]}
        tell(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        tell("\n".join(_lines(compared)))
    if not all(each.is_same for each in compared):
        raise click.exceptions.Exit(ProblemsFound.exit_code)


def _of_commits(shelf: Shelf, old: str, new: str | None, given: dict[str, Any]) -> list[Compared]:
    from builders.engine.comparison import compare_commits, named_commit
    from builders.engine.faces import find_faces

    workspace = shelf.workspace
    ids: list[str | None] = []
    for name in (old, new):
        id = None if name is None else named_commit(workspace, name)
        if name is not None and id is None:
            raise UsageError(f"没有文件“{name}”，Git 里也没有这个提交、分支或标签。")
        ids.append(id)
    jobs = _jobs(shelf, given)
    with report_progress(len(jobs)) as progress:
        return compare_commits(jobs, str(ids[0]), ids[1], find_faces(workspace), progress)


def _jobs(shelf: Shelf, given: dict[str, Any]) -> list[tuple[Programme, Order]]:
    """Return the documents meant: all of the unit that have prose, or the one artifact, the one period."""
    from builders.engine.making import Order
    from builders.engine.programme import find_unit, load_programme

    notice, artifact, unit_name = named_document(shelf, given, "diff HEAD~1")
    programme = load_programme(shelf.workspace, notice.id)
    unit = find_unit(programme.notice, artifact, unit_name)
    artifacts = [artifact] if given["artifact"] else [one for one in notice.artifacts if one.level == artifact.level]
    jobs = []
    for one in artifacts:
        periods = programme.periods(one, unit)
        if given["period"] is not None and (given["artifact"] or one.cadence != "once"):
            periods = (programme.period(one, unit, given["period"]),)
        for period in periods:
            place = shelf.workspace.content_file(notice.id, unit.name, period.id, one.id)
            if place.exists() and (given["period"] is None or one.cadence != "once" or given["artifact"]):
                jobs.append((programme, Order(one, unit, period)))
    if not jobs:
        raise UsageError("没有可比较的文件：这个单位还没有正文。")
    return jobs


def _lines(compared: list[Compared]) -> Iterator[str]:
    for each in compared:
        if each.is_same:
            continue
        yield each.title
        if each.note:
            yield f"  {each.note}"
        if each.differences:
            one, other = each.differences.old, each.differences.new
            if one.version and other.version:
                yield f"  {one.version} → {other.version}"
            yield from change_lines(each.differences)
        yield ""
    same = sum(1 for each in compared if each.is_same)
    yield f"共{len(compared)}份，相同{same}份，不同{len(compared) - same}份。"
