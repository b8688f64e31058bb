"""The entry: runs the root command and turns every outcome into a message and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from builders import __version__
from builders.cli.chinese import explain_usage_error
from builders.cli.root import Root
from builders.core.diagnostics import Diagnostic
from builders.core.errors import BUG_EXIT_CODE, ReportError, UsageError

MOST_SHOWN = 100
HELP = """\
由数据表、正文和模板生成正式公文（Word 和 PDF），每个数字都能追溯到单元格。

示例：make-report half-year --district 双塔区
"""


def root() -> Root:
    """Return the root command."""
    version = click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, help="显示版本并退出。", callback=_show_version
    )
    return Root(name="make-report", help=HELP, params=[version], no_args_is_help=True)


def _show_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"make-report {__version__}")
        ctx.exit()


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1–7 as ``core.errors`` says, 70 for a bug, 130 when interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    try:
        outcome = root().main(arguments, prog_name="make-report", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message())
        return UsageError.exit_code
    except click.UsageError as fault:
        command = fault.ctx.command_path if fault.ctx else "make-report"
        _say(f"错误：{explain_usage_error(fault)}\n可用“{command} --help”查看用法。")
        return UsageError.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("已中断，原有文件未改动。")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ReportError as fault:
        show_problems(fault.diagnostics)
        _say(f"错误：{fault.message}")
        return fault.exit_code
    except Exception:
        _say(f"程序内部错误，原有文件未改动。请把这个文件发给维护者：{_write_traceback()}")
        return BUG_EXIT_CODE


def show_problems(problems: tuple[Diagnostic, ...]) -> None:
    """Print problems on the error stream, at most a hundred and the count of the rest."""
    for problem in problems[:MOST_SHOWN]:
        _say(f"{'错误' if problem.severity == 'error' else '提醒'}：{problem}")
    if len(problems) > MOST_SHOWN:
        _say(f"……还有{len(problems) - MOST_SHOWN}处。")


def _say(text: str) -> None:
    click.echo(text, err=True)


def _write_traceback() -> Path:
    import traceback

    with NamedTemporaryFile("w", encoding="utf-8", prefix="make-report-", suffix=".log", delete=False) as log:
        traceback.print_exc(file=log)
        return Path(log.name)


if __name__ == "__main__":
    main()
