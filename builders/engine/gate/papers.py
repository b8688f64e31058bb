"""Papers (正文文件): the content files of a notice, each with the document that it is for; strays are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builders.core.diagnostics import Diagnostic, Place
from builders.core.rule import Rule
from builders.core.suggest import nearest
from builders.model.notice import Artifact, Notice, Unit
from builders.model.period import ONCE, ONE_OCCASION, Period, parse_period
from builders.sources.workspace import Workspace

RULES = (
    Rule(
        "K101",
        "正文文件夹的名称不是报送单位",
        "文件夹名写错的正文不会用到任何文件里，也不会有人发现。",
        "请把文件夹改成报送单位的简称",
    ),
    Rule(
        "K102",
        "正文文件夹的名称不是报告期",
        "报告期写错的正文不会用到任何文件里。",
        "请写成 2023H1 的形式；只报一次的文件放在 once 里",
    ),
    Rule(
        "K103",
        "这个正文文件不属于任何报送文件",
        "文件名写错、放错单位或报告期的正文不会用到任何文件里。",
        "请按报送文件的代号改名，或移到对应的文件夹",
    ),
    Rule(
        "K104",
        "这个数据表没有列入通知的 tables",
        "没有列入的表不会被读取。",
        "请列入 notice.yaml 的 tables，或改正文件名",
        severity="warning",
    ),
    Rule(
        "K105",
        "这个文件不能读取",
        "链接、文件夹、太大或没有权限的文件不能用。",
        "请换成文件本身，或检查权限",
    ),
)
_BY_CODE = {rule.code: rule for rule in RULES}


@dataclass(frozen=True)
class Paper:
    """One content file, and the document that it is for."""

    path: Path
    artifact: Artifact
    unit: Unit
    period: Period


@dataclass
class PaperSearch:
    """Finds the content files of a notice; ``problems`` are the files and folders that belong to nothing."""

    workspace: Workspace
    notice: Notice
    problems: list[Diagnostic] = field(default_factory=list)

    def papers(self) -> list[Paper]:
        """Return every content file that belongs to a document, in order of path."""
        return [paper for unit, folder in self._units() for paper in self._of_unit(unit, folder)]

    def stray_tables(self) -> Iterator[Diagnostic]:
        """Yield the tables beside the notice that it does not list."""
        for path in sorted((self.workspace.root / "data" / self.notice.id).glob("*.csv")):
            if path.stem not in self.notice.tables:
                yield self._problem("K104", path, nearest(path.stem, self.notice.tables), ".csv")

    def _units(self) -> Iterator[tuple[Unit, Path]]:
        units = {unit.name: unit for unit in self.notice.units}
        for folder in _folders(self.workspace.root / "content" / self.notice.id):
            if folder.name in units:
                yield units[folder.name], folder
            elif any(parse_period(inner.name) for inner in _folders(folder)):
                self.problems.append(self._problem("K101", folder, nearest(folder.name, units)))

    def _of_unit(self, unit: Unit, folder: Path) -> Iterator[Paper]:
        for inner in _folders(folder):
            period = ONE_OCCASION if inner.name == ONCE else parse_period(inner.name)
            if period is None or inner.name != period.id:
                near = period.id if period else None
                self.problems.append(self._problem("K102", inner, near))
                continue
            owed = [each for each in self.notice.artifacts if each.level == unit.level and _fits(each, period)]
            names = {each.id: each for each in owed}
            for path in sorted(inner.glob("*.md")):
                if path.stem in names:
                    yield Paper(path, names[path.stem], unit, period)
                else:
                    self.problems.append(self._problem("K103", path, nearest(path.stem, names), ".md"))

    def _problem(self, code: str, path: Path, near: str | None, suffix: str = "") -> Diagnostic:
        rule = _BY_CODE[code]
        cure = f"是否指“{near}{suffix}”？" if near else rule.cure
        return Diagnostic(Place(self.workspace.shown(path)), code, rule.title, path.name, cure, rule.severity)


def _fits(artifact: Artifact, period: Period) -> bool:
    return (artifact.cadence == "once") == (period.id == ONCE)


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
