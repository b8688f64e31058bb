"""Composing (成稿): one document's facts, prose and template become its Manuscript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError

from builders.compose.environment import compile_source, explain_failure, make_environment, unknown_names
from builders.compose.figures import Studio
from builders.compose.markup import Markdown
from builders.compose.stated import state_book
from builders.compose.trace import Settled, Trace
from builders.core.clock import moment_of
from builders.core.diagnostics import Diagnostic
from builders.core.errors import ContentError
from builders.model.factbook import FactBook
from builders.model.manuscript import Manuscript, Masthead
from builders.model.notice import Artifact, Notice, Unit
from builders.model.passage import Content, Passage
from builders.model.period import ONCE, Period

LARGEST_MANUSCRIPT = 5_000_000
SAMPLE_MARK = "示例数据"
DRAFT_MARK = "草稿"


@dataclass(frozen=True)
class Commission:
    """What a document is made from. ``chart_faces`` are font files for charts, in the order of trying."""

    notice: Notice
    artifact: Artifact
    book: FactBook
    content: Content
    templates: Path
    chart_faces: tuple[Path, ...]

    @property
    def unit(self) -> Unit:
        """The unit that reports."""
        return self.book.unit

    @property
    def period(self) -> Period:
        """The period reported on."""
        return self.book.period

    def filled(self, pattern: str) -> str:
        """Return a pattern of the notice with names and period filled in."""
        period = "" if self.period.id == ONCE else self.period.label
        for word, text in (("name", self.unit.name), ("full_name", self.unit.full_name), ("period", period)):
            pattern = pattern.replace(f"{{{word}}}", text)
        return pattern


def compose(commission: Commission) -> Manuscript:
    """Return the Manuscript of one document. Raises ContentError with every problem of its template and passages."""
    settled, studio = _Composition(commission).render()
    artifact, content = commission.artifact, commission.content
    issuers = tuple(commission.filled(pattern) for pattern in artifact.issuers)
    marks = [SAMPLE_MARK] if commission.notice.sample else []
    if content.status == "draft":
        marks.append(DRAFT_MARK)
    return Manuscript(
        notice=commission.notice.id,
        artifact=artifact.id,
        unit=commission.unit.name,
        period=commission.period.id,
        title=commission.filled(artifact.document_title),
        date=content.date,
        moment=moment_of(content.date),
        status=content.status,
        markdown=settled.markdown,
        masthead=Masthead(issuers, content.number, content.signatories) if artifact.masthead else None,
        addressees=artifact.addressees,
        signers=issuers,
        marks=tuple(marks),
        author=content.author,
        assets=tuple(studio.assets[name] for name in sorted(studio.assets)),
        facts=settled.facts,
        uses=settled.uses,
        origins=settled.origins,
    )


class _Composition:
    """One rendering: the environment, the names, and what the rendering leaves."""

    def __init__(self, commission: Commission) -> None:
        self.commission = commission
        self.trace = Trace()
        self.studio = Studio(commission.chart_faces, self.trace)
        self.environment: Environment = make_environment(commission.templates)
        self.names: dict[str, Any] = {**self._setting(), **state_book(commission.book, self.trace)}
        self.names |= {"正文": self._passage, "柱状图": self.studio.columns, "条形图": self.studio.shares}

    def render(self) -> tuple[Settled, Studio]:
        """Return the settled text. Raises ContentError."""
        template = self.commission.artifact.template
        shown = f"templates/{template}"
        problems = self._misspelt(shown)
        if problems:
            raise ContentError(f"模板或正文有{len(problems)}处问题", problems)
        marked = self._guarded(lambda: self.environment.get_template(template).render(self.names), shown)
        if len(marked) > LARGEST_MANUSCRIPT:
            limit = f"超过{LARGEST_MANUSCRIPT // 1_000_000}百万字"
            raise ContentError(f"由 {shown} 生成的文稿过长（{limit}）。请检查模板中的循环。")
        return self.trace.settle(_tidy(marked)), self.studio

    def _passage(self, name: str) -> Markdown:
        """正文: the passage under that heading, rendered with the same names."""
        passage = self.commission.content.passage(name)
        if passage is None:
            raise TemplateError(f"正文中没有“{name}”这一部分")
        first = passage.line + len(passage.text) - len(passage.text.lstrip("\n"))
        text = compile_source(self.environment, _padded(passage), passage.file).render(self.names)
        return Markdown(self.trace.passage(text.strip("\n"), passage.file, first))

    def _misspelt(self, shown: str) -> list[Diagnostic]:
        known = [*self.names, *self.commission.book.absent]
        sources = [(passage.file, _padded(passage)) for passage in self.commission.content.passages]
        problems: list[Diagnostic] = []

        def inspect() -> str:
            assert self.environment.loader is not None
            source = self.environment.loader.get_source(self.environment, self.commission.artifact.template)[0]
            for file, text in [(shown, source), *sources]:
                problems.extend(unknown_names(text, self.environment, known, file))
            return ""

        self._guarded(inspect, shown)
        return problems

    def _guarded(self, work: Callable[[], str], shown: str) -> str:
        try:
            return work()
        except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, KeyError) as fault:
            known = [*self.names, *self.commission.book.absent]
            problem = explain_failure(fault, shown, self.commission.book.absent, known)
            raise ContentError("模板或正文不能使用", [problem]) from fault

    def _setting(self) -> dict[str, Any]:
        """Return the names that say which document this is: 通知, 单位, 报告期, 任务列表."""
        notice, period = self.commission.notice, self.commission.period
        after, before = period.next, period.previous
        return {
            "通知": {"名称": notice.title, "文号": notice.number, "方案": notice.plan, "项目": notice.programme},
            "单位": {"名称": self.commission.unit.name, "全称": self.commission.unit.full_name},
            "报告期": {
                "名称": period.label,
                "上期": before.label if before else "",
                "下期": after.label if after else "",
            },
            "任务列表": list(notice.tasks),
        }


def _padded(passage: Passage) -> str:
    """Return the passage with empty lines before it, so that Jinja counts lines as the file does."""
    return "\n" * (passage.line - 1) + passage.text


def _tidy(text: str) -> str:
    """Return text without blanks at line ends and without more than one empty line in a row."""
    lines: list[str] = []
    for line in text.split("\n"):
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).strip("\n") + "\n"
