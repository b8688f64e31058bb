"""The root command: fixed verbs, each loaded when called, and one verb for each artifact of the workspace's notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

import click

from builders.cli.chinese import ChineseCommand
from builders.core.errors import ReportError, UsageError
from builders.core.suggest import unknown
from builders.model.notice import Level, Notice
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace, find_workspace

FIXED_VERBS = {
    "build": "全部生成：通知到某一报告期为止应报的全部文件",
    "bundle": "打包：文件连同数据、检查结果和说明，打成可以核验的报送包",
    "check": "检查：数据表、正文、模板，以及做好的文件里的个人信息",
    "collect": "收包：核验各单位的报送包，数据并入本级数据表，登记收到日期",
    "conform": "检验格式：逐条对照国家标准测量任何 .docx 或 .pdf",
    "diff": "比较：两次提交、两个成品文件夹或两个文件有哪些不同",
    "explain": "追溯：每个数据的数值、算法、来源单元格和打印位置",
    "fonts": "字体：哪种字用哪个字体文件；fonts fetch 取得开放字体",
    "form": "填报表：把一张数据表做成 Excel 表，发给单位填写",
    "history": "版本：一份文件的各个版本，每版改了哪些数据、文字和表格",
    "import": "导入：把填好的 Excel 表并入数据表，逐行列出改动",
    "list": "列出通知、报送单位、报告期和报送文件",
    "record": "报送留底：记下一个单位一期报送的主要数据，以后改动要有说明",
    "rules": "检查规则：每条规则的依据、例子和改法",
    "status": "报送进度：谁、哪份文件、还有几天、缺什么；可写成日历文件",
    "verify": "核验：报送包是否完整、有没有改动、谁签的名，能否重新生成",
}


@dataclass(frozen=True)
class Shelf:
    """The notices of a workspace: those that could be read, and what was wrong with the others."""

    place: Workspace | None
    notices: tuple[Notice, ...] = ()
    faults: tuple[ReportError, ...] = ()

    @property
    def workspace(self) -> Workspace:
        """The workspace. Raises UsageError outside of one."""
        if self.place is None:
            raise UsageError("当前文件夹不在工作区里（没有 data 和 templates 文件夹）。请先进入工作区再运行。")
        return self.place

    @property
    def verbs(self) -> dict[str, list[Notice]]:
        """The document verbs, each with the notices that require the artifact."""
        verbs: dict[str, list[Notice]] = {}
        for notice in self.notices:
            for artifact in notice.artifacts:
                requiring = verbs.setdefault(artifact.id, [])
                requiring += [notice] if notice not in requiring else []
        return verbs

    @property
    def levels(self) -> dict[str, Level]:
        """The levels of units that owe a document, by the option that picks one."""
        owing = [notice.level(artifact.level) for notice in self.notices for artifact in notice.artifacts]
        return {level.option: level for level in owing}


def missing(shelf: Shelf, name: str, known: Iterable[str]) -> ReportError:
    """Return why a name is not there: perhaps it stands in a notice that cannot be read."""
    return shelf.faults[0] if shelf.faults else UsageError(unknown(name, dict.fromkeys(known)))


def read_shelf() -> Shelf:
    """Return the notices of the workspace that the current folder lies in."""
    workspace = find_workspace()
    notices: list[Notice] = []
    faults: list[ReportError] = []
    if workspace is not None:
        for notice_id in workspace.notice_ids:
            try:
                notices.append(read_notice(workspace, notice_id))
            except ReportError as fault:
                faults.append(fault)
    return Shelf(workspace, tuple(notices), tuple(faults))


class Root(ChineseCommand, click.Group):
    """Finds verbs: the fixed ones in this package, the document verbs in the notices of the workspace."""

    @cached_property
    def shelf(self) -> Shelf:
        """The notices, read once."""
        return read_shelf()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all verbs, documents first."""
        return [*self.shelf.verbs, *FIXED_VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Return a verb's command, loading what it needs only now.

        Raises UsageError with the nearest verb, outside a workspace, or for the notice that cannot be read.
        """
        if cmd_name in FIXED_VERBS:
            command: click.Command = import_module(f"builders.cli.{cmd_name}_verb").command(self.shelf)
            return command
        from builders.cli.document_verb import document_command

        workspace, verbs = self.shelf.workspace, self.shelf.verbs
        if cmd_name in verbs:
            return document_command(workspace, cmd_name, verbs[cmd_name])
        sentence = unknown(cmd_name, [*verbs, *FIXED_VERBS])
        if not self.shelf.faults:
            raise UsageError(sentence)
        unread = "；".join(fault.message for fault in self.shelf.faults)
        problems = [problem for fault in self.shelf.faults for problem in fault.diagnostics]
        raise UsageError(f"{sentence}另外，{unread}，其中的报送文件不能用。", problems)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs under their headings, then the options."""
        documents = [(verb, _summary(verb, notices)) for verb, notices in self.shelf.verbs.items()]
        if documents:
            with formatter.section("报送文件（来自各通知）"):
                formatter.write_dl(documents)
        with formatter.section("其他命令"):
            formatter.write_dl(list(FIXED_VERBS.items()))
        for fault in self.shelf.faults:
            formatter.write_paragraph()
            for line in (f"注意：{fault.message}", *(f"  {problem}" for problem in fault.diagnostics)):
                formatter.write(f"{line}\n")
        super().format_options(ctx, formatter)


def _summary(verb: str, notices: list[Notice]) -> str:
    artifact = next(artifact for artifact in notices[0].artifacts if artifact.id == verb)
    return f"{artifact.title}（{'、'.join(f'{notice.programme}，{notice.id}' for notice in notices)}）"
