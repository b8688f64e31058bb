"""Orders (任务): the command lines of one build; one document of every kind of every notice, or everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builders.model.notice import Artifact, Notice
from builders.model.period import ONCE, ONE_OCCASION
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace

SAMPLE = "--sample"
"""Invented data may be final here: what is compared are bytes."""


@dataclass(frozen=True)
class Kind:
    """One document that stands for all of its kind: notice, artifact, option and name of a unit, period."""

    notice: str
    artifact: str
    option: str
    unit: str
    period: str

    @property
    def command(self) -> list[str]:
        """The command line that makes it."""
        period = [] if self.period == ONCE else ["--period", self.period]
        return [self.artifact, "--notice", self.notice, f"--{self.option}", self.unit, *period, SAMPLE]


def kinds(root: Path) -> list[Kind]:
    """Return one document of every kind that there is prose for."""
    workspace = Workspace(root)
    found = []
    for id in workspace.notice_ids:
        notice = read_notice(workspace, id)
        for artifact in notice.artifacts:
            written = _written(root, notice, artifact)
            found += [Kind(id, artifact.id, notice.level(artifact.level).option, *written[0])] if written else []
    return found


def _written(root: Path, notice: Notice, artifact: Artifact) -> list[tuple[str, str]]:
    """Return the units and periods that have prose for an artifact."""
    return [
        (unit.name, path.parent.name)
        for unit in notice.units_of(artifact)
        for path in sorted((root / "content" / notice.id / unit.name).glob(f"*/{artifact.id}.md"))
    ]


def commands(root: Path, *, everything: bool) -> list[list[str]]:
    """Return the command lines of a build: documents first, then bundles."""
    chosen = kinds(root)
    if not everything:
        return [*(kind.command for kind in chosen), *_bundling(chosen)]
    single = [[kind.artifact, "--notice", kind.notice, "--all", SAMPLE] for kind in chosen if kind.period == ONCE]
    occasions = dict.fromkeys((kind.notice, _said(kind.period)) for kind in chosen)
    bundles = [["bundle", "--all", "--notice", notice, "--period", period, SAMPLE] for notice, period in occasions]
    return [["build", "--all", SAMPLE], *single, *bundles]


def _bundling(chosen: Sequence[Kind]) -> list[list[str]]:
    """Return the command lines that put the chosen documents into bundles, one for each unit and period."""
    bundles: dict[tuple[str, ...], list[str]] = {}
    for kind in chosen:
        whose = ("--notice", kind.notice, f"--{kind.option}", kind.unit, "--period", _said(kind.period))
        bundles.setdefault(whose, []).extend(["--artifact", kind.artifact])
    return [["bundle", *whose, *artifacts, SAMPLE] for whose, artifacts in bundles.items()]


def _said(period: str) -> str:
    return ONE_OCCASION.label if period == ONCE else period
