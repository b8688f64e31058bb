"""pandoc as the reader of Markdown, and as nothing else: sandboxed, one format, one call a document."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from builders.core.errors import ToolError
from builders.core.process import run

TIMEOUT_S = 60.0
HEAP = "-M1G"
"""pandoc's memory limit; a report needs a tenth of it, a pathological input gets an error instead of the machine."""

OFF = (
    "raw_html", "raw_attribute", "raw_tex", "native_divs", "native_spans", "markdown_in_html_blocks",
    "smart",  # its quotes are wrong next to Han characters; quotes.py pairs them
    "tex_math_dollars", "latex_macros", "citations", "yaml_metadata_block", "pandoc_title_block",
    "fancy_lists", "example_lists", "task_lists", "definition_lists", "line_blocks",
    "auto_identifiers", "implicit_header_references", "strikeout", "superscript", "subscript",
)  # fmt: skip
ON = ("east_asian_line_breaks",)

FORMAT = "markdown" + "".join(f"-{name}" for name in OFF) + "".join(f"+{name}" for name in ON)


def read_markdown(text: str) -> list[dict[str, Any]]:
    """Return the blocks of pandoc's JSON tree for ``text``.

    Raises ToolError when pandoc is missing or fails, RecursionError when the text nests too deeply to be a document.
    ``--fail-if-warnings`` is the net under lint.py: what pandoc would drop with a warning is an error.
    """
    argv = [str(program()), "+RTS", HEAP, "-RTS", "--sandbox", "--fail-if-warnings", "-f", FORMAT, "-t", "json"]
    output = run(argv, timeout_s=TIMEOUT_S, stdin=text.encode(), what="解析正文")
    blocks: list[dict[str, Any]] = json.loads(output)["blocks"]
    return blocks


def program() -> Path:
    """Return pandoc's path inside the package ``pypandoc_binary``.

    A pandoc elsewhere on the machine is never taken: another version reads the same text differently.
    """
    spec = importlib.util.find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        candidate = Path(folder) / "files" / name
        if candidate.is_file():
            return candidate
    raise ToolError("没有找到 pandoc。它随依赖包 pypandoc_binary 安装，请重新安装本工具的依赖。")
