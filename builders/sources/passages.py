"""Passages read from ``content/<notice>/<unit>/<period>/<artifact>.md``: front matter, then prose under headings."""

from __future__ import annotations

import re
from datetime import date

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ContentError
from builders.core.suggest import nearest
from builders.model.manuscript import Status
from builders.model.notice import Artifact, Unit
from builders.model.passage import Content, Passage
from builders.model.period import Period
from builders.sources.files import read_text
from builders.sources.sections import parse_section
from builders.sources.workspace import Workspace

LARGEST_CONTENT = 2_000_000
_STATUSES: dict[str, Status] = {"草稿": "draft", "draft": "draft", "定稿": "final", "final": "final"}
_HEADING = re.compile(r"#\s+(?P<name>.+?)\s*")


def read_content(workspace: Workspace, notice: str, artifact: Artifact, unit: Unit, period: Period) -> Content:
    """Return the prose of one document.

    Raises ContentError with every problem (missing file, front matter, unknown or missing passage), UsageError when the
    front matter is not YAML.
    """
    path = workspace.content_file(notice, unit.name, period.id, artifact.id)
    shown = workspace.shown(path)
    if not path.exists():
        cure = "请参照其他县（市）区的同名文件编写" if artifact.level == "county" else "请参照同类文件编写"
        raise ContentError(
            f"没有{unit.name}{period.label}“{artifact.title}”的正文",
            [Diagnostic(Place(shown), "C001", "文件不存在", cure=cure)],
        )
    problems: list[Diagnostic] = []
    content = _parse(read_text(path, shown, LARGEST_CONTENT), shown, artifact, problems)
    if problems:
        raise ContentError(f"正文 {shown} 有{len(problems)}处问题", problems)
    return content


def _parse(text: str, shown: str, artifact: Artifact, problems: list[Diagnostic]) -> Content:
    lines = text.split("\n")
    end = _front_matter_end(lines, shown)
    front = parse_section("\n".join(lines[1:end]), shown, problems, first_line=2)
    status = _STATUSES.get(front.choice("status", _STATUSES, "draft"), "draft")
    day = front.day("date")
    if day is None and not any(problem.code == "Y005" for problem in problems):
        front.report("date", "C002", "缺少成文日期“date”", cure="请补上“date: 2023-06-08”")
    content = Content(
        file=shown,
        status=status,
        date=day or date.min,
        passages=_passages(lines, end + 1, shown, artifact, problems),
        number=front.text("number", ""),
        signatories=front.texts("signatories", ()),
        author=front.text("author", ""),
        reviewed=front.text("reviewed", ""),
    )
    front.close()
    return content


def _front_matter_end(lines: list[str], shown: str) -> int:
    """Return the index of the line that closes the front matter."""
    if lines and lines[0].strip() == "---":
        for index, line in enumerate(lines[1:], 1):
            if line.strip() == "---":
                return index
    raise ContentError(
        f"正文 {shown} 缺少文件头",
        [Diagnostic(Place(shown, 1), "C003", "文件应以文件头开始", cure="请在开头写两行“---”，中间写 status、date 等")],
    )


def _passages(
    lines: list[str], start: int, shown: str, artifact: Artifact, problems: list[Diagnostic]
) -> tuple[Passage, ...]:
    """Cut the prose at its top headings; headings the artifact does not know, double and missing ones are problems."""
    cuts = [(index, match["name"]) for index in range(start, len(lines)) if (match := _HEADING.fullmatch(lines[index]))]
    found: dict[str, Passage] = {}
    for (index, name), (stop, _) in zip(cuts, [*cuts[1:], (len(lines), "")], strict=True):
        if name in found:
            problems.append(Diagnostic(Place(shown, index + 1), "C004", "标题重复出现", name, "请合并为一处"))
        elif name not in artifact.passages:
            near = nearest(name, artifact.passages)
            cure = f"是否指“{near}”？" if near else f"可用的标题有：{'、'.join(artifact.passages)}"
            problems.append(Diagnostic(Place(shown, index + 1), "C005", "不认识的标题", name, cure))
        found[name] = Passage(name, "\n".join(lines[index + 1 : stop]), shown, index + 2)
    first = cuts[0][0] if cuts else len(lines)
    for index in range(start, first):
        if lines[index].strip():
            cure = f"请放到标题下：{'、'.join(artifact.passages)}"
            problems.append(Diagnostic(Place(shown, index + 1), "C006", "第一个标题之前有文字", lines[index], cure))
    for name in artifact.passages:
        if name not in found:
            problems.append(Diagnostic(Place(shown), "C007", f"缺少标题“# {name}”", cure="请补上这一部分"))
        elif not found[name].text.strip():
            problems.append(Diagnostic(Place(shown, found[name].line - 1), "C008", "标题下没有文字", name, "请补写"))
    return tuple(passage for passage in found.values() if passage.name in artifact.passages)
