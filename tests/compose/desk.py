"""A desk (案头): one small document composed from texts given in a test."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from builders.compose.composing import Commission, compose
from builders.core.diagnostics import Diagnostic
from builders.core.errors import ContentError
from builders.model.fact import CellRef, Fact, Value
from builders.model.factbook import FactBook
from builders.model.manuscript import Manuscript
from builders.model.notice import Artifact, Level, MastheadRule, Notice, Unit
from builders.model.passage import Content, Passage
from builders.model.period import half_year_of

UNIT = Unit("211302", "双塔区", "朝阳市双塔区", "county")
PERIOD = half_year_of(date(2023, 6, 8))
CONTENT_FILE = "content/chaoyang/双塔区/2023H1/half-year.md"
TEMPLATE_FILE = "templates/half-year/report.md.j2"
FIRST_LINE = 6
"""The line of the content file on which the first heading stands, after the front matter."""
NOTO = Path(importlib.util.find_spec("pylopdf_fonts_zh_cn").submodule_search_locations[0]) / "NotoSansSC-Regular.otf"  # type: ignore[union-attr, index]

Names = Mapping[str, Any]


def fact(name: str, value: Value | str | int, unit: str = "", **more: Any) -> Fact:
    """A fact; whole numbers and numerals in quotes with a unit become Decimal."""
    number = isinstance(value, int) or (isinstance(value, str) and unit != "")
    cell = CellRef("data/chaoyang/projects.csv", 5, "I", "总投资", str(value), more.pop("citation", ""))
    more.setdefault("places", 0 if isinstance(value, int) else 2)
    return Fact(name, Decimal(value) if number else value, unit, sources=(cell,), **more)  # type: ignore[arg-type]


def notice(**more: Any) -> Notice:
    return Notice(**{
        "id": "chaoyang", "title": "关于开展试点工作的通知", "number": "朝住建发〔2022〕44号",
        "date": date(2022, 11, 21), "issuers": ("朝阳市民政局",), "source": "公开文件",
        "programme": "完整社区建设试点", "sample": True, "tables": ("projects",),
        "levels": (Level("county", "县（市）区", "district"),), "units": (UNIT,),
        "artifacts": (ARTIFACT,), "tasks": ("推进智能化服务",), **more,
    })  # fmt: skip


ARTIFACT = Artifact(
    id="half-year", title="半年总结报告", level="county", cadence="half-year", template="half-year/report.md.j2",
    document_title="{name}试点工作{period}总结报告", masthead=MastheadRule(), issuers=("{full_name}民政局",),
    addressees=("朝阳市民政局",), passages=("主要做法", "存在问题"),
)  # fmt: skip


class Desk:
    """Templates in a folder of their own, and everything else as arguments."""

    def __init__(self, folder: Path) -> None:
        self.templates = folder

    def write(self, name: str, text: str) -> Path:
        path = self.templates / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def compose(
        self,
        template: str = '{{ 正文("主要做法") }}\n',
        *,
        passages: Mapping[str, str] | None = None,
        facts: Names | None = None,
        views: Names | None = None,
        absent: Mapping[str, str] | None = None,
        **settings: Any,
    ) -> Manuscript:
        """Compose a document; ``facts`` are facts, groups of facts, or plain values to make facts of."""
        self.write("half-year/report.md.j2", template)
        book = FactBook(UNIT, settings.pop("period", PERIOD), facts_of(facts or {}), views or {}, absent or {})
        content = Content(
            CONTENT_FILE, settings.pop("status", "final"), settings.pop("date", date(2023, 6, 8)),
            passages_of(passages or {}), author="张某", **settings.pop("content", {}),
        )  # fmt: skip
        artifact = settings.pop("artifact", ARTIFACT)
        pictures = settings.pop("pictures", ())
        commission = Commission(notice(**settings), artifact, book, content, self.templates, (NOTO,), pictures)
        return compose(commission).manuscript

    def text(self, template: str, **more: Any) -> str:
        """The Markdown of a composed document, without its last line end."""
        return self.compose(template, **more).markdown.removesuffix("\n")

    def problems(self, template: str = '{{ 正文("主要做法") }}\n', **more: Any) -> tuple[Diagnostic, ...]:
        """What a document is refused for."""
        try:
            made = self.compose(template, **more)
        except ContentError as fault:
            assert fault.exit_code == 4
            assert fault.diagnostics
            return fault.diagnostics
        raise AssertionError(f"nothing was refused: {made.markdown!r}")

    def problem(self, template: str = '{{ 正文("主要做法") }}\n', **more: Any) -> Diagnostic:
        """The only thing that a document is refused for."""
        [only] = self.problems(template, **more)
        return only


def facts_of(values: Names) -> dict[str, Fact | Mapping[str, Fact]]:
    """Facts and groups of facts as they are, and a fact of each plain value."""
    kinds = (Fact, Mapping)
    return {name: value if isinstance(value, kinds) else fact(name, value) for name, value in values.items()}


def passages_of(texts: Mapping[str, str]) -> tuple[Passage, ...]:
    """Passages as a content file holds them: one after the other, each below its heading."""
    found, line = [], FIRST_LINE
    for name, text in texts.items():
        found.append(Passage(name, text, CONTENT_FILE, line + 1))
        line += 1 + len(text.split("\n"))
    return tuple(found)
