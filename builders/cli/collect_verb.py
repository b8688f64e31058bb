"""``make-report collect``: the city takes in the bundles of its counties, and is told what each changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.day import the_day
from builders.cli.root import Shelf
from builders.cli.voice import MOST_SHOWN, say, tell
from builders.core.errors import ProblemsFound, UsageError

if TYPE_CHECKING:
    from builders.engine.collecting import Collection, Refusal, Taken

HELP = """\
收下各单位的报送包（文件夹或 zip）：先逐个核验，再把各单位自己的行并入数据表，登记收到日期。

不通过核验的、不是本通知单位的、比已收版本旧的，不收，其余照收；有没收的，退出码为1。
包存在 outputs/collected/，登记在 outputs/collected/receipts.json；市级汇总接着照常生成。
"""
_KINDS: dict[Literal["added", "changed", "removed"], str] = {"added": "新增", "changed": "改动", "removed": "删除"}


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""

    def collect(bundles: tuple[Path, ...], **given: Any) -> None:
        _collect(shelf, bundles, given)

    path = click.Path(path_type=Path)
    return ChineseCommand(
        name="collect",
        callback=collect,
        help=HELP,
        no_args_is_help=True,
        params=[
            click.Argument(["bundles"], nargs=-1, required=True, metavar="报送包...", type=path),
            click.Option(["--on"], metavar="日期", help="收到的日期，如 2023-06-09；默认今天。"),
            click.Option(["--dry-run"], is_flag=True, help="只核验、列出会改动什么，不写入。"),
            click.Option(["--force"], is_flag=True, help="收过的、比已收版本旧的也收，数据以这次的为准。"),
            click.Option(["--rebuild"], is_flag=True, help="核验时用包里的数据重新生成，逐字节比较。"),
            click.Option(["--signer"], metavar="名单", type=path, help="只收名单（allowed_signers 文件）里的人签的。"),
            click.Option(["--principal"], metavar="签名人", help="必须是名单里的这个人签的名。"),
        ],
    )


def _collect(shelf: Shelf, bundles: tuple[Path, ...], given: dict[str, Any]) -> None:
    from builders.engine.arrival import Trust
    from builders.engine.collecting import collect_bundles

    workspace, signers, principal = shelf.workspace, given["signer"], given["principal"] or ""
    if principal and signers is None:
        raise UsageError("--principal 要和 --signer 一起用：名单里写着每个签名人的公钥。")
    if signers is not None and not signers.is_file():
        raise UsageError(f"没有签名人名单文件 {signers}。")
    for bundle in bundles:
        if not bundle.exists():
            raise UsageError(f"没有 {bundle}，请检查路径。")
    if shelf.faults:
        raise shelf.faults[0]  # a bundle may be of the notice that cannot be read
    collection = collect_bundles(
        workspace, shelf.notices, bundles, the_day(given["on"]), Trust(signers, principal),
        rebuild=given["rebuild"], force=given["force"], dry_run=given["dry_run"],
    )  # fmt: skip
    _show(collection, dry_run=given["dry_run"])
    if collection.refused:
        raise click.exceptions.Exit(ProblemsFound.exit_code)


def _show(collection: Collection, *, dry_run: bool) -> None:
    for one in collection.taken:
        _show_taken(one)
    for path, receipt in collection.known:
        tell(f"收过：{path}（{receipt.unit_name}{receipt.period}，{receipt.received:%Y-%m-%d}收到，内容相同）")
    for refusal in collection.refused:
        _show_refusal(refusal)
    taken, known, refused = (len(each) for each in (collection.taken, collection.known, collection.refused))
    counts = f"收下{taken}个" + (f"，收过{known}个" if known else "") + (f"，没收{refused}个" if refused else "")
    tell(f"共{taken + known + refused}个报送包：{counts}。")
    if dry_run and taken:
        tell("以上只是预览，没有写入；去掉 --dry-run 即写入。")


def _show_taken(taken: Taken) -> None:
    receipt = taken.receipt
    documents = f"{len(receipt.documents)}份文件"
    tell(f"收下：{taken.arrival.path}（{receipt.unit_name}{taken.arrival.period.label}，{documents}）{_late(taken)}")
    for line in _changes(taken):
        tell(f"  {line}")
    if receipt.merged and not taken.changes:
        tell("  数据表没有改动")
    for note in taken.notes:
        tell(f"  提醒：{note}")


def _changes(taken: Taken) -> list[str]:
    """Return how many rows of which table change: one line for each kind of change."""
    lines = []
    for kind, word in _KINDS.items():
        counts = [(title, sum(each.kind == kind for each in changes)) for title, changes in taken.changes]
        listed = "、".join(f"{title}{count}行" for title, count in counts if count)
        lines += [f"{word}：{listed}"] if listed else []
    return lines


def _late(taken: Taken) -> str:
    """Return how late a bundle came, by the document that was due first."""
    arrival, receipt = taken.arrival, taken.receipt
    artifacts = [each for each in arrival.notice.artifacts if each.level == arrival.unit.level]
    days = [each.due_day(arrival.period) for each in artifacts if receipt.document(each.id)]
    due = min((day for day in days if day), default=receipt.received)
    return f"，迟报{(receipt.received - due).days}天" if receipt.received > due else ""


def _show_refusal(refusal: Refusal) -> None:
    say(f"没收：{refusal.path}：{refusal.reason}")
    for line in refusal.details[:MOST_SHOWN]:
        say(f"  {line}")
    if len(refusal.details) > MOST_SHOWN:
        say(f"  ……还有{len(refusal.details) - MOST_SHOWN}条")
