"""``make-report conform``: how far any .docx or .pdf is from GB/T 9704-2012, one row for each clause."""

from __future__ import annotations

import json
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builders.cli.chinese import ChineseCommand, OneOf
from builders.cli.findings import findings_table
from builders.cli.root import Shelf
from builders.cli.voice import say, tell
from builders.core.errors import DataError, ProblemsFound
from builders.core.reasons import reason

if TYPE_CHECKING:
    from builders.conform.finding import Inspection, Profile

LARGEST = 200_000_000
PROFILE_NAMES = {"report": "通用公文（报告、通知等）", "letter": "信函", "minutes": "纪要"}
HELP = """\
检验任何 .docx 或 .pdf 的格式：逐条列出国家标准 GB/T 9704-2012 的要求和实测值。

有不符合的，退出码为1；有文件不能读取的，为3；否则为0。没有找到的要素（如份号、附注）算“无法判断”。
"""


def command(shelf: Shelf) -> click.Command:
    """Return the command; it needs no workspace."""
    profiles = "、".join(f"{id}（{name}）" for id, name in PROFILE_NAMES.items())
    return ChineseCommand(
        name="conform",
        callback=_conform,
        help=HELP,
        params=[
            click.Argument(["files"], nargs=-1, required=True, metavar="文件...", type=click.Path(path_type=Path)),
            click.Option(["--format"], type=OneOf(["text", "json"]), default="text", help="输出方式，默认 text。"),
            click.Option(
                ["--profile"],
                type=OneOf(list(PROFILE_NAMES)),
                default="report",
                help=f"公文格式：{profiles}，默认 report。",
            ),
        ],
    )


def _conform(files: Sequence[Path], format: str, profile: Profile) -> None:
    """Measure every file, print, and exit with the worst of the outcomes."""
    from builders.conform.isolation import inspect_isolated
    from builders.conform.rows import to_values
    from builders.conform.unreadable import Unreadable

    entries: list[dict[str, Any]] = []
    unread = violating = 0
    for file in files:
        try:
            inspection = inspect_isolated(_content(file), profile)
        except Unreadable as fault:
            unread += 1
            entries.append({"file": str(file), "error": str(fault)})
            if format == "text":
                say(f"不能检验：{file}：{fault}")
            continue
        violating += not inspection.conforms
        entries.append({"file": str(file), **to_values(inspection)})
        if format == "text":
            tell(_shown(file, inspection))
    if format == "json":
        tell(json.dumps(entries, ensure_ascii=False, indent=2))
    elif len(files) > 1:
        sound = len(files) - unread - violating
        tell(f"共{len(files)}个文件：没有不符合的{sound}个，有不符合的{violating}个，不能检验的{unread}个。")
    if unread or violating:
        raise click.exceptions.Exit(DataError.exit_code if unread else ProblemsFound.exit_code)


def _content(file: Path) -> bytes:
    """Return the bytes of a regular file. Raises Unreadable for anything else and for one that is too large."""
    from builders.conform.unreadable import Unreadable

    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable("这是文件夹，请写明其中的 .docx 或 .pdf 文件。")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("这不是普通文件。")
        if found.st_size > LARGEST:
            raise Unreadable(f"文件超过{LARGEST // 1_000_000}MB，不像正常的公文，不检验。")
        return file.read_bytes()
    except FileNotFoundError as fault:
        raise Unreadable("没有这个文件，请检查路径。") from fault
    except OSError as fault:
        raise Unreadable(f"不能读取（{reason(fault)}）。") from fault


def _shown(file: Path, inspection: Inspection) -> str:
    """Return the report on a file: what is wrong first, then what is right, then what could not be judged."""
    from builders.conform.finding import Verdict

    order = (Verdict.VIOLATES, Verdict.CONFORMS, Verdict.UNKNOWN)
    groups = {verdict: [each for each in inspection.findings if each.verdict is verdict] for verdict in order}
    kind = "PDF" if inspection.kind == "pdf" else "Word"
    head = f"{file}（{kind}，按{PROFILE_NAMES[inspection.profile]}格式检验）"
    counts = "，".join(f"{verdict.value}{len(found)}项" for verdict, found in groups.items())
    table = findings_table([finding for verdict in order for finding in groups[verdict]])
    return f"{head}\n\n{table}\n\n{counts}。"
