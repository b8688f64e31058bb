"""Composing (成稿): one document's facts, prose and template become its Manuscript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from builders.compose.environment import compile_source, make_environment
from builders.compose.faults import Unprintable, explain
from builders.compose.figures import Studio
from builders.compose.inspection import OF_TEMPLATES, Inspection, Source, padded
from builders.compose.markup import Markdown
from builders.compose.notebooks.pages import Library
from builders.compose.stated import Stated, state_book
from builders.compose.trace import Settled, Trace
from builders.compose.wording import wording_names
from builders.core.clock import moment_of
from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ContentError
from builders.core.numerals import chinese_ordinal
from builders.core.suggest import unknown
from builders.model.fact import Fact
from builders.model.factbook import FactBook
from builders.model.manuscript import Asset, Imprint, Manuscript, Masthead
from builders.model.notice import Artifact, Notice, Phase, Unit
from builders.model.passage import Content
from builders.model.period import ONCE, Period

SAMPLE_MARK = "示例数据"
DRAFT_MARK = "草稿"
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, LookupError, AttributeError)
"""What a template can raise; anything else is a bug of ours."""


@dataclass(frozen=True)
class Commission:
    """What a document is made from. ``chart_faces`` are font files for charts, in the order of trying.

    ``pictures`` are those that lie beside the prose.
    """

    notice: Notice
    artifact: Artifact
    book: FactBook
    content: Content
    templates: Path
    chart_faces: tuple[Path, ...]
    pictures: tuple[Asset, ...] = ()

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

    @property
    def title(self) -> str:
        """The title: the author's own, or the notice's with the unit's place among those that owe the document."""
        if self.content.title:
            return self.content.title
        owing = self.notice.units_of(self.artifact)
        place = chinese_ordinal(owing.index(self.unit) + 1) if self.unit in owing else ""
        return self.filled(self.artifact.document_title.replace("{ordinal}", place))


@dataclass(frozen=True)
class Composed:
    """A manuscript, and the templates and notebooks that it came from, as paths below the folder of templates."""

    manuscript: Manuscript
    templates: tuple[str, ...]


def compose(commission: Commission) -> Composed:
    """Return the Manuscript of one document, and its templates.

    Raises ContentError with every problem of its template and passages.
    """
    composition = _Composition(commission)
    inspection = composition.inspected()
    manuscript = _manuscript(commission, composition.render(inspection), composition.studio)
    return Composed(manuscript, tuple(sorted((*inspection.templates, *inspection.notebooks))))


def _manuscript(commission: Commission, settled: Settled, studio: Studio) -> Manuscript:
    artifact, content = commission.artifact, commission.content
    issuers = tuple(commission.filled(pattern) for pattern in artifact.issuers)
    marks = [SAMPLE_MARK] if commission.notice.sample else []
    if content.status == "draft":
        marks.append(DRAFT_MARK)
    masthead, imprint = _masthead(commission, issuers), _imprint(commission)
    return Manuscript(
        notice=commission.notice.id,
        artifact=artifact.id,
        unit=commission.unit.name,
        period=commission.period.id,
        title=commission.title,
        date=content.date,
        moment=moment_of(content.date),
        status=content.status,
        markdown=settled.markdown,
        masthead=masthead,
        addressees=artifact.addressees,
        signers=issuers if artifact.signed else (),
        sealed=artifact.sealed,
        annotation=content.annotation,
        attendance=content.attendance,
        imprint=imprint,
        marks=tuple(marks),
        author=content.author,
        assets=_assets(commission, studio),
        facts=settled.facts,
        uses=settled.uses,
        origins=settled.origins,
    )


def _masthead(commission: Commission, issuers: tuple[str, ...]) -> Masthead | None:
    rule, content = commission.artifact.masthead, commission.content
    if rule is None:
        return None
    return Masthead(
        issuers,
        content.number,
        content.signatories,
        upward=rule.upward,
        kind=rule.kind,
        letterhead=commission.filled(rule.letterhead),
        copy_number=content.copy_number,
        classification=content.classification,
        urgency=content.urgency,
    )


def _imprint(commission: Commission) -> Imprint | None:
    rule, content = commission.artifact.imprint, commission.content
    if rule is None:
        return None
    copies = tuple(commission.filled(pattern) for pattern in rule.copies)
    return Imprint(commission.filled(rule.printer), content.printed or content.date, copies)


def _assets(commission: Commission, studio: Studio) -> tuple[Asset, ...]:
    """Return charts and pictures by name. Raises ContentError for a picture that has the name of a chart."""
    drawn = studio.assets
    for picture in commission.pictures:
        if picture.name in drawn:
            place = Place(commission.content.file, column=picture.name)
            problem = Diagnostic(place, "C050", "图片与程序画的图同名", picture.name, "请给图片文件改名")
            raise ContentError("图片不能使用", [problem])
    return tuple(sorted((*drawn.values(), *commission.pictures), key=lambda asset: asset.name))


class _Composition:
    """One rendering: the environment, the names, and what the rendering leaves."""

    def __init__(self, commission: Commission) -> None:
        self.commission = commission
        self.trace = Trace()
        self.studio = Studio(commission.chart_faces)
        self.environment = make_environment(commission.templates)
        stated = state_book(commission.book, self.trace)
        self.names: dict[str, Any] = {**self._setting(), **stated, **self.studio.names, **wording_names()}
        self.library = Library(commission.templates, self.names, commission.book.absent, self.trace, self.studio.names)
        self.shown = f"templates/{commission.artifact.template}"

    def render(self, inspection: Inspection) -> Settled:
        """Return the settled text, if the inspection found nothing. Raises ContentError."""
        problems = [*inspection.problems, *inspection.misspelt()]
        if problems:
            raise ContentError(f"模板或正文有{len(problems)}处问题", problems)
        return self.trace.settle(self._guarded(self._rendered))

    def inspected(self) -> Inspection:
        """Return the inspection of the template and of every passage."""
        inspection = Inspection(self.environment)
        known = [*self.names, *self.commission.book.absent]
        inspection.template(self.commission.artifact.template, [*known, *OF_TEMPLATES], Place(self.shown))
        for passage in self.commission.content.passages:
            inspection.source(Source(passage.file, padded(passage), known))
        return inspection

    def _rendered(self) -> str:
        template = self.environment.get_template(self.commission.artifact.template)
        return template.render({**self.names, "正文": self._passage, "笔记本": self._notebook})

    def _passage(self, name: str) -> Markdown:
        """正文: the passage under that heading, rendered with the same names."""
        passage = self.commission.content.passage(name)
        if passage is None:
            known = [each.name for each in self.commission.content.passages]
            raise Unprintable(f"正文{unknown(name, known)}")
        text = compile_source(self.environment, padded(passage), passage.file).render(self.names)
        return Markdown(text.strip("\n"))

    def _notebook(self, name: str) -> Markdown:
        """笔记本: what a notebook hands over; running it has a limit of its own and costs the template no time."""
        try:
            return self.library.printed(name)
        finally:
            self.environment.allowance.renew()

    def _guarded(self, work: Callable[[], str]) -> str:
        try:
            return work()
        except _FAULTS as fault:
            absent = self.commission.book.absent
            problem = explain(fault, self.shown, absent, [*self.names, *absent])
            raise ContentError("模板或正文不能使用", [problem]) from fault

    def _setting(self) -> dict[str, Any]:
        """Return the names that say which document this is: 通知, 单位, 报告期, 任务列表, 阶段列表."""
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
            "阶段列表": [self._phase(phase) for phase in notice.phases],
        }

    def _phase(self, phase: Phase) -> dict[str, Any]:
        """Return a phase of the notice for templates, its days as facts."""
        days = {"起": phase.start, "止": phase.end}
        facts = {word: Fact(f"{phase.title}{word}", day, formula="通知规定的阶段") for word, day in days.items()}
        return {"名称": phase.title, **{word: Stated(fact, self.trace) for word, fact in facts.items()}}
