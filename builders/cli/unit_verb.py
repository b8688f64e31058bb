"""A verb about units (单位): its command, the options that pick a unit, and the one that picks a notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.document_verb import unit_options
from builders.cli.root import Shelf


def unit_command(
    shelf: Shelf,
    name: str,
    help: str,
    work: Callable[[Shelf, dict[str, Any]], None],
    options: Iterator[click.Parameter],
    *,
    no_args_is_help: bool = True,
) -> click.Command:
    """Return a command for the notices of a workspace; ``options`` follow those that pick a unit.

    Outside a workspace no unit option exists; what is wrong then is the place, not the option.
    """

    def call(**given: Any) -> None:
        work(shelf, given)

    outside = shelf.place is None
    rest = click.Argument(["rest"], nargs=-1, type=click.UNPROCESSED, expose_value=False)
    return ChineseCommand(
        name=name,
        callback=call,
        params=[*([rest] if outside else []), *unit_options(shelf.levels), *options],
        help=help,
        no_args_is_help=no_args_is_help,
        context_settings={"ignore_unknown_options": True} if outside else {},
    )


def notice_option(shelf: Shelf, otherwise: str = "默认全部，或按单位判断") -> click.Option:
    """Return the option that picks a notice; ``otherwise`` says which is meant when none is named."""
    notices = "、".join(notice.id for notice in shelf.notices)
    return click.Option(["--notice"], metavar="通知", help=f"哪个通知：{notices}；{otherwise}。")
