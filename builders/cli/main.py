"""The entry: runs the root command and turns every outcome into a message and an exit code."""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import FrameType
from typing import NoReturn

import click

from builders import __version__
from builders.cli import voice
from builders.cli.chinese import explain_usage_error
from builders.cli.root import Root
from builders.core.errors import BUG_EXIT_CODE, ReportError, UsageError

INTERRUPTED, TERMINATED = 130, 143
HELP = """\
由数据表、正文和模板生成正式公文（Word 和 PDF），每个数字都能追溯到单元格。

示例：make-report half-year --district 双塔区
"""


class Terminated(BaseException):
    """The system asked the program to end; everything that was begun is put right on the way out."""


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


def main() -> None:
    """Run the command line and exit: 0 done, 1–7 as ``core.errors`` says, 70 a bug, 130 and 143 when stopped."""
    voice.prepare()
    # Libraries log in English; what a user must know is told by us.
    logging.getLogger().addHandler(logging.NullHandler())
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line and return the exit code."""
    try:
        return _run(arguments)
    except BrokenPipeError:
        voice.close(sys.stdout)
        return 0


def _run(arguments: list[str]) -> int:
    try:
        command = root()
        with command.make_context("make-report", arguments) as ctx:
            command.invoke(ctx)
    except click.exceptions.Exit as outcome:
        return outcome.exit_code
    except click.exceptions.NoArgsIsHelpError as fault:
        voice.tell(fault.format_message())
        return UsageError.exit_code
    except click.UsageError as fault:
        name = fault.ctx.command_path if fault.ctx else "make-report"
        voice.say(f"错误：{explain_usage_error(fault)}\n可用“{name} --help”查看用法。")
        return UsageError.exit_code
    except (KeyboardInterrupt, click.Abort):
        voice.say("已中断，原有文件未改动。")
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except BrokenPipeError:
        raise
    except ReportError as fault:
        voice.show_problems(fault.diagnostics)
        voice.say(f"错误：{fault.message}")
        return fault.exit_code
    except Exception:
        voice.say(f"程序内部错误，原有文件未改动。请把这个文件发给维护者：{_write_traceback()}")
        return BUG_EXIT_CODE
    return 0


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def _write_traceback() -> Path | str:
    """Write the traceback to a file of its own and return where; a clerk has no use for it on the screen."""
    import traceback

    try:
        with NamedTemporaryFile("w", encoding="utf-8", prefix="make-report-", suffix=".log", delete=False) as log:
            traceback.print_exc(file=log)
            return Path(log.name)
    except OSError:
        return "（临时文件夹不能写入，没有留下记录）"


if __name__ == "__main__":
    main()
