"""``make-report fonts``: which face plays which role, from which file; ``fonts fetch`` gets the open ones."""

from __future__ import annotations

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.root import Shelf
from builders.cli.voice import say, tell
from builders.core.errors import UsageError
from builders.core.suggest import unknown
from builders.sources.workspace import Workspace

FETCH_HELP = "从 Debian 软件包取得开放字体：仿宋、楷体、黑体、宋体，扩展区汉字和符号（不需要管理员权限）。"


def command(shelf: Shelf) -> click.Command:
    """Return the command for a workspace, whose table says which fonts may play which role."""

    @click.pass_context
    def fonts(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            _show(shelf.workspace)

    fetch = ChineseCommand(name="fetch", callback=lambda: _fetch(shelf.workspace), help=FETCH_HELP)
    return Fonts(
        name="fonts",
        callback=fonts,
        invoke_without_command=True,
        help="列出每种字（小标宋、仿宋、黑体、楷体、宋体）由哪个字体文件承担，及其 sha256。",
        commands={"fetch": fetch},
    )


class Fonts(ChineseCommand, click.Group):
    """The group: shows the faces when no subcommand is named."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Return a subcommand. Raises UsageError with the nearest."""
        found = super().get_command(ctx, cmd_name)
        if found is None:
            raise UsageError(unknown(cmd_name, self.commands))
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the subcommand, then the options."""
        with formatter.section("命令"):
            formatter.write_dl([("fetch", FETCH_HELP)])
        super().format_options(ctx, formatter)


def _show(workspace: Workspace) -> None:
    from builders.engine.faces import find_faces
    from builders.typeset.typefaces.folders import machine_folders

    for face in find_faces(workspace).faces:
        tell(f"{face.label}（Word 中写“{face.word_name}”）：{face.origin} {face.family}")
        tell(f"    {face.path}")
        tell(f"    sha256 {face.sha256}")
    tell(f"自己的字体可放入：{machine_folders().user}")


def _fetch(workspace: Workspace) -> None:
    from builders.engine.faces import read_font_table
    from builders.typeset.typefaces.fetch import fetch, lacking
    from builders.typeset.typefaces.folders import machine_folders

    table, folder = read_font_table(workspace), machine_folders().user
    wanted = lacking(table, folder)
    for package in table.packages:
        if package not in wanted:
            tell(f"已有：{folder / package.folder}（{package.label}）")
    paths = fetch(table, folder, lambda one: say(f"正在取得 {one.label} 字体（约{one.megabytes}MB），请稍候……"))
    for path in paths:
        tell(f"已取得：{path}")
