"""``make-report fonts``: which face plays which role, from which file; ``fonts fetch`` gets the open ones."""

from __future__ import annotations

import click

from builders.cli.chinese import ChineseCommand
from builders.core.errors import UsageError
from builders.sources.workspace import Workspace, find_workspace


def _workspace() -> Workspace:
    workspace = find_workspace()
    if workspace is None:
        raise UsageError("当前文件夹不在工作区里（没有 data 和 templates 文件夹）。请先进入工作区再运行。")
    return workspace


def _show() -> None:
    from builders.engine.faces import find_faces
    from builders.typeset.typefaces.folders import machine_folders

    faces = find_faces(_workspace())
    for face in faces.faces:
        click.echo(f"{face.label}（Word 中写“{face.word_name}”）：{face.origin} {face.family}")
        click.echo(f"    {face.path}")
        click.echo(f"    sha256 {face.sha256}")
    click.echo(f"自己的字体可放入：{machine_folders().user}")


def _fetch() -> None:
    from builders.engine.faces import read_font_table
    from builders.typeset.fandol import fetch
    from builders.typeset.typefaces.folders import machine_folders

    click.echo("正在取得 Fandol 字体（约50MB），请稍候……", err=True)
    for path in fetch(read_font_table(_workspace()), machine_folders().user):
        click.echo(f"已取得：{path}")


class Fonts(ChineseCommand, click.Group):
    """The group: shows the faces when no subcommand is named."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the subcommand, then the options."""
        with formatter.section("命令"):
            formatter.write_dl([("fetch", "从 Debian 软件包取得开放字体（不需要管理员权限）")])
        super().format_options(ctx, formatter)


@click.pass_context
def _fonts(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        _show()


command = Fonts(
    name="fonts",
    callback=_fonts,
    invoke_without_command=True,
    help="列出每种字（小标宋、仿宋、黑体、楷体、宋体）由哪个字体文件承担，及其 sha256。",
    commands={"fetch": ChineseCommand(name="fetch", callback=_fetch, help="从 Debian 软件包取得开放字体 Fandol。")},
)
