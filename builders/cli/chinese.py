"""click in Chinese: usage, options, help and its own errors, as a clerk reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import east_asian_width

import click

from builders.core.suggest import nearest, unknown

_USAGE_WORDS = (
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("[COMMAND] [ARGS]...", "[命令]"),
)


class ChineseFormatter(click.HelpFormatter):
    """Writes usage and headings in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        for word, chinese in _USAGE_WORDS:
            args = args.replace(word, chinese)
        super().write_usage(prog, args, "用法：")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names and their meanings in two columns; a Chinese character is as wide as two letters."""
        rows, indent = list(rows), " " * self.current_indent
        column = min(max(_width(name) for name, _ in rows), col_max) + col_spacing
        for name, meaning in rows:
            self.write(f"{indent}{name}{' ' * max(column - _width(name), col_spacing)}{meaning}\n")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{heading}：\n")


class ChineseContext(click.Context):
    """A context that formats help in Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help is in Chinese throughout, and where an option written twice is not silently dropped."""

    context_class = ChineseContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse an option that is given twice where once is meant."""
        for parameter in self.get_params(ctx):
            times = len([word for word in args if word.split("=")[0] in parameter.opts])
            single = isinstance(parameter, click.Option) and not (parameter.multiple or parameter.is_flag)
            if single and times > 1:
                raise click.UsageError(f"选项“{parameter.opts[0]}”只能写一次。", ctx)
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with a Chinese explanation."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助并退出。"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Chinese heading."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)


class OneOf(click.Choice[str]):
    """A value of a few; another one is answered with the nearest."""

    def __init__(self, choices: Iterable[str]) -> None:
        """Admit the given values."""
        super().__init__(tuple(choices))

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's
        """Return the Chinese sentence for a value that is none of them."""
        return unknown(str(value), self.choices)


def explain_usage_error(fault: click.UsageError) -> str:
    """Return click's own complaint as a Chinese sentence, with the nearest option or command."""
    if isinstance(fault, click.NoSuchOption):
        return _option_sentence(fault.option_name, _options(fault.ctx))
    if isinstance(fault, click.MissingParameter):
        return f"缺少“{_name(fault.param)}”。"
    if isinstance(fault, click.BadOptionUsage):
        if "does not take" in fault.message:
            return f"选项“{fault.option_name}”后面不写值。"
        return f"选项“{fault.option_name}”后面要写一个值。"
    if isinstance(fault, click.BadParameter):
        name = _name(fault.param)
        chosen = fault.param is not None and isinstance(fault.param.type, OneOf)
        return f"“{name}”：{fault.message}" if chosen else f"“{name}”的值不对。"
    if "unexpected extra argument" in fault.message:
        return "参数太多，请检查是否漏写了选项名，或文字中的空格没有加引号。"
    return fault.message


def _name(parameter: click.Parameter | None) -> str:
    """Return how help calls a parameter: an argument by what stands for it, which is Chinese."""
    if isinstance(parameter, click.Argument) and parameter.metavar:
        return parameter.metavar.removesuffix("...")
    return parameter.opts[0] if parameter is not None else ""


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _option_sentence(name: str, known: Sequence[str]) -> str:
    near = nearest(name, known)
    return f"没有选项“{name}”" + (f"，是否指“{near}”？" if near else "。")


def _options(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for parameter in ctx.command.get_params(ctx) for name in parameter.opts if name.startswith("--")]
