"""The kernel's keeper (运行笔记本): a process of its own that runs one notebook and writes what its cells handed over.

``python -m builders.compose.notebooks.kernel`` reads a request as JSON from its input and answers with JSON: the
executed notebook, or at which cell it failed and why. The kernel is this very Python, whatever kernels are installed.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

LONGEST_SOCKET_NAME = 90
"""A Unix socket's name may have 104 characters on macOS; -1 to -5 are put behind."""


class _ThisPython(KernelSpecManager):
    """Knows one kernel: the Python that runs this."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return it, whatever it is called."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name=kernel_name, language="python")


class _Manager(AsyncKernelManager):
    """Starts the kernel on sockets in the own folder, so that no port is opened where the system can do without."""

    folder: ClassVar[Path] = Path()

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - traits
        super().__init__(**more)
        self.kernel_spec_manager = _ThisPython(parent=self)
        self.connection_file = str(self.folder / "k.json")
        if sys.platform != "win32" and len(self.connection_file) < LONGEST_SOCKET_NAME:
            self.transport = "ipc"
            self.ip = str(self.folder / "k")


async def run(request: dict[str, Any], notebook: nbformat.NotebookNode) -> dict[str, Any]:
    """Run every cell and return the notebook as it is then, or the fault of the cell that it stopped at."""
    running = 0

    def began(cell: object, cell_index: int) -> None:
        nonlocal running
        running = cell_index

    client = NotebookClient(
        notebook, kernel_manager_class=_Manager, kernel_name="python3", timeout=None,
        startup_timeout=request["limit_s"], allow_errors=False, record_timing=False, on_cell_start=began,
        shutdown_kernel="immediate", ipython_hist_file=":memory:", coalesce_streams=True,
    )  # fmt: skip
    quiet = os.open(os.devnull, os.O_RDWR)
    limit = asyncio.timeout(request["limit_s"])
    try:
        async with limit:
            await client.async_execute(cwd=request["folder"], stdout=quiet, stderr=quiet)
    except CellExecutionError as fault:
        return {"fault": {"cell": running, "kind": fault.ename, "message": fault.evalue}}
    except (TimeoutError, DeadKernelError):  # nbclient takes being stopped for a dead kernel
        return {"fault": {"cell": running, "kind": "timeout" if limit.expired() else "dead", "message": ""}}
    finally:
        os.close(quiet)
    return {"notebook": notebook}


def main() -> None:
    """Answer one request."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    request = json.load(sys.stdin)
    _Manager.folder = Path(request["folder"])
    notebook = nbformat.reads(request["notebook"], as_version=4)  # type: ignore[no-untyped-call]
    answer = asyncio.run(run(request, notebook))
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


if __name__ == "__main__":
    main()
