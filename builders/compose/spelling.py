"""Spelling of names (名称核对) in templates and passages, without any data: what a document would stumble over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment

from builders.compose.environment import make_environment
from builders.compose.inspection import OF_TEMPLATES, Inspection, Source, padded
from builders.compose.wording import wording_names
from builders.core.diagnostics import Diagnostic, Place
from builders.model.factbook import MISSING
from builders.model.notice import Artifact
from builders.model.passage import Content

SETTING = ("通知", "单位", "报告期", "任务列表", "阶段列表")
"""The names that say which document this is."""
CHARTS = ("柱状图", "条形图", "横道图", "热力图")


@dataclass(frozen=True)
class Speller:
    """Knows the facts and views of a notice by name, and looks through what is written with them."""

    templates: Path
    names: Collection[str]

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Every name that a passage may use."""
        return (*self.names, MISSING, *SETTING, *CHARTS, *wording_names())

    @cached_property
    def _environment(self) -> Environment:
        return make_environment(self.templates)

    def template(self, artifact: Artifact) -> tuple[list[Diagnostic], tuple[str, ...]]:
        """Return what is wrong with an artifact's template and those it includes, and all their names."""
        inspection = Inspection(self._environment)
        shown = f"templates/{artifact.template}"
        inspection.template(artifact.template, (*self.known, *OF_TEMPLATES), Place(shown))
        return [*inspection.problems, *inspection.misspelt()], tuple(inspection.templates)

    def content(self, content: Content) -> list[Diagnostic]:
        """Return what is wrong with the names in the passages of a content file."""
        inspection = Inspection(self._environment)
        for passage in content.passages:
            inspection.source(Source(passage.file, padded(passage), self.known))
        return [*inspection.problems, *inspection.misspelt()]
