"""The faces (字体) of this machine, by the workspace's own table."""

from __future__ import annotations

from builders.model.face import FaceSet
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import read_plain
from builders.typeset.fonts import resolve
from builders.typeset.typefaces.table import FontTable, font_table


def read_font_table(workspace: Workspace) -> FontTable:
    """Return the workspace's table of faces. Raises UsageError or ToolError."""
    shown = workspace.shown(workspace.font_table)
    return font_table(read_plain(workspace.font_table, shown), shown)


def find_faces(workspace: Workspace) -> FaceSet:
    """Return the faces that play the roles on this machine. Raises ToolError when a role cannot be played."""
    return resolve(read_font_table(workspace))
