"""Notebooks in templates: ``{{ 笔记本("evaluation/analysis.ipynb") }}`` prints what the notebook's cells hand over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builders.compose.faults import NotebookFault, Unprintable
from builders.compose.markup import Markdown
from builders.compose.notebooks.execution import execute
from builders.compose.notebooks.handover import HandOver
from builders.compose.notebooks.parameters import parameters_of
from builders.compose.notebooks.reading import read_notebook
from builders.compose.trace import Trace
from builders.core.diagnostics import Diagnostic


@dataclass(frozen=True)
class Library:
    """The notebooks of a workspace, with everything that printing one takes.

    ``names`` are the template's facts and views, ``absent`` the facts without a value, ``charts`` what draws.
    """

    templates: Path
    names: Mapping[str, Any]
    absent: Mapping[str, str]
    trace: Trace
    charts: Mapping[str, Callable[..., Markdown]]

    def printed(self, name: str) -> Markdown:
        """笔记本: run the notebook and return its Markdown. Raises NotebookFault, ToolError."""
        from builders.compose.notebooks.exporting import Exporting  # nbconvert loads slowly, and few documents need it

        notebook = read_notebook(self.templates, name)
        executed = execute(notebook, parameters_of(notebook, self.names, self.absent), self.templates.parent)
        printing = HandOver(notebook, self.names, self.trace, self.charts)

        def handed(content: Mapping[str, Any], cell: int) -> str:
            try:
                return printing.handed(content, cell)
            except (Unprintable, TypeError, LookupError, ValueError, ArithmeticError) as fault:
                told = str(fault.message) if isinstance(fault, Unprintable) else f"参数写错或漏写（{fault}）"
                cure = "请参照模板里同名功能的写法"
                raise NotebookFault(Diagnostic(notebook.place(cell), "C064", told, cure=cure)) from fault

        return Markdown(Exporting(notebook, handed, printing.text, printing.markdown).markdown_of(executed))
