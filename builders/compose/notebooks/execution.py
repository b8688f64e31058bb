"""Execution (执行): a notebook run once for the same content and parameters, apart from everything else of the machine.

What runs it is a process of its own in an empty folder, with an environment that is the same everywhere, a time limit
and no way out (``doors``).
"""

from __future__ import annotations

import copy
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from builders.compose.faults import NotebookFault
from builders.compose.notebooks.reading import Notebook
from builders.core.diagnostics import Diagnostic, Place
from builders.core.digests import canonical_json, digest
from builders.core.process import run

LIMIT_S = 60.0
_GRACE_S = 20.0
"""How much longer the keeper may take to start and to end."""
PARAMETERS = "parameters.json"
_PACKAGE = Path(__file__).parents[3]
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE")
"""What a Python may need of the machine's own environment to start at all."""
_CHINESE = {
    "ZeroDivisionError": "除数为零", "DivisionByZero": "除数为零", "InvalidOperation": "不能这样运算",
    "DivisionUndefined": "除数为零", "NameError": "用了没有定义的名称", "KeyError": "没有这一列或这一项",
    "IndexError": "取了没有的一行", "TypeError": "类型不对", "ValueError": "数值不对", "LookupError": "取不到数据",
    "AttributeError": "没有这个属性", "SyntaxError": "写法有误", "IndentationError": "缩进有误",
    "ModuleNotFoundError": "没有安装这个模块", "ImportError": "模块里没有这个名称", "PermissionError": "不允许",
    "AssertionError": "断言不成立", "MemoryError": "内存不够", "RecursionError": "没有尽头",
}  # fmt: skip
_executed: dict[str, dict[str, Any]] = {}


def execute(notebook: Notebook, parameters: dict[str, Any], workspace: Path) -> dict[str, Any]:
    """Return the executed notebook (nbformat 4). Raises NotebookFault for a cell that failed, ToolError."""
    given = canonical_json(parameters)
    key = digest(notebook.source + b"\0" + given)
    if key not in _executed:
        _executed[key] = _run(notebook, given, workspace)
    return copy.deepcopy(_executed[key])


def _run(notebook: Notebook, given: bytes, workspace: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="nb-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / PARAMETERS).write_bytes(given)
        request = {"folder": name, "limit_s": LIMIT_S, "notebook": _prepared(notebook, workspace)}
        answer: dict[str, Any] = json.loads(
            run(
                [sys.executable, "-m", "builders.compose.notebooks.kernel"],
                timeout_s=LIMIT_S + _GRACE_S, what=f"执行笔记本 {notebook.name}",
                stdin=json.dumps(request).encode(), env=_environment(folder), cwd=folder,
            )
        )  # fmt: skip
    if "fault" in answer:
        raise _fault(notebook, **answer["fault"])
    executed: dict[str, Any] = answer["notebook"]
    executed["cells"] = executed["cells"][1:]
    return executed


def _prepared(notebook: Notebook, workspace: Path) -> str:
    """Return the notebook without outputs, with a cell before all that closes the doors."""
    content = copy.deepcopy(notebook.content)
    source = f"from builders.compose.notebooks.doors import close_doors as _\n_({str(workspace.resolve())!r})\ndel _"
    content["cells"].insert(0, {"cell_type": "code", "metadata": {}, "source": source})
    content["nbformat_minor"] = 4  # later minors want an id for each cell
    for cell in content["cells"]:
        cell.pop("id", None)
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(content)


def _environment(folder: Path) -> dict[str, str]:
    home = str(folder)
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        **dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "IPYTHONDIR", "MPLCONFIGDIR"), home),
        **dict.fromkeys(("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"), home),
        "PYTHONPATH": str(_PACKAGE), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
        "PYTHONNOUSERSITE": "1", "PYTHONWARNINGS": "ignore", "LC_ALL": "C.UTF-8", "TZ": "UTC", "MPLBACKEND": "Agg",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1", "JUPYTER_PLATFORM_DIRS": "1", "NO_COLOR": "1",
    }  # fmt: skip


def _fault(notebook: Notebook, cell: int, kind: str, message: str) -> NotebookFault:
    """Return the fault of a cell as an author can mend it; ``cell`` counts from 0 with our own first."""
    place, beginning = Place(notebook.shown), ""
    if cell:
        place, beginning = notebook.place(cell), f"。这一格的开头是：{notebook.beginning(cell)}"
    if kind == "timeout":
        told, cure = f"这一格执行超时（整个笔记本限{LIMIT_S:g}秒），已停止", "请减少计算量，或检查有没有停不下来的循环"
    elif kind == "dead":
        told, cure = "执行到这一格时，笔记本的进程意外结束", "请检查是否占用内存过多，或用了会退出程序的写法"
    else:
        detail = " ".join(message.split())
        told = f"这一格出错：{_CHINESE.get(kind, '不能执行')}（{kind}{'：' if detail else ''}{detail}）"
        cure = "请在 Jupyter 中改正这一格"
    return NotebookFault(Diagnostic(place, "C063", f"{told}{beginning}", cure=cure))
