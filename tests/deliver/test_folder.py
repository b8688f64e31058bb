"""The output folder: what is written, what an older run left, what a person changed and what is somebody else's."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from builders.core.errors import FileError, UsageError
from builders.core.publish import publish
from builders.deliver.folder import Delivery, deliver, folder_of
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.model.notice import Artifact, Level, Notice, Unit
from builders.model.period import ONE_OCCASION, parse_period
from tests.deliver.pieces import DOCX, FACES, INPUTS, MADE, MANUSCRIPT, PDF, changed

BESIDE = {"facts.json", "manifest.json", "manuscript.md"}
RESCUED = f"{MANUSCRIPT.title}（人工修改备份1）.docx"


def run(
    folder: Path, manuscript: Manuscript = MANUSCRIPT, made: dict[str, bytes] = MADE, faces: FaceSet = FACES
) -> Delivery:
    """Deliver and publish, as the engine does."""
    delivery = deliver(folder, manuscript, made, INPUTS, faces, 128)
    publish({delivery.folder: delivery.files}, {delivery.folder: delivery.obsolete})
    return delivery


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def listed(folder: Path) -> set[str]:
    return {entry["file"] for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "chaoyang" / "2023H1" / "双塔区"


# ---------------------------------------------------------------- what is written


def test_a_folder_holds_the_documents_the_manuscript_the_facts_and_the_manifest(folder: Path) -> None:
    delivery = run(folder)

    assert names(folder) == {DOCX, PDF, *BESIDE}
    assert listed(folder) == {DOCX, PDF, "facts.json", "manuscript.md"}
    assert (folder / "manuscript.md").read_text(encoding="utf-8") == MANUSCRIPT.markdown
    assert delivery.documents == (folder / DOCX, folder / PDF)
    assert (delivery.notes, delivery.changed) == ((), True)


def test_the_same_again_changes_nothing(folder: Path) -> None:
    run(folder)

    again = deliver(folder, MANUSCRIPT, MADE, INPUTS, FACES, 128)

    assert (again.changed, again.notes, again.obsolete) == (False, (), frozenset())


@pytest.mark.parametrize("name", [DOCX, "manuscript.md", "manifest.json"])
def test_a_file_that_is_gone_is_a_change(folder: Path, name: str) -> None:
    run(folder)
    (folder / name).unlink()

    assert deliver(folder, MANUSCRIPT, MADE, INPUTS, FACES, 128).changed


@pytest.mark.parametrize("title", ["双塔区/报告", "双塔区：报告", "", "报告" * 60])
def test_a_title_that_cannot_be_a_file_name_is_refused(folder: Path, title: str) -> None:
    with pytest.raises(UsageError, match="文件标题"):
        deliver(folder, changed(title=title), MADE, INPUTS, FACES, 128)


# ---------------------------------------------------------------- one format only


def test_a_pdf_of_the_same_manuscript_stays_when_only_word_is_made(folder: Path) -> None:
    run(folder)

    delivery = run(folder, made={"docx": MADE["docx"]})

    assert (folder / PDF).read_bytes() == MADE["pdf"]
    assert PDF in listed(folder)
    assert delivery.notes == ()


def test_a_pdf_of_another_manuscript_goes_and_the_user_is_told(folder: Path) -> None:
    run(folder)

    delivery = run(folder, changed(markdown="乙\n"), {"docx": b"new docx"})

    assert not (folder / PDF).exists()
    assert listed(folder) == {DOCX, "facts.json", "manuscript.md"}
    assert delivery.notes == (f"已移除旧版 {PDF}（与本次内容不一致）",)


def test_a_pdf_made_with_another_font_goes_too(folder: Path) -> None:
    run(folder)
    faces = FaceSet((replace(FACES.faces[0], sha256="00" * 32),))

    delivery = run(folder, made={"docx": MADE["docx"]}, faces=faces)

    assert not (folder / PDF).exists()
    assert len(delivery.notes) == 1


def test_a_document_whose_title_changed_replaces_the_old_one(folder: Path) -> None:
    run(folder)

    delivery = run(folder, changed(title="双塔区报告"))

    assert names(folder) == {"双塔区报告.docx", "双塔区报告.pdf", *BESIDE}
    assert len(delivery.notes) == 2


# ---------------------------------------------------------------- what people did


def test_a_document_edited_by_hand_is_kept_under_another_name(folder: Path) -> None:
    run(folder)
    (folder / DOCX).write_bytes(b"edited")

    delivery = run(folder)

    assert (folder / DOCX).read_bytes() == MADE["docx"]
    assert (folder / RESCUED).read_bytes() == b"edited"
    assert RESCUED not in listed(folder)
    assert RESCUED not in [path.name for path in delivery.documents]
    assert delivery.notes == (f"{DOCX} 被人工修改过，已另存为 {RESCUED}",)


def test_a_second_edit_gets_a_name_of_its_own_and_nothing_is_lost(folder: Path) -> None:
    run(folder)
    for edit in (b"first", b"second"):
        (folder / DOCX).write_bytes(edit)
        run(folder)

    assert (folder / RESCUED).read_bytes() == b"first"
    assert (folder / f"{MANUSCRIPT.title}（人工修改备份2）.docx").read_bytes() == b"second"


def test_the_same_edit_is_kept_once(folder: Path) -> None:
    run(folder)
    for _ in range(3):
        (folder / DOCX).write_bytes(b"edited")
        run(folder)

    assert names(folder) == {DOCX, PDF, RESCUED, *BESIDE}


def test_an_edited_document_of_a_format_not_made_is_kept_and_the_old_name_goes(folder: Path) -> None:
    run(folder)
    (folder / DOCX).write_bytes(b"edited")

    delivery = run(folder, made={"pdf": MADE["pdf"]})

    assert names(folder) == {PDF, RESCUED, *BESIDE}
    assert len(delivery.notes) == 2


def test_a_document_that_lies_there_without_a_manifest_is_not_overwritten(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / DOCX).write_bytes(b"of a clerk")

    run(folder)

    assert (folder / RESCUED).read_bytes() == b"of a clerk"


def test_a_document_that_is_what_we_would_write_needs_no_rescue(folder: Path) -> None:
    run(folder)
    (folder / "manifest.json").unlink()

    assert run(folder).notes == ()


def test_files_and_folders_of_others_stay(folder: Path) -> None:
    run(folder)
    (folder / "备注.txt").write_text("甲", encoding="utf-8")
    (folder / "扫描件").mkdir()
    (folder / "扫描件" / "盖章.pdf").write_bytes(b"scan")

    run(folder, changed(markdown="乙\n"))

    assert (folder / "备注.txt").read_text(encoding="utf-8") == "甲"
    assert (folder / "扫描件" / "盖章.pdf").read_bytes() == b"scan"


def test_a_manifest_of_another_document_condemns_nothing(folder: Path) -> None:
    run(folder, changed(artifact="plan", title="双塔区计划"))

    run(folder)

    assert {"双塔区计划.docx", "双塔区计划.pdf", DOCX, PDF} <= names(folder)


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_a_link_or_a_folder_in_the_place_of_a_document_is_refused(folder: Path, kind: str) -> None:
    folder.mkdir(parents=True)
    if kind == "link":
        (folder / DOCX).symlink_to(folder / "nowhere")
    else:
        (folder / DOCX).mkdir()

    with pytest.raises(FileError, match="链接或文件夹"):
        deliver(folder, MANUSCRIPT, MADE, INPUTS, FACES, 128)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_document_that_may_not_be_read_is_told(folder: Path) -> None:
    run(folder)
    (folder / DOCX).chmod(0)

    with pytest.raises(FileError, match="没有权限"):
        deliver(folder, MANUSCRIPT, MADE, INPUTS, FACES, 128)


def test_a_fault_of_the_disk_while_reading_is_told_in_chinese(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    monkeypatch.setattr(Path, "read_bytes", broken)

    with pytest.raises(FileError, match="磁盘读写出错。原有文件未改动"):
        deliver(folder, MANUSCRIPT, MADE, INPUTS, FACES, 128)


def broken(path: Path) -> bytes:
    raise OSError(5, "Input/output error", str(path))


# ---------------------------------------------------------------- where documents go


UNIT = Unit("01", "甲县", "甲县", "county")
REPORT = Artifact("half-year", "半年总结报告", "county", "half-year", "报告", "x")
PLAN = replace(REPORT, id="plan", title="计划")
CASE = replace(REPORT, id="case", title="案例", cadence="once")
NOTICE = Notice(
    "chaoyang", "通知", "1号", None, ("市局",), "公开", "试点", True, (), (Level("county", "县", "district"),), (UNIT,),
    (REPORT, PLAN, CASE),
)  # fmt: skip


def test_the_first_artifact_of_a_unit_goes_into_the_units_folder(tmp_path: Path) -> None:
    period = parse_period("2023H1")
    assert period is not None

    assert folder_of(tmp_path, NOTICE, REPORT, UNIT, period) == tmp_path / "chaoyang/2023H1/甲县"
    assert folder_of(tmp_path, NOTICE, CASE, UNIT, ONE_OCCASION) == tmp_path / "chaoyang/once/甲县"


def test_another_artifact_of_the_same_period_has_a_folder_of_its_own_below(tmp_path: Path) -> None:
    period = parse_period("2023H1")
    assert period is not None

    assert folder_of(tmp_path, NOTICE, PLAN, UNIT, period) == tmp_path / "chaoyang/2023H1/甲县/plan"


def test_two_artifacts_of_one_unit_leave_each_other_alone(folder: Path) -> None:
    plan = changed(artifact="plan", title="双塔区计划", markdown="乙\n")
    run(folder)
    run(folder / "plan", plan)
    run(folder, changed(markdown="丙\n"))

    assert names(folder) == {DOCX, PDF, "plan", *BESIDE}
    assert names(folder / "plan") == {"双塔区计划.docx", "双塔区计划.pdf", *BESIDE}
    assert (folder / "plan" / "manuscript.md").read_text(encoding="utf-8") == "乙\n"
