"""``make-report rules``: what a rule of the checks forbids, why, and what to do; all of them as pages."""

from __future__ import annotations

from pathlib import Path

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.root import Shelf
from builders.cli.voice import tell
from builders.core.errors import UsageError
from builders.core.suggest import unknown

HELP = """\
查看检查规则：写代号看一条的依据、例子和改法，不写代号列出全部。
"""


def command(shelf: Shelf) -> click.Command:
    """Return the command; it needs no workspace."""
    folder = click.Path(path_type=Path)
    return ChineseCommand(
        name="rules",
        callback=_rules,
        help=HELP,
        params=[
            click.Argument(["code"], required=False, metavar="代号"),
            click.Option(["--write"], metavar="文件夹", type=folder, help="把全部规则写成手册页，供维护者用。"),
        ],
    )


def _rules(code: str | None, write: Path | None) -> None:
    from builders.core.replace import replace_files
    from builders.engine.catalogue import all_rules
    from builders.engine.rule_pages import page, pages

    rules = all_rules()
    if write is not None:
        if code is not None:
            raise UsageError("写手册页时不写代号。")
        write.mkdir(parents=True, exist_ok=True)
        written = pages(rules)
        replace_files({write / name: text.encode() for name, text in written.items()})
        for stale in {path for path in write.glob("*.md") if path.name not in written}:
            stale.unlink()
        tell(f"已写出{len(written)}页：{write}")
        return
    if code is None:
        for rule in sorted(rules.values(), key=lambda each: each.code):
            tell(f"{rule.code}　{'错误' if rule.severity == 'error' else '提醒'}　{rule.title}")
        return
    found = rules.get(code.upper())
    if found is None:
        raise UsageError(unknown(code, rules))
    tell(page(found).partition("\n")[2].strip("\n"))
