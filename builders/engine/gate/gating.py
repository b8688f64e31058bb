"""Gating (过门): one notice looked through from its rules to its prose, everything wrong collected on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from builders.checks.excuses import read_excuses, weigh
from builders.checks.formalities import check_formalities
from builders.checks.privacy.telling import without_personal_data
from builders.checks.prose.typed_numbers import check_content
from builders.compose.spelling import Speller
from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ReportError
from builders.engine.belonging import Belonging
from builders.engine.catalogue import all_rules
from builders.engine.disclosure import check_disclosure
from builders.engine.gate.inspection import Inspection
from builders.engine.gate.paper import judge_text
from builders.engine.gate.papers import Paper, PaperSearch
from builders.engine.mending import Mended, mend_files
from builders.engine.programme import read_dataset
from builders.engine.proofreading import Proofreader, proofreader_of
from builders.facts.across import check_across
from builders.facts.evaluation import Accounts
from builders.model.excuse import Excuse
from builders.model.notice import Notice, Unit
from builders.model.rules import FactRules
from builders.model.table import Dataset
from builders.sources.excuses import read_table_excuses
from builders.sources.files import read_text
from builders.sources.notices import read_notice
from builders.sources.passages import LARGEST_CONTENT, parse_readable
from builders.sources.pictures import look_at_pictures, lost_pictures
from builders.sources.rules import read_rules
from builders.sources.workspace import Workspace

_T = TypeVar("_T")


def inspect_notice(workspace: Workspace, notice_id: str, units: Sequence[Unit] | None = None) -> Inspection:
    """Return what is wrong with a notice's rules, tables, prose and templates; ``units`` are those meant, None for all.

    Nothing is raised for what a user can write: it is all in the inspection.
    """
    gate = _Gate(workspace, units)
    gate.enter(notice_id)
    told = dict.fromkeys(without_personal_data(problem) for problem in gate.problems)
    judgement = weigh(told, gate.excuses, all_rules())
    return Inspection(judgement.problems, judgement.excused, tuple(gate.seen.items()))


def mend_notices(workspace: Workspace, inspection: Inspection) -> tuple[Mended, ...]:
    """Make the safe mends of an inspection in content files and templates; return what was changed.

    What is excused is left as it is. Raises FileError, and then no file is changed.
    """
    readers: dict[str, Proofreader] = {}

    def proofread(text: str, file: str) -> Sequence[Diagnostic]:
        notice_id = PurePosixPath(file).parts[1] if file.startswith("content/") else ""
        if notice_id not in readers:
            readers[notice_id] = proofreader_of(read_notice(workspace, notice_id)) if notice_id else Proofreader()
        return judge_text(text, file, readers[notice_id]).problems

    return mend_files(workspace, inspection.problems, proofread)


@dataclass
class _Gate:
    """Collects: every step looks at what the steps before could read, and none stops the others."""

    workspace: Workspace
    units: Sequence[Unit] | None
    problems: list[Diagnostic] = field(default_factory=list)
    excuses: list[Excuse] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def enter(self, notice_id: str) -> None:
        notice = self._tried(f"data/{notice_id}/notice.yaml", lambda: read_notice(self.workspace, notice_id))
        rules = self._tried(f"data/{notice_id}/facts.yaml", lambda: read_rules(self.workspace, notice_id))
        if notice is None:
            return
        self.seen["notice"] += 1
        reader = proofreader_of(notice)
        self._excuse_tables(notice)
        self._tables(notice, rules, reader)
        search = PaperSearch(self.workspace, notice)
        papers = [paper for paper in search.papers() if self.units is None or paper.unit in self.units]
        self.problems += [*search.problems, *search.stray_tables()]
        speller = _speller(self.workspace, notice, rules) if rules else None
        for paper in papers:
            self._paper(paper, notice, reader, speller)
        if self.units is None:
            self._templates(notice, reader, speller)

    def _tables(self, notice: Notice, rules: FactRules | None, reader: Proofreader) -> None:
        found = self._tried(f"data/{notice.id}", lambda: read_dataset(self.workspace, notice))
        if found is None:
            return
        dataset, problems = found
        self.seen["table"] += len(dataset.tables)
        problems += [problem for table in dataset.tables for problem in reader.table(table)]
        self.problems += self._of_units(problems, dataset, notice)
        if rules and not any(problem.severity == "error" for problem in problems):
            across = self._tried(f"data/{notice.id}/facts.yaml", lambda: check_across(Accounts(dataset, notice, rules)))
            self.problems += self._of_units(across or [], dataset, notice)

    def _of_units(self, problems: list[Diagnostic], dataset: Dataset, notice: Notice) -> list[Diagnostic]:
        """Return the problems of tables without those in rows of other units than those meant."""
        if self.units is None:
            return problems
        wanted, belonging = {unit.code for unit in self.units}, Belonging(dataset)
        others = {unit.code for unit in notice.units} - wanted
        elsewhere = set()
        for file in {problem.place.file for problem in problems}:
            for table in (table for table in dataset.tables if table.file == file):
                for row in table.rows:
                    codes = belonging.codes(table, row)
                    if codes & others and not codes & wanted:
                        elsewhere.add((file, row.line))
        return [problem for problem in problems if (problem.place.file, problem.place.line) not in elsewhere]

    def _excuse_tables(self, notice: Notice) -> None:
        found = self._tried(f"data/{notice.id}/excuses.yaml", lambda: read_table_excuses(self.workspace, notice.id))
        if found:
            self.excuses += found[0]
            self.problems += found[1]

    def _paper(self, paper: Paper, notice: Notice, reader: Proofreader, speller: Speller | None) -> None:
        shown = self.workspace.shown(paper.path)
        text = self._text(paper.path, shown)
        if text is None:
            return
        self.seen["paper"] += 1
        told, before = reader.written(text, shown), len(self.problems)
        read = self._tried(shown, lambda: parse_readable(text, shown, paper.artifact))
        self.problems += read[1] if read else []
        unseen = {problem.place.line for problem in told if problem.code == "R120"}  # it says where, to the character
        self.problems[before:] = [
            each for each in self.problems[before:] if each.code != "C030" or each.place.line not in unseen
        ]
        self.problems += told
        if read is None:
            return
        content = read[0]
        self.problems += check_formalities(content, paper.artifact)
        wrong = {problem.place for problem in told}  # a number of a person, or a misread one: no source is asked for
        self.problems += [problem for problem in check_content(content, notice) if problem.place not in wrong]
        self.problems += speller.content(content) if speller else ()
        self.problems += lost_pictures(self.workspace, content, self._charts)
        pictures = self._tried(shown, lambda: look_at_pictures(self.workspace, content)) or {}
        for picture, given in pictures.items():
            self.problems += check_disclosure(self.workspace.shown(picture), given)

    @cached_property
    def _charts(self) -> str:
        """All templates as one text: a picture that they name is a chart that they draw."""
        paths = sorted(self.workspace.templates.rglob("*.j2"))
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file())

    def _templates(self, notice: Notice, reader: Proofreader, speller: Speller | None) -> None:
        names: dict[str, None] = {}
        for artifact in notice.artifacts:
            problems, templates = speller.template(artifact) if speller else ([], (artifact.template,))
            self.problems += problems
            names.update(dict.fromkeys(templates))
        for name in names:
            path = self.workspace.templates / name
            text = self._text(path, self.workspace.shown(path)) if path.exists() else None
            if text is not None:
                self.seen["template"] += 1
                self.problems += reader.written(text, self.workspace.shown(path))

    def _text(self, path: Path, shown: str) -> str | None:
        """Return the text of a file, and hear its excuses."""
        text = self._tried(shown, lambda: read_text(path, shown, LARGEST_CONTENT))
        if text is not None:
            excuses, problems = read_excuses(text, shown)
            self.excuses += excuses
            self.problems += problems
        return text

    def _tried(self, file: str, work: Callable[[], _T]) -> _T | None:
        """Return what the work on a file gives, or None when it fails for what a user wrote."""
        try:
            return work()
        except ReportError as fault:
            self.problems += fault.diagnostics or [Diagnostic(Place(file), "K105", fault.message.rstrip("。"))]
            return None


def _speller(workspace: Workspace, notice: Notice, rules: FactRules) -> Speller:
    facts, views = [each.name for each in rules.facts], [each.name for each in rules.views]
    return Speller(workspace.templates, (*facts, *views, *(each.name for each in notice.thresholds)))
