"""The voice (输出): results on standard output, all else on standard error; a reader who has left is no error."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from builders.core.diagnostics import Diagnostic

MOST_SHOWN = 100


def prepare() -> None:
    """Let characters that the console cannot show appear as escapes: a console of GBK has no 𠮷."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def tell(text: str) -> None:
    """Print a result."""
    _write(text, sys.stdout, err=False)


def say(text: str) -> None:
    """Print progress, a warning or an error."""
    _write(text, sys.stderr, err=True)


def show_problems(problems: tuple[Diagnostic, ...]) -> None:
    """Print problems on the error stream, at most a hundred and the count of the rest."""
    for problem in problems[:MOST_SHOWN]:
        say(f"{'错误' if problem.severity == 'error' else '提醒'}：{problem}")
    if len(problems) > MOST_SHOWN:
        say(f"……还有{len(problems) - MOST_SHOWN}处。")


def close(stream: TextIO) -> None:
    """Send what is still written to a stream nowhere: its reader has gone (``| head -1``)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _write(text: str, stream: TextIO, err: bool) -> None:
    try:
        click.echo(text, err=err)
    except BrokenPipeError:
        close(stream)
