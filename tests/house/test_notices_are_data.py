"""No notice lives in the code: its id, tasks, thresholds, passages and the codes of its units are data only."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace


def words_of_notices(root: Path) -> set[str]:
    workspace = Workspace(root)
    words: set[str] = set()
    for name in workspace.notice_ids:
        notice = read_notice(workspace, name)
        words |= {notice.id, notice.title, notice.number, *notice.issuers, *notice.tasks}
        words |= {unit.code for unit in notice.units} | {threshold.name for threshold in notice.thresholds}
        words |= {passage for artifact in notice.artifacts for passage in artifact.passages}
    return words


def test_code_names_no_notice(workspace_root: Path, modules: Callable[[str], dict[str, ast.Module]]) -> None:
    words = words_of_notices(workspace_root)
    assert {"chaoyang", "national", "211302", "推进智能化服务", "每百户面积标准", "主要做法"} <= words
    found = [
        (file, node.value)
        for file, tree in modules("builders").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in words
    ]
    assert found == []
