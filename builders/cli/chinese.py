"""click in Chinese: usage, options, help and its own errors, as a clerk reads them."""

from __future__ import annotations

from typing import Any

import click
from click.core import ParameterSource

from builders.core.suggest import nearest


class ChineseFormatter(click.HelpFormatter):
    """Writes the usage line with a Chinese prefix, and wraps text in which every character may end a line."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        for word, chinese in (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]...")):
            args = args.replace(word, chinese)
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{heading}：\n")


class ChineseContext(click.Context):
    """A context that formats help in Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help is in Chinese throughout."""

    context_class = ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with a Chinese explanation."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助并退出。"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Chinese heading."""
        rows = [row for parameter in self.get_params(ctx) if (row := parameter.get_help_record(ctx)) is not None]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)


def explain_usage_error(fault: click.UsageError) -> str:
    """Return click's own complaint as a Chinese sentence, with the nearest option or command."""
    if isinstance(fault, click.NoSuchOption):
        known = _options(fault.ctx)
        near = nearest(fault.option_name, known)
        return f"没有选项“{fault.option_name}”" + (f"，是否指“{near}”？" if near else "。")
    if isinstance(fault, click.MissingParameter):
        name = fault.param.opts[0] if fault.param is not None else fault.param_hint
        return f"缺少“{name}”。"
    if isinstance(fault, click.BadOptionUsage):
        return f"选项“{fault.option_name}”的写法有误，后面要写一个值。"
    if isinstance(fault, click.BadParameter):
        name = fault.param.opts[0] if fault.param is not None else ""
        if fault.param is not None and isinstance(fault.param.type, click.Choice):
            return f"“{name}”只能是：{'、'.join(str(choice) for choice in fault.param.type.choices)}。"
        return f"“{name}”的值不对。"
    if "unexpected extra argument" in fault.message:
        return "参数太多，请检查是否漏写了选项名，或文字中的空格没有加引号。"
    return fault.message


def _options(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for parameter in ctx.command.get_params(ctx) for name in parameter.opts if name.startswith("--")]


def given(ctx: click.Context, name: str) -> bool:
    """Return whether the user wrote the option."""
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE


def option(*names: str, **settings: Any) -> click.Option:
    """Return an option for a command that is built, not decorated."""
    return click.Option(list(names), **settings)
