"""``make-report verify``: whether a bundle is complete, unchanged, readable, harmless — and whose."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builders.cli.chinese import ChineseCommand, OneOf
from builders.cli.root import Shelf
from builders.cli.voice import tell
from builders.core.errors import ProblemsFound, UsageError

if TYPE_CHECKING:
    from builders.deliver.assurance import Assurance, Finding

HELP = """\
核验报送包（文件夹或 zip，任何软件打的 BagIt 包都可以）：按真实性、完整性、可用性、安全性逐项列出结果。

不相信包里的任何说法，不联网，不往外写文件。有不通过的，退出码为1；否则为0。
"""
RED, DIM, PLAIN = "\x1b[1;31m", "\x1b[2m", "\x1b[0m"
STYLES = {"不通过": RED, "未检查": DIM}
MOST_SHOWN = 100


def command(shelf: Shelf) -> click.Command:
    """Return the command; it needs no workspace, but knows the templates of one that it is called in."""

    def verify(
        bundles: Sequence[Path], rebuild: bool, signer: Path | None, principal: str | None, format: str
    ) -> None:
        _verify(shelf, bundles, rebuild, signer, principal or "", format)

    path = click.Path(path_type=Path)
    return ChineseCommand(
        name="verify",
        callback=verify,
        help=HELP,
        no_args_is_help=True,
        params=[
            click.Argument(["bundles"], nargs=-1, required=True, metavar="报送包...", type=path),
            click.Option(["--rebuild"], is_flag=True, help="用包里的数据在空文件夹里重新生成，逐字节比较。"),
            click.Option(["--signer"], metavar="名单", type=path, help="签名人名单（allowed_signers 文件）。"),
            click.Option(["--principal"], metavar="签名人", help="必须是名单里的这个人签的名。"),
            click.Option(["--format"], type=OneOf(["text", "json"]), default="text", help="输出方式，默认 text。"),
        ],
    )


def _verify(
    shelf: Shelf, bundles: Sequence[Path], rebuild: bool, signer: Path | None, principal: str, format: str
) -> None:
    """Verify every bundle, print, and exit with 1 when one does not hold."""
    from builders.deliver.assurance import to_values
    from builders.engine.verifying import verify

    if principal and signer is None:
        raise UsageError("--principal 要和 --signer 一起用：名单里写着每个签名人的公钥。")
    if signer is not None and not signer.is_file():
        raise UsageError(f"没有签名人名单文件 {signer}。")
    for bundle in bundles:
        if not bundle.exists():
            raise UsageError(f"没有 {bundle}，请检查路径。")
    templates = shelf.place.templates if shelf.place else None
    entries = []
    failed = foreign = 0
    for bundle in bundles:
        assurance = verify(bundle, rebuild=rebuild, signers=signer, principal=principal, templates=templates)
        failed += not assurance.sound
        foreign += assurance.sound and assurance.foreign
        entries.append({"bundle": str(bundle), **to_values(assurance)})
        if format == "text":
            tell(_shown(bundle, assurance))
    if format == "json":
        tell(json.dumps(entries, ensure_ascii=False, indent=2))
    elif len(bundles) > 1:
        passed, others = len(bundles) - failed - foreign, f"，不是报送包{foreign}个" if foreign else ""
        tell(f"\n共{len(bundles)}个报送包：通过{passed}个，不通过{failed}个{others}。")
    if failed:
        raise click.exceptions.Exit(ProblemsFound.exit_code)


def _shown(bundle: Path, assurance: Assurance) -> str:
    """Return the report: the four qualities with what was found on each, then the outcome."""
    from builders.deliver.assurance import Quality

    lines = [f"{bundle}"]
    for quality in Quality:
        found = assurance.of(quality)
        if found:
            lines.append(f"\n{quality.value}")
            lines += [_line(finding) for finding in found[:MOST_SHOWN]]
        if len(found) > MOST_SHOWN:
            lines.append(f"  ……还有{len(found) - MOST_SHOWN}条")
    counts = [sum(each.verdict.value == word for each in assurance.findings) for word in ("通过", "不通过", "未检查")]
    told = f"通过{counts[0]}条，不通过{counts[1]}条，未检查{counts[2]}条"
    return "\n".join([*lines, f"\n结论：{assurance.conclusion}（{told}）。"])


def _line(finding: Finding) -> str:
    verdict = finding.verdict.value
    word = "提醒" if finding.code and verdict == "通过" else verdict
    if finding.code:
        said = "：".join(part for part in (finding.file, finding.message) if part)
        text = f"  {word}{'　' * (3 - len(word))}　[{finding.code}] {said}"
    else:
        told = "：".join(part for part in (finding.file, finding.message) if part)
        text = f"  {word}{'　' * (3 - len(word))}　{finding.aspect.title}{f'（{told}）' if told else ''}"
    style = STYLES.get(verdict, "") if sys.stdout.isatty() else ""
    return f"{style}{text}{PLAIN}" if style else text
