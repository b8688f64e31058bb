"""Passages read from ``content/<notice>/<unit>/<period>/<artifact>.md``: front matter, then prose under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ContentError, DataError, ReportError, UsageError
from builders.core.suggest import nearest
from builders.model.manuscript import Status
from builders.model.notice import Artifact, Unit
from builders.model.passage import Content, Passage
from builders.model.period import Period
from builders.sources.characters import hidden_character, without_hidden
from builders.sources.files import read_text
from builders.sources.formalities import with_formalities
from builders.sources.sections import Section, parse_section
from builders.sources.workspace import Workspace

LARGEST_CONTENT = 2_000_000
_STATUSES: dict[str, Status] = {"草稿": "draft", "draft": "draft", "定稿": "final", "final": "final"}
_HEADING = re.compile(r"#\s+(?P<name>.+?)(\s+#+)?\s*")
_ALMOST_HEADING = re.compile(r"[ \u3000]*[#＃](?![#＃]).*|\s*[=＝]+\s*")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<rest>.*)")


def read_content(workspace: Workspace, notice: str, artifact: Artifact, unit: Unit, period: Period) -> Content:
    """Return the prose of one document.

    Raises ContentError with every problem: a missing file, its encoding, its front matter, unknown or missing passages.
    """
    path = workspace.content_file(notice, unit.name, period.id, artifact.id)
    shown = workspace.shown(path)
    if not path.exists() and not path.is_symlink():
        problem = Diagnostic(Place(shown), "C001", "文件不存在", cure="请参照其他单位的同名文件编写")
        raise ContentError(f"没有{unit.name}{period.label}“{artifact.title}”的正文", [problem])
    try:
        text = read_text(path, shown, LARGEST_CONTENT)
    except DataError as fault:
        raise ContentError(fault.message, fault.diagnostics) from fault
    return parse_content(text, shown, artifact)


def read_status(workspace: Workspace, notice: str, artifact: Artifact, unit: Unit, period: Period) -> Status | None:
    """Return whether a document is a draft or final, from its front matter alone; None where it cannot be read."""
    path = workspace.content_file(notice, unit.name, period.id, artifact.id)
    shown = workspace.shown(path)
    try:
        lines = read_text(path, shown, LARGEST_CONTENT).split("\n")
        front = parse_section("\n".join(lines[1 : _front_matter_end(lines, shown)]), shown, [], first_line=2)
        return _STATUSES.get(front.choice("status", _STATUSES, "draft"))
    except ReportError:
        return None


def parse_content(text: str, shown: str, artifact: Artifact) -> Content:
    """Return the prose that ``text`` holds, like ``read_content``."""
    content, hidden = parse_readable(text, shown, artifact)
    if hidden:
        raise _refusal(shown, hidden)
    return content


def parse_readable(text: str, shown: str, artifact: Artifact) -> tuple[Content, list[Diagnostic]]:
    """Return the prose that ``text`` holds, read in spite of characters that nobody sees, and the lines with those.

    Raises ContentError with those lines and everything else that is wrong.
    """
    lines = text.split("\n")
    hidden = [
        Diagnostic(Place(shown, number), "C030", f"含有不可见字符 {found}", cure="请删除后重新键入")
        for number, line in enumerate(lines, 1)
        if (found := hidden_character(line, allowed="\t"))
    ]
    problems: list[Diagnostic] = []
    end = _front_matter_end(lines, shown)
    content = Content(shown, "draft", date.min, _Cutting(lines, shown, artifact, problems).passages(end + 1))
    try:
        front = "\n".join(without_hidden(line, allowed="\t") for line in lines[1:end])
        content = _signed(content, parse_section(front, shown, problems, first_line=2))
    except UsageError as fault:
        problems += fault.diagnostics
    if problems:
        raise _refusal(shown, [*hidden, *problems])
    return content, hidden


def _refusal(shown: str, problems: list[Diagnostic]) -> ContentError:
    return ContentError(f"正文 {shown} 有{len(problems)}处问题", problems)


def _signed(content: Content, front: Section) -> Content:
    """Return the content with what its front matter says."""
    status = _STATUSES.get(front.choice("status", _STATUSES, "draft"), "draft")
    before = len(front.problems)
    day = front.day("date")
    if day is None and len(front.problems) == before:
        front.report("date", "C002", "缺少成文日期“date”", cure="请补上“date: 2023-06-08”")
    signed = Content(
        file=content.file,
        status=status,
        date=day or date.min,
        passages=content.passages,
        author=front.text("author", ""),
        reviewed=front.text("reviewed", ""),
    )
    signed = with_formalities(signed, front)
    front.close()
    return signed


def _front_matter_end(lines: list[str], shown: str) -> int:
    """Return the index of the line that closes the front matter."""
    opened = lines[0].strip() == "---"
    if opened:
        for index, line in enumerate(lines[1:], 1):
            if line.strip() == "---":
                return index
    message = "文件头没有结束" if opened else "文件应以文件头开始"
    cure = "请在开头写两行“---”，中间写 status、date 等"
    raise ContentError(f"正文 {shown} 缺少文件头", [Diagnostic(Place(shown, 1), "C003", message, cure=cure)])


@dataclass
class _Cutting:
    """Cuts prose at its top headings; headings the artifact does not know, double and missing ones are problems."""

    lines: list[str]
    shown: str
    artifact: Artifact
    problems: list[Diagnostic]
    found: dict[str, Passage] = field(default_factory=dict)

    def passages(self, start: int) -> tuple[Passage, ...]:
        """Return the passages from the line at index ``start`` on."""
        cuts = list(self._cuts(start))
        stops = [*(index for index, _ in cuts[1:]), len(self.lines)]
        for (index, name), stop in zip(cuts, stops, strict=False):  # without headings there is one stop too many
            self._check_name(index, name)
            self.found[name] = Passage(name, "\n".join(self.lines[index + 1 : stop]), self.shown, index + 2)
        first = cuts[0][0] if cuts else len(self.lines)
        for index in range(start, first):
            if self.lines[index].strip():
                cure = f"请放到标题下：{'、'.join(self.artifact.passages)}"
                self._report(index, "C006", "第一个标题之前有文字", self.lines[index], cure)
        self._check_complete()
        return tuple(passage for passage in self.found.values() if passage.name in self.artifact.passages)

    def _cuts(self, start: int) -> Iterator[tuple[int, str]]:
        """Yield index and name of each top heading outside code blocks."""
        fence, opened = "", 0
        for index in range(start, len(self.lines)):
            line = self.lines[index]
            mark = _FENCE.fullmatch(line)
            if fence:
                if mark and mark["mark"].startswith(fence) and not mark["rest"].strip():
                    fence = ""
            elif mark and not (mark["mark"][0] == "`" and "`" in mark["rest"]):
                fence, opened = mark["mark"], index
            elif heading := _HEADING.fullmatch(line):
                yield index, without_hidden(heading["name"]).strip()
            elif _ALMOST_HEADING.fullmatch(line):
                self._report(index, "C031", "标题写法有误", line, "请顶格写“# 标题”，“#”后面空一格")
        if fence:
            self._report(opened, "C032", "代码块没有结束", self.lines[opened], f"请在代码块后加一行“{fence}”")

    def _check_name(self, index: int, name: str) -> None:
        if name in self.found:
            self._report(index, "C004", f"标题重复，第{self.found[name].line - 1}行已有", name, "请合并为一处")
        elif name not in self.artifact.passages:
            near = nearest(name, self.artifact.passages)
            cure = f"是否指“{near}”？" if near else f"可用的标题有：{'、'.join(self.artifact.passages)}"
            self._report(index, "C005", "不认识的标题", name, cure)

    def _check_complete(self) -> None:
        for name in self.artifact.passages:
            if name not in self.found:
                problem = Diagnostic(Place(self.shown), "C007", f"缺少标题“# {name}”", cure="请补上这一部分")
                self.problems.append(problem)
            elif not self.found[name].text.strip():
                self._report(self.found[name].line - 2, "C008", "标题下没有文字", name, "请补写")

    def _report(self, index: int, code: str, message: str, value: str, cure: str) -> None:
        self.problems.append(Diagnostic(Place(self.shown, index + 1), code, message, value.strip(), cure))
