"""Whatever a cell holds reaches Word and PDF as it stands, in its own cell: data is never markup."""

from __future__ import annotations

from pathlib import Path

from builders.engine.programme import load_programme
from builders.model.face import FaceSet
from builders.sources.workspace import Workspace
from tests.engine.workshop import make
from tests.promises.document import Document, packed
from tests.workspaces import ROWS, edit, write

VALUES = [
    "甲|乙", "a&b", "<b>粗</b>", "*强*", "_斜_", "`code`", "$a_b$", "#标题", "#panic()", "@ref", "=SUM(A1)", "[文](x)",
    "^[注]", "~删~", "{{ 总额 }}", "{% if %}", "a\\b", "&amp;", "-", "1.", "100%", "C:\\x", "//", "\\u{41}",
    "镕堃玥", "㎡", "<!-- 注 -->", "::: x", "![图](y)", "\\#", "]]>", "%s", "${HOME}", "+86", "a/b/c", "项 目",
]  # fmt: skip


def test_every_value_stands_literally_in_its_cell_in_word_and_in_pdf(
    workspace: Workspace, faces: FaceSet, tmp_path: Path
) -> None:
    rows = "".join(f'"{value}",03,2023-05-31,养老,{number}\n' for number, value in enumerate(VALUES, 1))
    write(workspace.root, "data/small/items.csv", ROWS.replace("P4,03,2023-05-31,养老,60\n", rows))
    edit(workspace.root, "data/small/facts.yaml", ", order: [项目编号]}", ", order: [金额]}")

    [delivery], _ = make(load_programme(workspace, "small"), faces, tmp_path / "out", "丙县")

    document = Document(delivery.folder)
    cells = [block.text for block in document.blocks if block.column == "项目编号" and block.style != "GwTableHead"]
    assert cells == VALUES
    for value in VALUES:
        assert packed(value) in document.pdf_body
    assert document.pdf_body == document.docx_body
