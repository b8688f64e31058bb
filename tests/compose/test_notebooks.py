"""笔记本: run apart, given facts and views, printed in the house style with every number's lineage, or told why not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from builders.compose.composing import Commission, compose
from builders.compose.notebooks import execution
from builders.core import process
from builders.core.digests import digest
from builders.model.factbook import FactBook
from builders.model.manuscript import Manuscript
from builders.model.passage import Content
from tests.compose.desk import ARTIFACT, CONTENT_FILE, NOTO, PERIOD, UNIT, Desk, fact, facts_of, notice
from tests.compose.notebook_desk import CALL, IMPORT, NAME, notebook, prose, put

SHOWN = f"templates/{NAME}"
FACTS = {"投资完成率": fact("投资完成率", "66.66", "%", places=1), "完成投资": fact("完成投资", "12.5", "万元")}


def row(name: str, before: str, after: str, area: str) -> dict[str, Any]:
    return {
        "名称": fact("对标.名称", name), "摸底": fact("对标.摸底", before), "评估": fact("对标.评估", after),
        "面积": fact("对标.面积", area, "平方米", key=name), "说明": None,
    }  # fmt: skip


VIEWS = {"条目": (row("幼儿园", "未达标", "达标", "30.25"), row("3号超市", "达标", "达标", "5"))}
ANALYSIS = notebook(
    prose("给作者看的说明", tags=["note"]),
    IMPORT,
    prose("# 实施效果"),
    """
达标 = [行 for 行 in 视图["条目"] if 行["评估"] == "达标"]
文("达标", 数(len(达标), "项", 来自=视图["条目"]), "，投资完成率", 数据["投资完成率"], "，见", 见("tbl-a"), "。")
文("面积合计", sum(行["面积"] for 行 in 视图["条目"]), "，60岁以上")
""",
    """
表(["条目", "结论", "面积"], [[行["名称"], 行["评估"], 行["面积"] * 2] for 行 in 视图["条目"]], 题="对照", 标识="tbl-a",
   单位="平方米", 注="2022年数据。")
柱状图({"甲": 数据["完成投资"], "乙": 数(数据["完成投资"] * 2, "万元", 1, 名称="翻番投资")}, 图题="投资", 标识="fig-a")
热力图(视图["条目"], 行="名称", 列="摸底", 值="面积", 图题="面积", 标识="fig-b")
""",
    "from IPython.display import Markdown, display\ndisplay(Markdown('**共15个**，见[](#fig-2)'))\ndisplay('第3段')",
    facts=["投资完成率", "完成投资", "上期投资"],
    views=["条目"],
)


def composed(desk: Desk, content: Mapping[str, Any] = ANALYSIS, template: str = CALL) -> Manuscript:
    put(desk, dict(content))
    return desk.compose(template, facts=FACTS, views=VIEWS, absent={"上期投资": "没有上一期"})


def refused(desk: Desk, *cells: str | dict[str, Any], **asked: Sequence[str]) -> Any:  # noqa: ANN401 - a diagnostic
    put(desk, notebook(*cells, **asked))
    return desk.problem(CALL, facts=FACTS, views=VIEWS, absent={"上期投资": "没有上一期"})


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    folder = tmp_path_factory.mktemp("workspace") / "templates"
    folder.mkdir()
    return composed(Desk(folder))


def test_a_notebook_is_printed_as_markdown_of_the_house(analysed: Manuscript) -> None:
    assert analysed.markdown.split("\n")[:9] == [
        "甲", "", "# 实施效果", "", "达标2项，投资完成率66.7%，见[](#tbl-a)。", "", "面积合计35.25平方米，60岁以上", "",
        "| 条目 | 结论 | 面积 |",
    ]  # fmt: skip
    assert "| 3号超市 | 达标 | 10.00 |" in analysed.markdown
    assert ': 对照 {#tbl-a unit="平方米"}\n\n::: remark\n注：2022年数据。\n:::' in analysed.markdown
    assert 'alt="投资：甲12.5万元，乙25万元。"' in analysed.markdown
    assert "**共15个**，见[](#fig-2)\n\n第3段\n" in analysed.markdown
    assert [asset.name for asset in analysed.assets] == ["fig-a", "fig-b"]


def test_nothing_of_the_notebook_itself_is_printed(analysed: Manuscript) -> None:
    for word in ("给作者看的说明", "import", "In [", "Out[", "display", "/tmp", "ipynb"):
        assert word not in analysed.markdown


def lineage(made: Manuscript, text: str) -> tuple[str, str, int]:
    """Name, formula and number of source cells of the fact that is printed so."""
    [use] = {use.fact for use in made.uses if use.text == text}
    found = made.facts[use]
    return found.name, found.formula, len(found.sources)


def test_a_given_number_is_the_fact_itself(analysed: Manuscript) -> None:
    assert FACTS["投资完成率"] in analysed.facts
    assert FACTS["完成投资"] in analysed.facts


def test_a_computed_number_knows_its_cell_and_what_it_was_computed_from(analysed: Manuscript) -> None:
    by, cell = f"由笔记本 {NAME} 第4格计算", "analysis第4格"

    assert lineage(analysed, "35.25平方米") == (cell, f"{by}，用到视图“条目”", 2)
    assert lineage(analysed, "2项")[:2] == (cell, f"{by}，用到视图“条目”")
    assert lineage(analysed, "25万元") == ("翻番投资", f"由笔记本 {NAME} 第5格计算，用到“完成投资”", 1)


def test_rows_may_be_worked_on_as_a_frame_of_pandas_and_sums_keep_their_cells(desk: Desk) -> None:
    frame = """
框 = 数据框(视图["条目"])
合计 = 框.groupby("评估", sort=False)["面积"].sum().reset_index()
表(["结论", "面积"], 合计.sort_values("面积"), 题="合计", 标识="tbl-a")
文("共", 数(框["面积"].sum(), "平方米", 2), "。")
"""
    made = composed(desk, notebook(IMPORT, frame, views=["条目"]))

    assert "共35.25平方米。" in made.markdown
    assert lineage(made, "35.25平方米")[2] == len(VIEWS["条目"])
    assert "| 达标 | 35.25 |" in made.markdown


def test_digits_in_words_are_traced_to_their_cell(analysed: Manuscript) -> None:
    assert lineage(analysed, "60") == ("analysis第4格", f"由笔记本 {NAME} 第4格写出", 0)
    assert lineage(analysed, "15")[1] == f"由笔记本 {NAME} 第6格写出"
    assert not [use for use in analysed.uses if use.line > 7 and use.text == "2"]  # not what refers to a figure


def test_each_line_says_from_which_cell_it_came(analysed: Manuscript) -> None:
    assert {origin.file for origin in analysed.origins} == {
        "templates/half-year/report.md.j2", *(f"{SHOWN} 第{cell}格" for cell in (3, 4, 5, 6))
    }  # fmt: skip


def test_the_same_parameters_are_executed_once_and_others_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bytes] = []

    def run(content: object, parameters: bytes, workspace: Path) -> dict[str, Any]:
        given.append(parameters)
        return {**notebook(prose("文")), "nbformat_minor": 4}

    monkeypatch.setattr(execution, "_executed", {})
    monkeypatch.setattr(execution, "_run", run)
    put(desk, notebook(facts=["完成投资"]))
    for amount in ("1", "1", "2"):
        desk.compose(CALL, facts={"完成投资": fact("完成投资", amount, "万元")})

    assert len(given) == 2


COMPOSING = """
import sys
from pathlib import Path
from builders.core.digests import digest
from tests.compose.desk import Desk
from tests.compose.test_notebooks import composed
folder = Path(sys.argv[1]) / "templates"
folder.mkdir(parents=True)
made = composed(Desk(folder))
print(digest(made.markdown.encode()), [digest(content) for asset in made.assets for _, content in asset.renditions])
"""


def test_the_same_bytes_elsewhere_with_other_seeds_words_and_settings(
    analysed: Manuscript, tmp_path: Path, workspace_root: Path
) -> None:
    env = {
        **os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "America/St_Johns", "HOME": str(tmp_path),
        "PYTHONPATH": str(workspace_root), "MPLBACKEND": "svg", "JUPYTER_CONFIG_DIR": str(tmp_path),
        "PYTHONSTARTUP": str(tmp_path / "none"),
    }  # fmt: skip
    command = [sys.executable, "-c", COMPOSING, str(tmp_path / "w")]

    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=True)

    pictures = [digest(content) for asset in analysed.assets for _, content in asset.renditions]
    assert done.stdout.strip() == f"{digest(analysed.markdown.encode())} {pictures}"
    assert done.stderr == ""  # neither warnings of frozen modules nor of ports


def test_a_failing_cell_is_told_with_its_number_its_beginning_and_the_reason(desk: Desk) -> None:
    problem = refused(desk, IMPORT, prose("文"), '# 求比例\n甲 = 数据["完成投资"]\n\n乙 = 甲 / 0\n', facts=["完成投资"])

    assert (problem.place.file, problem.place.column) == (SHOWN, "第3格")
    assert "除数为零（DivisionByZero" in problem.message
    assert problem.message.endswith('这一格的开头是：甲 = 数据["完成投资"] ⏎ 乙 = 甲 / 0')


def test_what_is_absent_or_was_not_asked_for_is_told_in_our_words(desk: Desk) -> None:
    problem = refused(desk, IMPORT, '数据["上期投资"]', facts=["上期投资"])
    assert "“上期投资”此处没有值：没有上一期" in problem.message

    problem = refused(desk, IMPORT, '视图["条目"]')
    assert "没有给这个笔记本视图“条目”" in problem.message


def test_a_notebook_that_does_not_end_is_stopped_with_its_kernel(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folders: list[str] = []
    run = process.run

    def noted(*argv: Any, **more: Any) -> bytes:
        folders.append(str(more["cwd"]))
        return run(*argv, **more)

    monkeypatch.setattr(execution, "run", noted)
    monkeypatch.setattr(execution, "LIMIT_S", 8.0)
    problem = refused(desk, "甲 = 1", "while True:\n    pass")

    assert problem.place.column == "第2格"
    assert "超时（整个笔记本限8秒）" in problem.message
    assert processes_with(folders[0]) == []


def processes_with(word: str) -> list[str]:
    """The processes whose command line holds a word; a kernel has a moment to go."""
    proc = Path("/proc")
    if not proc.is_dir():
        pytest.skip("this system does not show its processes as files")
    found: list[str] = []
    for _ in range(30):
        found = []
        for file in proc.glob("[0-9]*/cmdline"):
            try:
                text = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            found += [text] if word in text else []
        if not found:
            return []
        time.sleep(0.1)
    return found


def test_a_kernel_that_ends_by_itself_is_told(desk: Desk) -> None:
    problem = refused(desk, "import os\nos._exit(3)")

    assert problem.place.column == "第1格"
    assert "意外结束" in problem.message


DOORS = """
import os, socket, subprocess
from pathlib import Path
def 试(做):
    try:
        做()
    except PermissionError as 错:
        文(str(错))
    else:
        文("做到了")
试(lambda: socket.create_connection(("127.0.0.1", 9)))
试(lambda: socket.getaddrinfo("example.com", 80))
试(lambda: subprocess.run(["true"]))
试(lambda: os.system("true"))
试(lambda: Path("{outside}").write_text("x"))
试(lambda: Path("{inside}").read_text())
试(lambda: Path("自己的.txt").write_text("x"))
"""


def test_a_notebook_reaches_no_network_no_program_and_no_file_but_its_own(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "data.csv"
    secret.write_text("秘密", encoding="utf-8")
    doors = DOORS.replace("{outside}", str(tmp_path.parent / "x.txt")).replace("{inside}", str(secret))

    text = composed(desk, notebook(IMPORT, doors)).markdown

    assert re.findall("笔记本.+|做到了", text) == [
        "笔记本不能访问网络", "笔记本不能访问网络", "笔记本不能启动其他程序", "笔记本不能启动其他程序",
        "笔记本不能写文件", "笔记本只能用给它的数据和视图，不能自己读工作区的文件", "做到了",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ({"facts": ["投资完成车"]}, "数据没有“投资完成车”，是否指“投资完成率”"),
        ({"views": ["条木"]}, "视图没有“条木”"),
        ({"views": ["投资完成率"]}, "视图没有“投资完成率”"),
    ],
)
def test_asking_for_what_there_is_not_is_told_before_anything_runs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, asked: dict[str, list[str]], part: str
) -> None:
    monkeypatch.setattr(execution, "_run", None)

    problem = refused(desk, "1", **asked)

    assert part in problem.message
    assert problem.place.file == SHOWN


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"metadata": {}, "nbformat": 3, "cells": []}', '{"metadata": {}, "nbformat": 4, "cells": [{}]}'],
)
def test_a_file_that_is_no_notebook_is_told(desk: Desk, text: str) -> None:
    desk.write(NAME, text)

    assert "不是能用的笔记本" in desk.problem(CALL).message


@pytest.mark.parametrize("name", ["没有.ipynb", "../外.ipynb", "链接.ipynb", "half-year/report.md.j2"])
def test_a_notebook_lies_in_the_templates_and_is_no_link(desk: Desk, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "外.ipynb"
    outside.write_text('{"metadata": {}, "nbformat": 4, "cells": []}', encoding="utf-8")
    (desk.templates / "链接.ipynb").symlink_to(outside)

    problem = desk.problem(f'{{{{ 笔记本("{name}") }}}}\n')

    assert problem.code == "C060"
    assert name in problem.message


@pytest.mark.parametrize("call", ["笔记本(名)", '笔记本("a" ~ ".ipynb")', "笔记本()"])
def test_the_name_of_a_notebook_is_written_out(desk: Desk, call: str) -> None:
    problems = desk.problems(f"甲\n{{{{ {call} }}}}\n", facts={"名": fact("名", "a.ipynb")})

    assert ("C018", 2) in [(problem.code, problem.place.line) for problem in problems]


def test_a_passage_cannot_call_a_notebook(desk: Desk) -> None:
    put(desk, ANALYSIS)

    problem = desk.problem(passages={"主要做法": f'{{{{ 笔记本("{NAME}") }}}}'})

    assert problem.place.file == CONTENT_FILE
    assert "正文里不能用“笔记本”" in problem.message


def test_a_notebook_is_among_what_a_document_is_made_from(desk: Desk) -> None:
    put(desk, ANALYSIS)
    desk.write("half-year/report.md.j2", CALL)
    book = FactBook(UNIT, PERIOD, facts_of(FACTS), VIEWS, {"上期投资": "没有上一期"})
    content = Content(CONTENT_FILE, "final", notice().date, ())  # type: ignore[arg-type]  # this notice has a date
    commission = Commission(notice(), ARTIFACT, book, content, desk.templates, (NOTO,))

    assert compose(commission).templates == (NAME, "half-year/report.md.j2")


def test_notebooks_are_kept_without_outputs_and_only_among_templates(workspace_root: Path) -> None:
    kept = [path for path in workspace_root.glob("*/**/*.ipynb") if "outputs" not in path.parts]
    ours = [path for path in kept if path.relative_to(workspace_root).parts[0] in ("templates", "content", "data")]

    assert ours
    assert {path.relative_to(workspace_root).parts[0] for path in ours} == {"templates"}
    for path in ours:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells), path


