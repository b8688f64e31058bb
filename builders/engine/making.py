"""Making (生成): the documents of a request, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from builders.checks.prose import check_content
from builders.compose.composing import Commission, compose
from builders.core.diagnostics import Diagnostic
from builders.core.digests import file_digest
from builders.core.errors import ReportError, UsageError
from builders.core.lock import hold
from builders.core.publish import publish
from builders.deliver.folder import Delivery, deliver
from builders.engine.programme import Programme
from builders.facts.book import fill_book
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.model.notice import Artifact, Unit
from builders.model.period import ONE_OCCASION, Period
from builders.sources.passages import read_content
from builders.typeset.typesetting import typeset

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """One document wanted: which artifact, of whom, for when."""

    artifact: Artifact
    unit: Unit
    period: Period

    @property
    def title(self) -> str:
        """What the order is called in messages."""
        words = (self.unit.name, self.period.label, self.artifact.title)
        return " ".join(word for word in words if word != ONE_OCCASION.label)


@dataclass(frozen=True)
class Written:
    """One composed document, with what its prose was warned of."""

    manuscript: Manuscript
    inputs: dict[str, str]
    warnings: tuple[Diagnostic, ...]


def write_manuscript(programme: Programme, order: Order, faces: FaceSet) -> Written:
    """Return the manuscript of one order. Raises DataError, ContentError or UsageError."""
    workspace = programme.workspace
    book = fill_book(programme.dataset, programme.notice, programme.rules, order.unit, order.period)
    content = read_content(workspace, programme.notice.id, order.artifact, order.unit, order.period)
    chart_faces = (faces.role("heading").path, faces.role("fallback").path)
    commission = Commission(programme.notice, order.artifact, book, content, workspace.templates, chart_faces)
    manuscript = compose(commission)
    own = [workspace.root / content.file, *_template_files(workspace.templates, order.artifact)]
    inputs = {**programme.inputs, **{workspace.shown(path): file_digest(path) for path in own}}
    return Written(manuscript, inputs, tuple(check_content(content, programme.notice)))


def make_documents(
    programme: Programme,
    orders: Iterable[Order],
    faces: FaceSet,
    formats: tuple[str, ...],
    output: Path,
    progress: Progress = lambda title: None,
) -> tuple[list[Delivery], list[Diagnostic]]:
    """Make and publish every document, and return what was delivered and the warnings.

    Every order is tried, so that all problems are told at once; when one fails nothing is published and the error of
    the first failure is raised with the problems of all.
    """
    refuse_inside_inputs(programme, output)
    deliveries: list[Delivery] = []
    warnings: list[Diagnostic] = list(programme.warnings)
    faults: list[ReportError] = []
    with hold(output):
        for order in orders:
            progress(order.title)
            try:
                written = write_manuscript(programme, order, faces)
                made = typeset(written.manuscript, faces, formats)
                deliveries.append(deliver(output, written.manuscript, made, written.inputs, faces))
                warnings += written.warnings
            except ReportError as fault:
                faults.append(fault)
        if faults:
            raise _joined(faults)
        publish({d.folder: d.files for d in deliveries}, {d.folder: d.obsolete for d in deliveries})
    return deliveries, warnings


def refuse_inside_inputs(programme: Programme, output: Path) -> None:
    """Refuse an output folder that lies in what documents are made from. Raises UsageError."""
    real = output.resolve()
    for name in ("data", "content", "templates", "builders"):
        if real.is_relative_to((programme.workspace.root / name).resolve()):
            raise UsageError(f"输出文件夹不能放在 {name} 里面，请换一个位置。")


def _template_files(templates: Path, artifact: Artifact) -> list[Path]:
    """Return the files beside the artifact's template, which it may include."""
    folder = (templates / artifact.template).parent
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _joined(faults: list[ReportError]) -> ReportError:
    first = faults[0]
    if len(faults) == 1:
        return first
    diagnostics = {problem for fault in faults for problem in fault.diagnostics}
    messages = list(dict.fromkeys(fault.message for fault in faults))
    return type(first)(f"{len(faults)}份文件不能生成：{'；'.join(messages[:3])}", diagnostics)
