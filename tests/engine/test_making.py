"""Making documents: all of them or none, whatever is wrong, and nothing else is touched."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from builders.core.errors import ContentError, DataError, FileError, LockedError, ProblemsFound, ReportError, UsageError
from builders.engine import making
from builders.engine.programme import Programme, load_programme
from builders.model.face import FaceSet
from tests.engine.workshop import contents, make
from tests.workspaces import edit, tree, write

# ---------------------------------------------------------------- when all goes well


def test_a_document_lies_under_notice_period_and_unit_with_what_it_came_from(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    [delivery], warnings = make(programme, faces, output, "甲县")

    assert delivery.folder == output / "small" / "2023H2" / "甲县"
    assert sorted(path.name for path in delivery.folder.iterdir()) == [
        "facts.json", "manifest.json", "manuscript.md", "甲县2023年下半年情况简报.docx", "甲县2023年下半年情况简报.pdf",
    ]  # fmt: skip
    assert (delivery.folder / "甲县2023年下半年情况简报.docx").read_bytes().startswith(b"PK")
    assert (delivery.folder / "甲县2023年下半年情况简报.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert warnings == []


@pytest.mark.usefixtures("quick")
def test_the_manifest_tells_the_truth_about_inputs_and_outputs(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    [delivery], _ = make(programme, faces, output, "甲县")
    said = json.loads((delivery.folder / "manifest.json").read_text(encoding="utf-8"))

    assert [entry["file"] for entry in said["inputs"]] == [
        "content/small/甲县/2023H2/note.md", "data/schemas/items.yaml", "data/small/facts.yaml", "data/small/items.csv",
        "data/small/notice.yaml", "templates/gongwen/fonts.yaml", "templates/note/note.md.j2",
    ]  # fmt: skip
    for entry in said["inputs"]:
        assert entry["sha256"] == sha256((programme.workspace.root / entry["file"]).read_bytes()).hexdigest()
    for entry in said["outputs"]:
        content = (delivery.folder / entry["file"]).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(content), sha256(content).hexdigest())


@pytest.mark.usefixtures("quick")
def test_templates_that_are_included_count_as_inputs_wherever_they_lie_and_others_do_not(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    root = programme.workspace.root
    write(root, "templates/shared/deep.md.j2", "深")
    write(root, "templates/shared/part.md.j2", "{% include 'shared/deep.md.j2' %}")
    write(root, "templates/note/unused.md.j2", "不用")
    edit(root, "templates/note/note.md.j2", "# 做法", "# 做法\n\n{% include 'shared/part.md.j2' %}")

    [delivery], _ = make(programme, faces, output, "甲县")

    inputs = [entry["file"] for entry in json.loads(delivery.files["manifest.json"])["inputs"]]
    assert {"templates/shared/deep.md.j2", "templates/shared/part.md.j2"} < set(inputs)
    assert "templates/note/unused.md.j2" not in inputs


@pytest.mark.usefixtures("quick")
def test_a_picture_beside_the_prose_is_among_the_inputs(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    beside = programme.workspace.root / "content/small/甲县/2023H2"
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(buffer, "PNG")
    (beside / "assets").mkdir()
    (beside / "assets" / "现场.png").write_bytes(buffer.getvalue())
    edit(beside, "note.md", "按要求推进", '![现场](assets/现场.png){#fig-site alt="现场" width=40%}\n\n按要求推进')

    [delivery], _ = make(programme, faces, output, "甲县")

    inputs = [entry["file"] for entry in json.loads(delivery.files["manifest.json"])["inputs"]]
    assert "content/small/甲县/2023H2/assets/现场.png" in inputs


@pytest.mark.usefixtures("quick")
def test_each_document_is_announced_when_its_making_begins(programme: Programme, faces: FaceSet, output: Path) -> None:
    told: list[str] = []

    make(programme, faces, output, "乙县", period="2023H1", progress=told.append)

    assert told == ["乙县 2023年上半年 情况简报"]


@pytest.mark.usefixtures("quick")
def test_the_same_again_touches_no_file(programme: Programme, faces: FaceSet, output: Path) -> None:
    make(programme, faces, output)
    before = tree(output)

    deliveries, _ = make(programme, faces, output)

    assert tree(output) == before
    assert [delivery.changed for delivery in deliveries] == [False] * 5


@pytest.mark.usefixtures("quick")
def test_only_documents_that_a_change_concerns_are_written(programme: Programme, faces: FaceSet, output: Path) -> None:
    make(programme, faces, output)
    before = tree(output)
    edit(programme.workspace.root, "content/small/乙县/2023H1/note.md", "按要求推进", "按计划推进")

    make(programme, faces, output)

    after = tree(output)
    assert {name.split("/")[1:3][-1] for name in after if after[name] != before[name]} == {"乙县"}


@pytest.mark.usefixtures("quick")
def test_hand_typed_numbers_are_warned_of_and_stop_nothing(programme: Programme, faces: FaceSet, output: Path) -> None:
    edit(programme.workspace.root, "content/small/甲县/2023H2/note.md", "按要求推进", "投入987万元")

    _, warnings = make(programme, faces, output, "甲县")

    assert [(problem.code, problem.place.file, problem.place.line) for problem in warnings] == [
        ("P001", "content/small/甲县/2023H2/note.md", 11)
    ]


# ---------------------------------------------------------------- when an order is wrong


@pytest.mark.usefixtures("quick")
def test_a_final_document_without_its_number_is_not_made(programme: Programme, faces: FaceSet, output: Path) -> None:
    edit(programme.workspace.root, "content/small/甲县/2023H2/note.md", "number: 某发〔2023〕5号\n", "")

    with pytest.raises(ContentError) as caught:
        make(programme, faces, output, "甲县")

    assert [problem.code for problem in caught.value.diagnostics] == ["C045"]
    assert not list(output.rglob("*.docx"))


def test_what_is_against_the_standard_is_not_published_and_the_clause_is_told(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    make(programme, faces, output, "甲县")
    before = tree(output)
    heading = "## 标题不加标点。{## 例外 P306：试一试 ##}"
    edit(programme.workspace.root, "content/small/甲县/2023H2/note.md", "按要求推进", f"{heading}\n\n按要求推进")

    with pytest.raises(ProblemsFound) as caught:
        make(programme, faces, output, "甲县")

    told = {str(problem.place): str(problem) for problem in caught.value.diagnostics}
    assert caught.value.exit_code == 1
    assert any(".docx" in place and "标题结尾" in sentence for place, sentence in told.items()), told
    assert tree(output) == before


@pytest.mark.usefixtures("quick")
def test_prose_against_a_rule_is_refused_with_its_line_before_anything_is_made(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    edit(programme.workspace.root, "content/small/甲县/2023H2/note.md", "按要求推进，", "按要求推进,")

    with pytest.raises(ContentError) as caught:
        make(programme, faces, output, "甲县")

    [problem] = caught.value.diagnostics
    assert (problem.place.line, problem.code) == (11, "P101")
    assert contents(tree(output)) == {}


def test_a_number_of_a_person_that_comes_from_a_table_is_not_published_unless_it_is_excused(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    root, number = programme.workspace.root, "1" + "39" + "0013" + "8000"
    edit(root, "data/small/items.csv", "P1,01,2023-11-30", f"电话{number},01,2023-11-30")
    changed = load_programme(programme.workspace, "small")

    with pytest.raises(ProblemsFound) as caught:
        make(changed, faces, output, "甲县")

    assert {problem.code[0] for problem in caught.value.diagnostics} == {"V"}
    assert number not in "".join(map(str, caught.value.diagnostics))
    assert contents(tree(output)) == {}

    excuse = "  - {file: items.csv, column: 项目编号, code: V104, reason: 公开的服务电话}\n"
    write(root, "data/small/excuses.yaml", f"excuses:\n{excuse}")
    deliveries, _ = make(changed, faces, output, "甲县")
    assert len(deliveries) == 1


@pytest.mark.usefixtures("quick")
def test_when_one_county_fails_nothing_is_written_and_all_problems_are_told(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    root = programme.workspace.root
    make(programme, faces, output)
    before = tree(output)
    edit(root, "content/small/甲县/2023H1/note.md", "按要求推进", "完全不同的话")
    edit(root, "content/small/乙县/2023H1/note.md", '{{ 各任务总额["管网"] }}', '{{ 各任务总厄["管网"] }}{{ 没有的 }}')
    (root / "content/small/丙县/2023H1/note.md").unlink()

    with pytest.raises(ContentError) as caught:
        make(programme, faces, output)

    assert caught.value.exit_code == 4
    assert "2份文件不能生成" in caught.value.message
    assert "乙县 2023年上半年 情况简报" in caught.value.message
    assert "丙县 2023年上半年 情况简报" in caught.value.message
    told = [str(problem) for problem in caught.value.diagnostics]
    assert len(told) == 3
    assert any("乙县/2023H1/note.md 第11行" in line and "是否指“各任务总额”？" in line for line in told)
    assert any("丙县/2023H1/note.md" in line for line in told)
    assert tree(output) == before


@pytest.mark.usefixtures("quick")
def test_an_assertion_that_does_not_hold_stops_the_run_as_a_fault_of_data(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    edit(programme.workspace.root, "data/small/items.csv", "P4,03,2023-05-31,养老,60", "P4,03,2023-05-31,养老,-60")

    with pytest.raises(DataError, match="丙县") as caught:
        make(load_programme(programme.workspace, "small"), faces, output)

    assert "总额不为负" in str(caught.value.diagnostics[0])
    assert contents(tree(output)) == {}


@pytest.mark.usefixtures("quick")
def test_a_fault_without_places_is_told_for_its_document_too(
    programme: Programme, faces: FaceSet, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> object:
        raise UsageError("不行。")

    monkeypatch.setattr(making, "read_content", refuse)

    with pytest.raises(UsageError) as caught:
        make(programme, faces, output)

    assert len([problem for problem in caught.value.diagnostics if problem.message == "不行。"]) == 5


# ---------------------------------------------------------------- when the output folder is wrong


@pytest.mark.parametrize("inside", ["data", "data/x", "content/small", "templates", "templates/note/../x"])
def test_an_output_folder_inside_the_inputs_is_refused(
    programme: Programme, faces: FaceSet, inside: str
) -> None:
    before = tree(programme.workspace.root)

    with pytest.raises(UsageError, match="输出文件夹不能放在"):
        make(programme, faces, programme.workspace.root / inside, "甲县")

    assert tree(programme.workspace.root) == before


def test_a_link_that_leads_into_the_inputs_is_refused(programme: Programme, faces: FaceSet, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(programme.workspace.root / "data")

    with pytest.raises(ReportError, match="输出文件夹"):
        make(programme, faces, tmp_path / "link" / "x", "甲县")


@pytest.mark.parametrize("where", ["", "small", "small/2023H2", "small/2023H2/甲县"])
def test_a_link_anywhere_in_the_output_folder_is_refused_and_nothing_goes_through_it(
    programme: Programme, faces: FaceSet, output: Path, tmp_path: Path, where: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = output / where
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(elsewhere)

    with pytest.raises(FileError, match="链接"):
        make(programme, faces, output, "甲县")

    assert tree(elsewhere) == {}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("where", ["", "small", "small/2023H2", "small/2023H2/甲县"])
def test_a_file_in_the_place_of_a_folder_is_refused_and_stays(
    programme: Programme, faces: FaceSet, output: Path, where: str
) -> None:
    place = output / where
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"a file")

    with pytest.raises(FileError) as caught:
        make(programme, faces, output, "甲县")

    assert place.read_bytes() == b"a file"
    assert not any(word in caught.value.message for word in ("File", "exists", "directory"))


@pytest.mark.usefixtures("quick")
@pytest.mark.skipif(os.name == "nt", reason="folders of Windows are protected otherwise")
def test_an_output_folder_that_may_not_be_written_is_told_before_work_begins(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    """Root may write anywhere, so the place is one that nobody can write: a file system of the kernel."""
    begun: list[str] = []

    with pytest.raises(FileError, match="不能写入输出文件夹"):
        make(programme, faces, Path("/proc/make-report"), "甲县", progress=begun.append)

    assert begun == []


# ---------------------------------------------------------------- when somebody else is at work


HOLDER = """
import sys
from pathlib import Path
from builders.core.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.usefixtures("quick")
def test_two_runs_into_one_folder_do_not_mix(
    programme: Programme, faces: FaceSet, output: Path, workspace_root: Path
) -> None:
    command = [sys.executable, "-c", HOLDER, str(output)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=workspace_root, **pipes) as other:  # type: ignore[call-overload]
        assert other.stdout.readline().strip() == b"held"

        with pytest.raises(LockedError, match="另一个 make-report 正在写"):
            make(programme, faces, output, "甲县")

        other.communicate()
    assert len(make(programme, faces, output, "甲县")[0]) == 1
