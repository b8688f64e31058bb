"""``make-report bundle``: what a county hands up — documents, sources and reports in one bag that can be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builders.cli.build_verb import meant
from builders.cli.chinese import OneOf
from builders.cli.document_verb import named_units
from builders.cli.root import Shelf
from builders.cli.unit_verb import notice_option, unit_command
from builders.cli.voice import say, tell
from builders.core.errors import UsageError
from builders.model.period import ONE_OCCASION

if TYPE_CHECKING:
    from builders.engine.bundle_writing import WrittenBundle
    from builders.engine.bundling import Bundle
    from builders.engine.making import Order
    from builders.engine.programme import Programme
    from builders.model.notice import Notice, Unit

    Request = tuple[Programme, Unit, list[Order]]

PERIOD_HELP = "哪一期，如 2023H1、2023上半年，或“一次性”；默认为有数据的最新一期。"
SIGN_HELP = "用这个密钥文件签名（ssh-keygen 生成的私钥），签名放在报送包旁边。"
HELP = """\
打成报送包（BagIt 1.0）：文件，所用的数据、正文和模板，检查和检验结果，构建记录，说明文件。

文件没有生成或已经过时的，先重新生成。相同的内容打出的包每个字节都相同。
放在 outputs/bundles/<通知>/<报告期>/<单位>/；核验用 make-report verify。
"""


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""
    return unit_command(shelf, "bundle", HELP, _bundle, _options(shelf))


def _options(shelf: Shelf) -> Iterator[click.Parameter]:
    yield click.Option(["--all"], is_flag=True, help="全部单位，每个单位一个包。")
    yield click.Option(["--period"], metavar="报告期", help=PERIOD_HELP)
    yield notice_option(shelf)
    artifacts = dict.fromkeys(artifact.id for notice in shelf.notices for artifact in notice.artifacts)
    yield click.Option(
        ["--artifact", "artifacts"], multiple=True, type=OneOf(artifacts), metavar="文件",
        help="只打包这种文件（如 half-year）；可重复，默认该期全部。",
    )  # fmt: skip
    yield click.Option(["--format"], type=OneOf(["dir", "zip"]), default="zip", help="文件夹还是压缩包，默认 zip。")
    yield click.Option(["--archive"], is_flag=True, help="另外写出向档案馆移交的结构（文件夹，不压缩）。")
    folder = click.Path(path_type=Path)
    yield click.Option(["--sign", "key"], metavar="密钥", type=folder, help=SIGN_HELP)
    yield click.Option(["--output", "-o"], metavar="文件夹", type=folder, help="输出文件夹，默认 outputs。")
    yield click.Option(["--sample"], is_flag=True, help="演示用：允许示例数据定稿。")


def _bundle(shelf: Shelf, given: dict[str, Any]) -> None:
    from builders.cli.console import report_progress, show_deliveries
    from builders.engine.bundle_writing import write_bundles
    from builders.engine.bundling import bundle_documents
    from builders.engine.faces import find_faces
    from builders.engine.making import make_documents
    from builders.engine.reports import check_report
    from builders.engine.revisions import CountedRevisions

    workspace = shelf.workspace
    if given["key"] is not None and not given["key"].is_file():
        raise UsageError(f"没有签名密钥文件 {given['key']}。可用 ssh-keygen -t ed25519 生成一个。")
    requests = list(_requests(shelf, given))
    reports = {(programme.notice.id, unit.code): check_report(programme, unit) for programme, unit, _ in requests}
    jobs = [(programme, order) for programme, _, orders in requests for order in orders]
    output = given["output"] or workspace.root / "outputs"
    faces, revisions = find_faces(workspace), CountedRevisions()
    with report_progress(len(jobs)) as progress:
        deliveries, warnings = make_documents(jobs, faces, (), output, progress, revisions, sample=given["sample"])
    show_deliveries(deliveries, warnings, faces, revisions.reasons)

    def report(programme: Programme, unit: Unit) -> Mapping[str, Any]:
        return reports[programme.notice.id, unit.code]

    bundles: list[Bundle] = []
    made = iter(deliveries)
    for programme, _, orders in requests:
        pairs = [(order, next(made)) for order in orders]
        bundles.append(bundle_documents(programme, pairs, output, report))
    for written in write_bundles(bundles, output, given["format"], archive=given["archive"], key=given["key"]):
        _show(written)


def _requests(shelf: Shelf, given: dict[str, Any]) -> Iterator[Request]:
    """Yield whose documents are meant, and which; say which are not there.

    Raises UsageError for names that are unknown, and where there is nothing to bundle at all.
    """
    from builders.engine.bundling import orders_of
    from builders.engine.programme import load_programme, read_period

    found = False
    named = named_units(shelf.levels, given)
    for notice, units in meant(shelf, given["notice"], named, given["all"]):
        programme = load_programme(shelf.workspace, notice.id)
        for unit in units:
            if given["all"] and not _owes(notice, unit, given["artifacts"]):
                continue
            period = None
            if given["period"] is not None:
                period = read_period(given["period"], (ONE_OCCASION, *programme.periods_of(unit)))
            until, orders, skips = orders_of(programme, unit, period, given["artifacts"], sample=given["sample"])
            for skip in skips:
                say(f"没有打包：{skip.order.title}（{skip.reason}）")
            if orders:
                found = True
                yield programme, unit, orders
            elif not given["all"]:
                raise UsageError(f"{unit.name}{until.label}没有可以打包的文件。")
    if not found:
        raise UsageError("没有可以打包的文件。")


def _owes(notice: Notice, unit: Unit, artifacts: tuple[str, ...]) -> bool:
    return any(each.level == unit.level and (not artifacts or each.id in artifacts) for each in notice.artifacts)


def _show(written: WrittenBundle) -> None:
    from builders.cli.console import near

    bundle = written.bundle
    drafts = [entry["title"] for entry in bundle.record["documents"] if entry["status"] == "draft"]
    if drafts:
        say(f"提醒：{bundle.name} 里有草稿，尚未定稿：{'、'.join(drafts)}")
    said = "已打包" if written.changed else "未变化"
    tell(f"{said}：{near(written.path)}（{len(bundle.record['documents'])}份文件，{written.size / 1e6:.1f}MB）")
    for path in written.beside:
        tell(f"　　　　{near(path)}")
