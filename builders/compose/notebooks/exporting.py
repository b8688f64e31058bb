"""Exporting (转换): an executed notebook as Markdown by nbconvert and a template of our own: only what cells hand over.

No input, no prompt, no number of execution; what would carry a path, an address in memory or a terminal's colours
into a document is an error.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Any

from nbconvert.exporters import TemplateExporter
from nbformat import from_dict

from builders.compose.faults import NotebookFault
from builders.compose.marks import FORBIDDEN, bare, mark_line
from builders.compose.markup import unescaped
from builders.compose.notebooks.reading import Notebook
from builders.core.diagnostics import Diagnostic

MIME = "application/vnd.make-report+json"
Printer = Callable[[Any, int], str]
"""What prints something handed over (data, plain text, Markdown) by the cell of that number."""

_TEMPLATE = """
{%- for cell in nb.cells if "note" not in cell.metadata.get("tags", []) %}
{%- if cell.cell_type == "markdown" %}
{{ cell.source | prose(cell.metadata.number) }}

{% elif cell.cell_type == "code" %}
{%- for output in cell.outputs %}
{{ output | shown(cell.metadata.number) }}

{% endfor %}
{%- endif %}
{%- endfor %}
"""
_LEAKS = (
    (re.compile(r"<[^<>\n]*\b(?:object|function|method|generator|module|class)\b[^<>\n]*>|0x[0-9a-fA-F]{6,}"),
     "程序里的对象或内存地址"),
    (re.compile(r"(?<![\w.)\]:/])/(?:[\w.-]+/)+[\w.-]*|\b[A-Za-z]:\\\w"), "电脑上的路径"),
    (re.compile(r"[\x00-\x08\x0b-\x1f\x7f]"), "控制字符"),
)  # fmt: skip


class Exporting:
    """One export: each output is handed to the printer of its kind, and what comes back is looked at."""

    def __init__(self, notebook: Notebook, handed: Printer, text: Printer, markdown: Printer) -> None:
        """Take the printers of handed-over data, of plain text and of Markdown."""
        self.notebook = notebook
        self.handed, self.text, self.markdown = handed, text, markdown

    def markdown_of(self, executed: dict[str, Any]) -> str:
        """Return the document part that an executed notebook makes. Raises NotebookFault."""
        for number, cell in enumerate(executed["cells"], 1):
            cell["metadata"]["number"] = number
        filters = {"prose": self._prose, "shown": self._shown}
        exporter = TemplateExporter(raw_template=_TEMPLATE, filters=filters)  # type: ignore[no-untyped-call]
        markdown, _ = exporter.from_notebook_node(from_dict(executed))  # type: ignore[no-untyped-call]
        return str(markdown).strip("\n")

    def fault(self, cell: int, message: str, cure: str) -> NotebookFault:
        """Return the fault of what a cell hands over."""
        return NotebookFault(Diagnostic(self.notebook.place(cell), "C064", message, cure=cure))

    def _prose(self, source: str, cell: int) -> str:
        """Return a Markdown cell: it is as much a part of the template as its words are."""
        return self._passed(source, source, cell)

    def _shown(self, output: Mapping[str, Any], cell: int) -> str:
        if output["output_type"] == "stream":
            raise self.fault(cell, "这一格用 print 输出了文字，或有警告", "要写进文件的请用 文(…)，其余的请删去")
        data = output["data"]
        if MIME in data:
            return self._passed(data, self.handed(data[MIME], cell), cell)
        if "text/markdown" in data:
            return self._passed(data["text/markdown"], self.markdown(data["text/markdown"], cell), cell)
        plain = _string(data.get("text/plain", "")) if set(data) == {"text/plain"} else None
        if plain is None:
            kinds = "、".join(sorted(set(data) - {"text/plain"})) or "一个值"
            cure = "请用 文(…)、表(…)、热力图(…) 等交给文件；不要让一格的最后一行是一个值"
            raise self.fault(cell, f"这一格输出了{kinds}，文件里不能印", cure)
        return self._passed(plain, self.text(plain, cell), cell)

    def _passed(self, handed: object, markdown: str, cell: int) -> str:
        """Return Markdown whose lines say where they came from. Raises NotebookFault for what leaked into it."""
        if found := FORBIDDEN.search(str(handed)):
            raise self.fault(cell, f"含有不能印出的字符 U+{ord(found.group()):04X}", "请删去该字符")
        plain = unescaped(bare(markdown))
        for pattern, what in _LEAKS:
            if leak := pattern.search(plain):
                raise self.fault(cell, f"输出里有{what}“{ascii(leak.group())[1:-1]}”", "请只交出要写进文件的文字和数字")
        mark = mark_line(f"{self.notebook.shown} 第{cell}格", 0)
        return "\n".join(mark + line if line.strip() else line for line in markdown.split("\n"))


def _string(shown: str) -> str | None:
    """Return the text that Python shows in quotes; None for any other value."""
    try:
        value = ast.literal_eval(shown)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, str) else None
