"""``make-report build``: all that a notice has due up to a period, and a table of what was not made and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from builders.cli.document_verb import named_units, output_options
from builders.cli.root import Shelf, missing
from builders.cli.unit_verb import notice_option, unit_command
from builders.model.notice import FORMATS, Notice, Unit

if TYPE_CHECKING:
    from builders.engine.planning import Plan

PERIOD_HELP = "到哪一期为止，如 2023H1 或 2023上半年；默认为有数据的最新一期。"


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""
    help = "生成通知到某一报告期为止应报的全部文件；还没有正文或数据的跳过，最后列出各种文件的份数。"
    return unit_command(shelf, "build", help, _build, _options(shelf))


def _options(shelf: Shelf) -> Iterator[click.Parameter]:
    yield click.Option(["--all"], is_flag=True, help="生成全部单位的文件。")
    yield click.Option(["--period"], metavar="报告期", help=PERIOD_HELP)
    yield notice_option(shelf)
    yield from output_options(FORMATS)


def _build(shelf: Shelf, given: dict[str, Any]) -> None:
    from builders.cli.console import report_progress, show_deliveries
    from builders.cli.tally import show_tally
    from builders.engine.faces import find_faces
    from builders.engine.making import make_documents
    from builders.engine.revisions import CountedRevisions

    workspace = shelf.workspace
    plans = _plans(shelf, given)
    jobs = [(plan.programme, order) for plan in plans for order in plan.orders]
    output = given["output"] or workspace.root / "outputs"
    faces, revisions = find_faces(workspace), CountedRevisions()
    with report_progress(len(jobs)) as progress:
        deliveries, warnings = make_documents(
            jobs, faces, given["formats"], output, progress, revisions, sample=given["sample"]
        )
    show_deliveries(deliveries, warnings, faces, revisions.reasons)
    made = iter(deliveries)
    for plan in plans:
        show_tally(plan, list(islice(made, len(plan.orders))))


def _plans(shelf: Shelf, given: dict[str, Any]) -> list[Plan]:
    """Return the plan of each notice meant. Raises UsageError for a unit, a notice or a period that is not there."""
    from builders.engine.planning import plan
    from builders.engine.programme import load_programme, read_period

    named = named_units(shelf.levels, given)
    plans = []
    for notice, units in meant(shelf, given["notice"], named, given["all"]):
        programme = load_programme(shelf.workspace, notice.id)
        until = None
        if given["period"] is not None:
            known = {period for unit in units for period in programme.periods_of(unit)}
            until = read_period(given["period"], tuple(sorted(known)))
        plans.append(plan(programme, units, until, given["formats"], sample=given["sample"]))
    return plans


def meant(
    shelf: Shelf, wanted: str | None, named: dict[str, str], everything: bool
) -> list[tuple[Notice, tuple[Unit, ...]]]:
    """Return the notices and units meant: by name, or all."""
    from builders.engine.selection import find_units

    if named or not everything:
        ways = "、".join(f"--{option}" for option in shelf.levels)
        ask = f"请用 {ways} 指明单位，或用 --all 生成全部。"
        found = find_units(shelf.notices, wanted, named, ask, partial(missing, shelf))
        return [(notice, (unit,)) for notice, unit in found]
    if wanted is not None and wanted not in [notice.id for notice in shelf.notices]:
        raise missing(shelf, wanted, [notice.id for notice in shelf.notices])
    if shelf.faults and wanted is None:
        raise shelf.faults[0]  # all cannot be made
    return [(notice, notice.units) for notice in shelf.notices if wanted in (None, notice.id)]
