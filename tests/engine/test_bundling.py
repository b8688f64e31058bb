"""A bundle holds everything that its documents were made from, the same bytes anywhere, whole or not at all."""

from __future__ import annotations

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import bagit
import pytest

from builders.core.errors import FileError, ProblemsFound, UsageError
from builders.deliver.bag.packing import pack
from builders.engine.bundle_writing import write_bundles
from builders.engine.bundling import orders_of
from builders.engine.programme import Programme, load_programme
from builders.model.face import FaceSet
from builders.model.period import parse_period
from tests.engine.parcels import DOCX, FACTS, HOME, ITEMS, MANIFEST, PDF, Parcel, bundle_of
from tests.workspaces import edit, make_workspace, tree, write

NAME = "small-2023H1-甲县"


@pytest.fixture
def parcel(programme: Programme, faces: FaceSet, output: Path) -> Parcel:
    return Parcel(bundle_of(programme, faces, output))


def test_documents_sources_reports_record_and_leaflet_are_in_the_bag(parcel: Parcel) -> None:
    payload = parcel.payload
    assert {DOCX, PDF, FACTS, MANIFEST, f"{HOME}manuscript.md"} <= payload.keys()
    assert {ITEMS, "工作区/data/small/notice.yaml", "工作区/data/small/facts.yaml", "工作区/data/schemas/items.yaml",
            "工作区/content/small/甲县/2023H1/note.md", "工作区/templates/note/note.md.j2",
            "工作区/templates/gongwen/fonts.yaml"} <= payload.keys()  # fmt: skip
    assert {"检验报告/公文格式.json", "构建记录.json"} <= payload.keys()
    assert "工作区/content/small/乙县/2023H1/note.md" not in payload


def test_the_leaflet_says_how_to_check_it_in_lines_that_every_editor_of_windows_shows(parcel: Parcel) -> None:
    leaflet = parcel.bundle.files["说明文件.txt"].decode()

    assert "sha256sum -c manifest-sha256.txt\r\n" in leaflet
    assert "certutil -hashfile 文件名 SHA256\r\n" in leaflet
    assert f"make-report verify {NAME}\r\n" in leaflet
    assert leaflet.count("\r\n") == leaflet.count("\n")


def test_leaflet_and_archive_say_what_is_a_draft(programme: Programme, faces: FaceSet, output: Path) -> None:
    root = programme.workspace.root
    for status, state in (("final", "（定稿，"), ("draft", "（草稿，")):
        edit(root, "content/small/甲县/2023H1/note.md", "status: final", f"status: {status}")
        bundle = bundle_of(load_programme(programme.workspace, "small"), faces, output)

        assert state in bundle.files["说明文件.txt"].decode()
        assert f"<备注>{state[1:]}" in bundle.archive["文件目录.XML"].decode()


def test_the_record_says_inputs_tools_and_fonts_and_no_place_of_the_machine(parcel: Parcel, tmp_path: Path) -> None:
    record = json.loads(parcel.payload["构建记录.json"])

    assert {entry["file"] for entry in record["inputs"]} == {
        path.removeprefix("工作区/") for path in parcel.payload if path.startswith("工作区/")
    }
    assert {"python", "zlib", "typst", "make-report"} <= record["tools"].keys()
    assert all(len(font["sha256"]) == 64 for font in record["fonts"])
    for content in parcel.bundle.files.values():
        assert str(tmp_path).encode() not in content


def test_the_conformance_report_measures_both_documents(parcel: Parcel) -> None:
    report = json.loads(parcel.payload["检验报告/公文格式.json"])

    assert {entry["kind"] for entry in report["files"]} == {"docx", "pdf"}
    assert all(len(entry["findings"]) > 20 for entry in report["files"])
    assert {row["verdict"] for entry in report["files"] for row in entry["findings"]} <= {"符合", "无法判断"}


def test_bagit_python_finds_the_folder_valid(parcel: Parcel, output: Path) -> None:
    [written] = write_bundles([parcel.bundle], output, "dir")

    judge = bagit.Bag(str(written.path))
    assert judge.validate()
    assert judge.info["Bagging-Date"] == "2023-06-08"
    assert judge.info["External-Identifier"] == NAME
    assert judge.info["Source-Organization"] == "甲甲蒙古族自治县"


def test_bytes_do_not_depend_on_folder_age_or_what_else_is_there(
    parcel: Parcel, faces: FaceSet, tmp_path: Path
) -> None:
    root = tmp_path / "另一个 地方" / "深处"
    root.mkdir(parents=True)
    workspace = make_workspace(root)
    write(root, "data/small/说明.txt", "与文件无关")
    for path in root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))

    other = bundle_of(load_programme(workspace, "small"), faces, root / "out")

    assert list(other.files) == list(parcel.bundle.files)
    assert pack(other.files, other.name) == pack(parcel.bundle.files, NAME)


def test_a_set_epoch_is_the_date_of_the_bag_and_is_recorded(
    programme: Programme, faces: FaceSet, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    bundle = bundle_of(programme, faces, output)

    assert "Bagging-Date: 2023-11-15\n" in bundle.files["bag-info.txt"].decode()
    assert bundle.record["source_date_epoch"] == "1700000000"


def test_a_copy_that_a_person_edited_is_not_sent(programme: Programme, faces: FaceSet, output: Path) -> None:
    bundle_of(programme, faces, output)
    path = output / DOCX.removeprefix("报送文件/")
    path.write_bytes(path.read_bytes() + b"edited by hand")

    parcel = Parcel(bundle_of(programme, faces, output))

    assert [path for path in parcel.payload if "人工修改" in path] == []
    assert list(output.rglob("*人工修改*")), "the copy is kept where it was"


def test_a_table_that_changes_while_the_bundle_is_made_stops_it(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    assert programme.inputs  # read with the tables, before somebody saves one
    edit(programme.workspace.root, "data/small/items.csv", "120.50", "121.50")

    with pytest.raises(FileError, match="打包时被改动"):
        bundle_of(programme, faces, output)
    assert not (output / "bundles").exists()


def test_personal_data_in_a_table_that_no_document_prints_stops_the_bundle(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    digits = "110105" + "19491231" + "002"
    check = "10X98765432"[sum(int(d) * 2 ** (17 - i) for i, d in enumerate(digits)) % 11]
    root = programme.workspace.root
    edit(root, "data/small/items.csv", "P4,03", f"P{digits}{check},03")

    with pytest.raises(ProblemsFound, match="个人信息") as caught:
        bundle_of(load_programme(programme.workspace, "small"), faces, output)

    assert "items.csv" in str(caught.value.diagnostics[0].place)
    assert digits not in "".join(map(str, caught.value.diagnostics))


# ---------------------------------------------------------------- on disk


def test_a_zip_a_folder_and_the_archive_layout_hold_the_same(parcel: Parcel, output: Path) -> None:
    [packed] = write_bundles([parcel.bundle], output, "zip")
    with zipfile.ZipFile(BytesIO(packed.path.read_bytes())) as package:
        inside = {name.removeprefix(f"{NAME}/"): package.read(name) for name in package.namelist()}
    [folder] = write_bundles([parcel.bundle], output, "dir", archive=True)
    there = {name: entry[0] for name, entry in tree(folder.path).items() if entry is not None}
    [archive] = folder.beside

    assert inside == there == parcel.bundle.files
    assert not packed.path.exists(), "the other form of the same bundle goes"
    assert {path.name for path in archive.iterdir()} == {"说明文件.TXT", "文件目录.XML", "电子档案", "其他"}
    assert (archive / "电子档案/2023年/001" / DOCX.rpartition("/")[2]).read_bytes() == parcel.payload[DOCX]
    assert not list(archive.rglob("*.zip"))


def test_the_catalogue_of_the_archive_layout_lists_every_document(parcel: Parcel, output: Path) -> None:
    from xml.etree import ElementTree

    rows = ElementTree.fromstring(parcel.bundle.archive["文件目录.XML"])

    [row] = [{cell.tag: cell.text or "" for cell in entry} for entry in rows]
    assert list(row) == ["顺序号", "档号", "责任者", "题名", "日期", "密级", "电子档案名称", "备注"]
    assert row["责任者"] == "甲甲蒙古族自治县民政局"
    assert row["日期"] == "20230608"
    assert row["题名"] == DOCX.rpartition("/")[2].removesuffix(".docx")


def test_the_same_again_touches_no_file_and_leaves_what_lies_beside(parcel: Parcel, output: Path) -> None:
    [first] = write_bundles([parcel.bundle], output, "zip")
    (first.path.parent / "备忘.txt").write_text("我的", encoding="utf-8")
    before = tree(output)

    [again] = write_bundles([parcel.bundle], output, "zip")

    assert (first.changed, again.changed) == (True, False)
    assert tree(output) == before


def test_a_file_that_somebody_put_into_the_folder_of_the_bag_goes(parcel: Parcel, output: Path) -> None:
    [first] = write_bundles([parcel.bundle], output, "dir")
    (first.path / "data" / "多余.txt").write_bytes(b"x")
    (first.path / "data" / "夹").mkdir()

    [again] = write_bundles([parcel.bundle], output, "dir")

    assert again.changed
    assert bagit.Bag(str(again.path)).validate()
    assert not (first.path / "data" / "夹").exists()


def test_a_key_that_cannot_sign_leaves_everything_as_it_was(parcel: Parcel, output: Path, tmp_path: Path) -> None:
    write_bundles([parcel.bundle], output, "zip")
    before = tree(output)
    bad = tmp_path / "key"
    bad.write_text("no key", encoding="utf-8")
    bad.chmod(0o600)

    with pytest.raises(UsageError):
        write_bundles([parcel.bundle], output, "dir", key=tmp_path / "nowhere")
    with pytest.raises(Exception, match="签名"):
        write_bundles([parcel.bundle], output, "dir", key=bad)

    assert tree(output) == before


def test_a_link_where_the_bundle_belongs_is_refused(parcel: Parcel, output: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    parcel.bundle.folder.parent.mkdir(parents=True)
    parcel.bundle.folder.symlink_to(elsewhere)

    with pytest.raises(FileError, match="链接"):
        write_bundles([parcel.bundle], output, "zip")

    assert list(elsewhere.iterdir()) == []


# ---------------------------------------------------------------- what goes in


def test_without_a_period_the_newest_with_data_is_meant(programme: Programme) -> None:
    unit = programme.notice.units[0]

    until, orders, _ = orders_of(programme, unit, None, [], sample=True)

    assert (until.id, [order.period.id for order in orders]) == ("2023H2", ["2023H2"])


def test_what_has_no_prose_is_told_and_left_out(programme: Programme) -> None:
    (programme.workspace.root / "content/small/甲县/2023H1/note.md").unlink()

    _, orders, skips = orders_of(programme, programme.notice.units[0], parse_period("2023H1"), [], sample=True)

    assert orders == []
    assert [skip.reason for skip in skips] == ["还没有正文"]


def test_an_artifact_that_nobody_owes_is_answered_with_the_nearest(programme: Programme) -> None:
    with pytest.raises(UsageError, match="是否指“note”"):
        orders_of(programme, programme.notice.units[0], None, ["notes"])
