"""What the document verbs print: progress while documents are made, then what was made, where, and what to look at."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from builders.cli.voice import say, show_problems, tell
from builders.core.diagnostics import Diagnostic
from builders.deliver.folder import Delivery
from builders.model.face import FaceSet

SUBSTITUTES = ("Fandol", "Noto")
KINDS = {".docx": "Word", ".pdf": "PDF", ".xlsx": "Excel"}
_MAIN = ("title", "body", "heading", "kai")


@contextmanager
def report_progress(total: int) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the title of each document as its making starts.

    It moves a bar on a terminal and prints lines elsewhere.
    """
    if total == 1 or not sys.stderr.isatty():
        yield lambda title: say(f"正在生成：{title}")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("准备", total=total, completed=-1)
        yield lambda title: bar.update(task, advance=1, description=title)


def show_deliveries(
    deliveries: list[Delivery], warnings: list[Diagnostic], faces: FaceSet, uncounted: tuple[str, ...] = ()
) -> None:
    """Print the documents made, warnings, and which faces stand in for those of the standard.

    ``uncounted`` is why versions could not be counted.
    """
    show_problems(tuple(sorted(warnings)))
    for delivery in deliveries:
        for note in delivery.notes:
            say(f"提醒：{note}")
    open_faces = [face for face in faces.faces if face.origin in SUBSTITUTES and face.role in _MAIN]
    stand_ins = [f"{face.label}用{face.origin}" for face in open_faces]
    if stand_ins and deliveries:
        note = f"提醒：PDF 中{'、'.join(stand_ins)}代替（Word 文件仍写标准字体名）。"
        say(f"{note}详见 make-report fonts。")
    for reason in uncounted:
        say(f"提醒：版本只写内容摘要，没有版次：{reason}。")
    for delivery in deliveries:
        for document in delivery.documents:
            tell(f"{'已生成' if delivery.changed else '未变化'}：{near(document)}")
    if len(deliveries) > 1:
        documents = [document for delivery in deliveries for document in delivery.documents]
        kinds = [name for suffix, name in KINDS.items() if any(each.suffix == suffix for each in documents)]
        listed = " 和 ".join(["、".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)
        tell(f"共{len(deliveries)}份文件，{len(documents)}个 {listed}。")


def near(path: Path) -> Path:
    """Return a path as it is written from the current folder, where it lies below it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
