"""Making (生成): the documents of a request, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from builders.checks.formalities import check_final, check_formalities
from builders.checks.length import check_length
from builders.checks.prose.typed_numbers import check_content
from builders.compose.composing import Commission, compose
from builders.compose.printing import printed_fact
from builders.core.diagnostics import Diagnostic, Place
from builders.core.digests import file_digest
from builders.core.errors import ContentError, FileError, ReportError, UsageError
from builders.core.lock import hold
from builders.core.publish import publish, recover
from builders.deliver.folder import Delivery, deliver, folder_of
from builders.engine.conformity import require_conformity
from builders.engine.disclosure import require_no_personal_data
from builders.engine.discretion import excused_values
from builders.engine.gate.paper import judge_prose
from builders.engine.programme import Programme
from builders.engine.proofreading import proofreader_of
from builders.engine.revisions import CountedRevisions, Revisions
from builders.model.face import FaceSet
from builders.model.fact import Fact
from builders.model.factbook import FactBook
from builders.model.manuscript import Manuscript
from builders.model.notice import Artifact, Unit
from builders.model.passage import Content
from builders.model.period import ONE_OCCASION, Period
from builders.sources.passages import read_content
from builders.sources.pictures import read_pictures
from builders.typeset.fonts import chart_files
from builders.typeset.typesetting import text_length, typeset

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
    """One composed document, with its prose and what that was warned of."""

    manuscript: Manuscript
    content: Content
    inputs: dict[str, str]
    warnings: tuple[Diagnostic, ...]


def write_manuscript(
    programme: Programme,
    order: Order,
    faces: FaceSet,
    revisions: Revisions | None = None,
    *,
    proofread: bool = True,
) -> Written:
    """Return the manuscript of one order; it has a version when ``revisions`` are given.

    Without ``proofread`` its prose is taken as it stands: what was good enough once, rules of today may refuse. Raises
    DataError, ContentError or UsageError.
    """
    workspace = programme.workspace
    book = programme.book(order.unit, order.period)
    content = read_content(workspace, programme.notice.id, order.artifact, order.unit, order.period)
    pictures = read_pictures(workspace, content)
    told = _proofread(programme, order, content) if proofread else []
    chart_faces = chart_files(faces)
    beside = tuple(pictures.values())
    commission = Commission(programme.notice, order.artifact, book, content, workspace.templates, chart_faces, beside)
    composed = compose(commission)
    own = [workspace.root / content.file, *(workspace.templates / name for name in composed.templates)]
    own += pictures
    inputs = {**programme.inputs, **{workspace.shown(path): file_digest(path) for path in own}}
    manuscript = composed.manuscript
    if revisions:
        manuscript = replace(manuscript, revision=revisions.of(programme, order.unit, content.file, inputs))
    return Written(manuscript, content, inputs, (*told, *check_content(content, programme.notice, _stated(book))))


def _proofread(programme: Programme, order: Order, content: Content) -> list[Diagnostic]:
    """Return what the prose of a document is warned of. Raises ContentError with every error."""
    judgement = judge_prose(programme.workspace, content.file, proofreader_of(programme.notice))
    told = [*check_formalities(content, order.artifact), *judgement.problems]
    wrong = [problem for problem in told if problem.severity == "error"]
    if wrong:
        raise ContentError(f"正文 {content.file} 有{len(wrong)}处问题", wrong)
    return told


def _stated(book: FactBook) -> dict[str, str]:
    """Return the numbers of a book as a sentence prints them, with unit, and the name of each that is the only such."""
    facts = [fact for fact in book.facts.values() if isinstance(fact, Fact) and isinstance(fact.value, Decimal)]
    names: dict[str, list[str]] = {}
    for fact in facts:
        if fact.unit:
            names.setdefault(printed_fact(fact), []).append(fact.name)
    return {printed: found[0] for printed, found in names.items() if len(found) == 1}


def make_documents(
    jobs: Sequence[tuple[Programme, Order]],
    faces: FaceSet,
    formats: Sequence[str],
    output: Path,
    progress: Progress = lambda title: None,
    revisions: Revisions | None = None,
    *,
    sample: bool = False,
) -> tuple[list[Delivery], list[Diagnostic]]:
    """Make and publish every document ordered of a programme, and return what was delivered and the warnings.

    ``formats`` are those wanted of each document that has them, none for all; ``revisions`` know the versions, Git if
    nobody is named; ``sample`` lets invented data be final, for demonstrations. Every order is tried, so that all
    problems are told at once; when one fails nothing is published and the error of the first failure is raised with the
    problems of all. A folder that holds the same already is not touched.
    """
    programmes = {programme.notice.id: programme for programme, _ in jobs}
    for programme in programmes.values():
        _refuse_inputs(programme, output)
    deliveries: list[Delivery] = []
    warnings = [problem for programme in programmes.values() for problem in programme.warnings]
    faults: dict[str, ReportError] = {}
    revisions = revisions or CountedRevisions()
    with hold(output):
        for programme, order in jobs:
            progress(order.title)
            try:
                _recover(programme, order, output)
                written = write_manuscript(programme, order, faces, revisions)
                _require_final(programme, order, written, revisions, sample)
                delivery, told = _make(programme, order, written, faces, formats, output)
                deliveries.append(delivery)
                warnings += told
            except ReportError as fault:
                faults[order.title] = fault
        if faults:
            raise _joined(faults)
        changed = [delivery for delivery in deliveries if delivery.changed]
        publish({d.folder: d.files for d in changed}, {d.folder: d.obsolete for d in changed})
    return deliveries, warnings


def _recover(programme: Programme, order: Order, output: Path) -> None:
    """Put right what an interrupted run left in the folder of a document."""
    folder = folder_of(output, programme.notice, order.artifact, order.unit, order.period)
    _refuse_links(output, folder)
    recover(folder)


def _require_final(
    programme: Programme, order: Order, written: Written, revisions: Revisions, sample: bool
) -> None:
    """Refuse a final document that is not what its status says. Raises ContentError."""
    content, revision = written.content, written.manuscript.revision
    modified: tuple[str, ...] = ()
    if revision and revision.modified:
        modified = revisions.modified(programme, order.unit, content.file, written.inputs)
    problems = check_final(content, invented=programme.notice.sample and not sample, modified=modified)
    if content.status == "final":
        problems += [problem for problem in written.warnings if problem.severity == "error"]
    if problems:
        raise ContentError(f"“{order.title}”还不能定稿，有{len(problems)}处问题", problems)


def _make(
    programme: Programme, order: Order, written: Written, faces: FaceSet, formats: Sequence[str], output: Path
) -> tuple[Delivery, tuple[Diagnostic, ...]]:
    """Make one document, without publishing it."""
    folder = folder_of(output, programme.notice, order.artifact, order.unit, order.period)
    wanted = tuple(name for name in order.artifact.formats if name in formats or not formats)
    made = typeset(written.manuscript, faces, wanted)
    require_conformity(written.manuscript, made)
    disclosed = require_no_personal_data(written.manuscript, made, _allowed(programme, written))
    length = text_length(written.manuscript)
    long = check_length(length, written.content, order.artifact)
    told = (*written.warnings, *long, *disclosed)
    return deliver(folder, written.manuscript, made, written.inputs, faces, length), told


def _allowed(programme: Programme, written: Written) -> frozenset[str]:
    """Return digests of the personal data that the document may show, because somebody excused them with a reason."""
    place = programme.workspace
    beside = place.excuses_file(programme.notice.id)
    files = [name for name in written.inputs if name.endswith((".md", ".j2"))]
    if beside.is_file():
        files += [place.shown(beside), *(name for name in written.inputs if name.endswith(".csv"))]
    return excused_values({name: (place.root / name).read_bytes() for name in files})


def _refuse_inputs(programme: Programme, output: Path) -> None:
    """Refuse an output folder that lies in what documents are made from, or is a link."""
    if output.is_symlink():
        raise FileError(f"输出文件夹 {output} 是一个链接，请直接写它指向的文件夹。")
    real = output.resolve()
    for name in ("data", "content", "templates", "builders"):
        if real.is_relative_to((programme.workspace.root / name).resolve()):
            raise UsageError(f"输出文件夹不能放在 {name} 里面，请换一个位置。")


def _refuse_links(output: Path, folder: Path) -> None:
    """Refuse to write through a link somewhere below the output folder."""
    for step in (folder, *folder.parents):
        if step == output:
            return
        if step.is_symlink():
            raise FileError(f"{step} 是一个链接，不能作为输出文件夹。")


def _joined(faults: dict[str, ReportError]) -> ReportError:
    """Return the one error that tells what is wrong with every document; its kind is that of the first."""
    first = next(iter(faults.values()))
    if len(faults) == 1:
        return first
    problems: set[Diagnostic] = set()
    for title, fault in faults.items():
        problems.update(fault.diagnostics or [Diagnostic(Place(title), "E001", fault.message)])
    return type(first)(f"{len(faults)}份文件不能生成（{'、'.join(faults)}），没有写出任何文件", problems)
