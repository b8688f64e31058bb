"""Nothing that a bundle says is believed: a forger who puts every list of digests right is found all the same."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from builders.conform.inspecting import inspect
from builders.conform.print_reading import read_print
from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.deliver.assurance import Assurance, Quality, Verdict, to_values
from builders.deliver.bag.packing import pack
from builders.deliver.bundle_aspects import CONFORMING, NUMBERS, REBUILT, SIGNED
from builders.deliver.signature import sign
from builders.engine import accounting, evidence, verifying
from builders.engine.bundle_writing import Form, write_bundles
from builders.engine.discretion import check_discretion
from builders.engine.harmless import programs_in
from builders.engine.programme import load_programme
from builders.engine.verifying import verify
from builders.model.face import FaceSet
from tests.engine.parcels import (
    DOCX,
    FACTS,
    HOME,
    ITEMS,
    MANIFEST,
    PDF,
    Change,
    Parcel,
    bundle_of,
    editing,
    failed,
    one,
    replacing,
)
from tests.workspaces import make_workspace, tree

RECORD = "构建记录.json"
CHECKED, MEASURED = "检验报告/检查.json", "检验报告/公文格式.json"
ODD = b'{"schema": "make-report.check.v1", "tool": 1, "problems": [{"file": "x"}], "excused": []}'
MANUSCRIPT = f"{HOME}manuscript.md"
CONTENT = "工作区/content/small/甲县/2023H1/note.md"


@pytest.fixture(scope="module")
def parcel(tmp_path_factory: pytest.TempPathFactory, faces: FaceSet) -> Parcel:
    root = tmp_path_factory.mktemp("parcel")
    return Parcel(bundle_of(load_programme(make_workspace(root), "small"), faces, root / "outputs"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read documents in this process: starting others takes longer than all reading."""

    def disclosed(*files: Any, isolated: bool) -> list[Diagnostic]:
        assert isolated
        return check_discretion(*files)

    monkeypatch.setattr(evidence, "inspect_isolated", inspect)
    monkeypatch.setattr(accounting, "read_print_isolated", read_print)
    monkeypatch.setattr(verifying, "check_discretion", disclosed)


@pytest.fixture
def examine(parcel: Parcel, tmp_path: Path, quick: None) -> Callable[..., Assurance]:
    """Verify the parcel with changes made to it."""

    def examining(changes: Mapping[str, bytes | Change | None], *, honest: bool = True, **how: Any) -> Assurance:
        path = tmp_path / f"{parcel.bundle.name}.zip"
        path.write_bytes(parcel.forged(changes, honest=honest))
        return verify(path, **how)

    return examining


def in_word(old: str, new: str) -> Change:
    """A change of the text in a .docx."""

    def change(content: bytes) -> bytes:
        stream = BytesIO()
        with ZipFile(BytesIO(content)) as package, ZipFile(stream, "w", ZIP_DEFLATED) as made:
            for name in package.namelist():
                part = package.read(name)
                if name == "word/document.xml":
                    assert old.encode() in part
                    part = part.replace(old.encode(), new.encode(), 1)
                made.writestr(name, part)
        return stream.getvalue()

    return change


def with_part(name: str) -> Change:
    def change(content: bytes) -> bytes:
        stream = BytesIO(content)
        with ZipFile(stream, "a") as package:
            package.writestr(name, b"program")
        return stream.getvalue()

    return change


# ---------------------------------------------------------------- a sound bundle


def test_a_sound_bundle_passes_in_both_forms_and_is_left_alone(parcel: Parcel, tmp_path: Path) -> None:
    forms: tuple[Form, ...] = ("dir", "zip")
    for form in forms:
        [written] = write_bundles([parcel.bundle], tmp_path, form)
        before = tree(tmp_path)

        assurance = verify(written.path)

        assert failed(assurance) == set()
        assert {each.aspect for each in assurance.findings if each.verdict is Verdict.UNCHECKED} == {SIGNED, REBUILT}
        assert tree(tmp_path) == before


def test_it_is_built_again_from_itself_alone_byte_for_byte(parcel: Parcel, tmp_path: Path) -> None:
    path = tmp_path / "renamed.zip"
    path.write_bytes(pack(parcel.bundle.files, parcel.bundle.name))

    assurance = verify(path, rebuild=True)

    assert failed(assurance) == set()
    [told] = [each for each in assurance.findings if each.aspect == REBUILT]
    assert told.message == "5个文件逐字节相同"


def test_the_findings_stand_under_the_four_qualities_in_json(parcel: Parcel, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(pack(parcel.bundle.files, parcel.bundle.name))

    values = json.loads(json.dumps(to_values(verify(path)), ensure_ascii=False))

    assert values["sound"] is True
    assert values["foreign"] is False
    assert values["conclusion"] == "通过"
    assert list(values["findings"]) == ["真实性", "完整性", "可用性", "安全性"]
    assert all(len(rows) >= 2 for rows in values["findings"].values())
    assert {row["verdict"] for rows in values["findings"].values() for row in rows} == {"通过", "未检查"}


def test_a_bag_of_another_program_is_checked_as_a_bag_and_the_rest_is_said_to_be_unchecked(tmp_path: Path) -> None:
    from tests.deliver.bag.bags import foreign, lay

    assurance = verify(lay(tmp_path / "bag", foreign("0.97")))

    assert failed(assurance) == set()
    assert {each.aspect for each in assurance.findings if each.verdict is Verdict.UNCHECKED} >= {NUMBERS, CONFORMING}
    assert assurance.sound and assurance.foreign
    assert assurance.conclusion == "是完整的 BagIt 包，但不是 make-report 的报送包，内容没有检查"
    assert to_values(assurance)["foreign"] is True
    assert to_values(assurance)["conclusion"] == assurance.conclusion


def test_a_foreign_bag_that_does_not_hold_is_not_called_complete(tmp_path: Path) -> None:
    from tests.deliver.bag.bags import foreign, lay

    bag = lay(tmp_path / "bag", foreign("0.97"))
    next((bag / "data").iterdir()).write_bytes(b"changed")

    assert verify(bag).conclusion == "不通过"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", "甲".encode()])
def test_what_is_no_bundle_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(content)

    assurance = verify(path, rebuild=True)

    assert {code for code, _ in failed(assurance)} == {"B300"}
    assert assurance.of(Quality.USABLE)


# ---------------------------------------------------------------- forgeries


def test_a_number_changed_in_word_is_found_against_pdf_and_facts(examine: Callable[..., Assurance]) -> None:
    assurance = examine({DOCX: in_word("150.5", "950.5")})

    assert {code for code, _ in failed(assurance)} == {"B531", "B533"}
    assert "150.5" in one(assurance, "B533").message


def test_a_number_changed_in_word_and_pdf_alike_is_found_against_the_facts(
    parcel: Parcel, examine: Callable[..., Assurance], faces: FaceSet, tmp_path: Path
) -> None:
    """Both documents come from another county's table; facts and manuscript stay."""
    root = tmp_path / "other"
    root.mkdir()
    workspace = make_workspace(root)
    table = root / "data/small/items.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("120.50", "720.50"), encoding="utf-8")
    other = Parcel(bundle_of(load_programme(workspace, "small"), faces, root / "outputs")).payload

    assurance = examine({DOCX: other[DOCX], PDF: other[PDF]})

    assert {code for code, _ in failed(assurance)} == {"B533"}
    assert one(assurance, "B533").aspect == NUMBERS


def test_a_cell_changed_in_the_table_is_found_against_the_facts(examine: Callable[..., Assurance]) -> None:
    assurance = examine({ITEMS: replacing("120.50", "121.50")})

    assert ("B535", f"data/{FACTS}") in failed(assurance)
    assert "第2行E列" in one(assurance, "B535").message


def test_a_value_that_is_not_that_of_its_cell_is_found(examine: Callable[..., Assurance]) -> None:
    def edit(values: dict[str, Any]) -> None:
        [fact] = [each for each in values["facts"] if not each["formula"] and each["value"] == "120.50"]
        fact["value"] = "720.50"

    assert "来源单元格是“120.50”" in one(examine({FACTS: editing(edit)}), "B535").message


def test_a_manuscript_or_its_facts_that_no_list_names_any_more_are_missed(examine: Callable[..., Assurance]) -> None:
    for path in (MANUSCRIPT, FACTS):
        assert {code for code, _ in failed(examine({path: None}))} == {"B532"}


def test_a_manuscript_that_was_rewritten_is_found_by_building_again(examine: Callable[..., Assurance]) -> None:
    changes = {MANUSCRIPT: replacing("按要求推进", "按计划推进")}

    assert ("B706", f"data/{MANUSCRIPT}") in failed(examine(changes, rebuild=True))


def test_a_table_that_is_gone_is_told_once(examine: Callable[..., Assurance]) -> None:
    assurance = examine({ITEMS: None}, honest=False)

    [told] = [each.message for each in assurance.failures if each.code == "B535"]
    assert "data/small/items.csv 不在包里" in told


def test_a_table_that_is_another_altogether_is_told_in_a_few_lines(
    examine: Callable[..., Assurance], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounting, "MOST_TOLD", 1)

    assurance = examine({ITEMS: "单位\n".encode() * 9})

    told = [each.message for each in assurance.failures if each.code == "B535"]
    assert len(told) == 2
    assert told[-1] == "data/small/items.csv 还有3处与数据出处不一致"


def test_a_fact_that_does_not_stand_in_the_manuscript_is_found(examine: Callable[..., Assurance]) -> None:
    def edit(values: dict[str, Any]) -> None:
        values["facts"][0]["printed"][0]["text"] = "999个"

    assert "B534" in {code for code, _ in failed(examine({FACTS: editing(edit)}))}


def test_an_input_changed_so_that_all_numbers_agree_is_found_by_building_again(
    examine: Callable[..., Assurance],
) -> None:
    changes = {CONTENT: replacing("按要求推进", "按计划推进")}

    assert failed(examine(changes)) == set()
    assert ("B706", f"data/{DOCX}") in failed(examine(changes, rebuild=True))


@pytest.mark.parametrize(
    ("changes", "code", "file"),
    [
        ({MANUSCRIPT: replacing("按要求", "按计划")}, "B503", MANUSCRIPT),
        ({ITEMS: replacing("P4,03", "P5,03")}, "B503", ITEMS),
        ({f"{HOME}另一份.docx": b"x"}, "B506", f"{HOME}另一份.docx"),
        ({"工作区/data/small/other.csv": b"x"}, "B506", "工作区/data/small/other.csv"),
        ({"另一份.exe": b"x"}, "B506", "另一份.exe"),
        ({"检验报告/补充.json": b"{}"}, "B506", "检验报告/补充.json"),
        ({RECORD: editing(lambda values: values.update(sample=not values["sample"]))}, "B504", MANIFEST),
        ({PDF: None}, "B502", PDF),
        ({ITEMS: None}, "B502", ITEMS),
        ({MANIFEST: editing(lambda values: values.update(title="别的标题"))}, "B504", MANIFEST),
        ({RECORD: editing(lambda values: values["documents"][0].update(status="draft"))}, "B504", MANIFEST),
        ({RECORD: editing(lambda values: values["fonts"].pop())}, "B504", MANIFEST),
        ({MANIFEST: editing(lambda values: values["outputs"].pop())}, "B505", PDF),
        ({MANIFEST: b"[]"}, "B501", MANIFEST),
        ({FACTS: b"nonsense"}, "B501", HOME),
        ({RECORD: b"{}"}, "B501", RECORD),
        ({RECORD: editing(lambda values: values.pop("fonts"))}, "B501", RECORD),
        ({RECORD: editing(lambda values: values["documents"][0].update(folder=5))}, "B501", RECORD),
        ({RECORD: editing(lambda values: values.update(content_digest="0" * 64))}, "B507", RECORD),
        ({CHECKED: None}, "B502", CHECKED),
        ({CHECKED: b"{}"}, "B503", CHECKED),
        ({MEASURED: None}, "B502", MEASURED),
        ({MEASURED: b"{}"}, "B503", MEASURED),
        ({RECORD: editing(lambda values: values.pop("reports"))}, "B501", RECORD),
    ],
)
def test_files_that_do_not_agree_with_manifest_or_record_are_named(
    examine: Callable[..., Assurance], changes: dict[str, bytes | Change | None], code: str, file: str
) -> None:
    assert (code, f"data/{file}") in failed(examine(changes, honest=False))


@pytest.mark.parametrize("report", [CHECKED, MEASURED])
@pytest.mark.parametrize(("forged", "code"), [(None, "B502"), (b"{}", "B501"), (b"nonsense", "B501"), (ODD, "B501")])
def test_a_report_that_says_nothing_is_found_though_the_record_agrees(
    examine: Callable[..., Assurance], report: str, forged: bytes | None, code: str
) -> None:
    assert code in {each for each, _ in failed(examine({report: forged}))}


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/embeddings/x.exe", "word/activeX/a.bin"])
def test_a_program_in_a_document_is_named(examine: Callable[..., Assurance], part: str) -> None:
    assert ("B521", f"data/{DOCX}") in failed(examine({DOCX: with_part(part)}))


RELATIONS = '<Relationships><Relationship Type="http://x/{}" Target="http://x/" TargetMode="External"/></Relationships>'


def packed_in_pdf(objects: bytes) -> bytes:
    packed = zlib.compress(objects)
    return b"%PDF-1.7\n1 0 obj\n<</Type /ObjStm /Filter /FlateDecode>>\nstream\n" + packed + b"\nendstream"


def packed_in_office(part: str, content: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr(part, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "programs"),
    [
        ("a.docx", packed_in_office("word/_rels/x.rels", RELATIONS.format("attachedTemplate")), ["/word/_rels/x.rels"]),
        ("a.docx", packed_in_office("word/_rels/x.rels", RELATIONS.format("hyperlink")), []),
        ("a.xlsx", packed_in_office("xl/macrosheets/a.xml", ""), ["/xl/macrosheets/a.xml"]),
        ("a.docx", b"PK\x03\x04 broken", []),
        ("a.pdf", b"%PDF-1.7 <</S /JavaScript>>", ["/JavaScript"]),
        ("a.pdf", b"%PDF-1.7 <</S /Java#53cript>>", ["/JavaScript"]),
        ("a.pdf", packed_in_pdf(b"<</S /Launch>>"), ["/Launch"]),
        ("a.pdf", packed_in_pdf(b"<</S /GoTo>>"), []),
        ("a.md", b"/JavaScript", []),
    ],
)
def test_what_runs_by_itself_is_named_wherever_it_is_packed(name: str, content: bytes, programs: list[str]) -> None:
    assert programs_in(name, content) == programs


def test_a_document_against_the_standard_is_told_with_its_clause(examine: Callable[..., Assurance]) -> None:
    assurance = examine({DOCX: in_word('w:h="16838"', 'w:h="15000"')})

    against = [each for each in assurance.failures if each.aspect == CONFORMING]
    assert against and against[0].code.startswith(("F", "C", "Y"))


def test_a_document_that_is_none_is_told(examine: Callable[..., Assurance]) -> None:
    assert ("B511", f"data/{PDF}") in failed(examine({PDF: b"%PDF-1.7 nothing"}))


def test_personal_data_in_a_corner_is_found_and_not_repeated(examine: Callable[..., Assurance]) -> None:
    digits = "110105" + "19491231" + "002"
    check = "10X98765432"[sum(int(d) * 2 ** (17 - i) for i, d in enumerate(digits)) % 11]

    assurance = examine({ITEMS: replacing("P4,03", f"P{digits}{check},03")})

    told = [each for each in assurance.failures if each.code.startswith("V")]
    assert told and "items.csv" in told[0].file
    assert digits not in json.dumps(to_values(assurance), ensure_ascii=False)


# ---------------------------------------------------------------- building again


def without_rows(values: dict[str, Any]) -> None:
    """Leave out of a report what it found."""
    if "files" in values:
        values["files"][0]["findings"].pop()
    else:
        values["problems"] = values["excused"] = []


@pytest.mark.parametrize("report", [CHECKED, MEASURED])
def test_a_report_that_leaves_something_out_is_found_by_making_it_again(
    examine: Callable[..., Assurance], report: str
) -> None:
    changes = {report: editing(without_rows)}

    assert failed(examine(changes)) == set()
    assert failed(examine(changes, rebuild=True)) == {("B707", f"data/{report}")}


@pytest.mark.parametrize("report", [CHECKED, MEASURED])
def test_a_report_of_another_version_of_this_program_may_differ_and_is_told(
    examine: Callable[..., Assurance], report: str
) -> None:
    def elsewhere(values: dict[str, Any]) -> None:
        values["tools"]["make-report"] = "9.9.9"

    changes = {report: editing(without_rows), MANIFEST: editing(elsewhere), RECORD: editing(elsewhere)}
    assurance = examine(changes, rebuild=True)

    assert failed(assurance) == set()
    told = one(assurance, "B708")
    assert told.file == f"data/{report}"
    assert "make-report" in told.message and "9.9.9" in told.message


def test_problems_of_files_that_are_not_in_the_bundle_are_not_asked_for(examine: Callable[..., Assurance]) -> None:
    def elsewhere(values: dict[str, Any]) -> None:
        values["problems"].append({**values["problems"][0], "file": "content/small/甲县/2022H2/note.md"})
        values["counts"]["warning"] += 1

    assert failed(examine({CHECKED: editing(elsewhere)}, rebuild=True)) == set()



def test_a_notebook_of_a_stranger_is_not_run(examine: Callable[..., Assurance], tmp_path: Path) -> None:
    notebook = "工作区/templates/note/analysis.ipynb"

    def enlist(values: dict[str, Any]) -> None:
        values["inputs"].append({"file": notebook.removeprefix("工作区/"), "sha256": "0" * 64})

    assurance = examine({notebook: b"{}", RECORD: editing(enlist)}, honest=False, rebuild=True)

    assert ("B703", f"data/{notebook}") in failed(assurance)


def test_what_cannot_be_built_is_told_with_the_reason(examine: Callable[..., Assurance]) -> None:
    assurance = examine({"工作区/data/small/facts.yaml": b"views: 5\n"}, rebuild=True)

    told = one(assurance, "B701")
    assert "重新生成时出错" in told.message
    assert "Traceback" not in told.message


def test_a_recorded_epoch_is_used_again(
    faces: FaceSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "w"
    root.mkdir()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    bundle = bundle_of(load_programme(make_workspace(root), "small"), faces, root / "outputs")
    [written] = write_bundles([bundle], root / "outputs", "zip")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")

    assert failed(verify(written.path, rebuild=True)) == set()


def test_a_bundle_made_in_a_repository_is_built_again_without_it(faces: FaceSet, tmp_path: Path) -> None:
    root = tmp_path / "w"
    root.mkdir()
    workspace = make_workspace(root)
    quiet = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin"}
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *words], cwd=root, env=quiet, check=True, capture_output=True)
    bundle = bundle_of(load_programme(workspace, "small"), faces, tmp_path / "outputs")
    assert bundle.record["documents"][0]["revision"]["number"] == 1
    [written] = write_bundles([bundle], tmp_path / "outputs", "zip")
    shutil.rmtree(root)

    assert failed(verify(written.path, rebuild=True)) == set()


def test_what_another_zlib_packed_counts_as_the_same_and_is_told(examine: Callable[..., Assurance]) -> None:
    def repacked(content: bytes) -> bytes:
        stream = BytesIO()
        with ZipFile(BytesIO(content)) as package, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as made:
            for entry in package.infolist():
                made.writestr(entry, package.read(entry), compresslevel=1)
        return stream.getvalue()

    def elsewhere(values: dict[str, Any]) -> None:
        values["tools"]["zlib"] = "1.3.1.zlib-ng"

    changes: dict[str, Any] = {DOCX: repacked, MANIFEST: editing(elsewhere), RECORD: editing(elsewhere)}
    assurance = examine(changes, rebuild=True)

    assert failed(assurance) == set()
    assert "zlib" in one(assurance, "B705").message


# ---------------------------------------------------------------- signatures


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "key"
    path.parent.mkdir()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    (path.parent / "allowed").write_text(f"甲县 {path.with_suffix('.pub').read_text()}", encoding="utf-8")
    return path


@pytest.fixture
def signed(parcel: Parcel, tmp_path: Path, key: Path, quick: None) -> Path:
    from dataclasses import replace

    bundle = replace(parcel.bundle, folder=tmp_path / "outputs" / "bundles" / "x")
    [written] = write_bundles([bundle], tmp_path / "outputs", "zip", key=key)
    return written.path


def test_a_signature_is_somebodys_and_ssh_keygen_alone_can_say_so(signed: Path, key: Path) -> None:
    allowed = key.parent / "allowed"
    beside = signed.with_suffix(".intoto.json")
    words = ["-Y", "verify", "-f", str(allowed), "-I", "甲县", "-n", "make-report", "-s", f"{beside}.sig"]
    done = subprocess.run(["ssh-keygen", *words], input=beside.read_bytes(), capture_output=True, check=False)

    assurance = verify(signed, signers=allowed, principal="甲县")

    assert done.returncode == 0
    assert failed(assurance) == set()
    assert [each.message for each in assurance.findings if each.aspect == SIGNED] == ["签名人：甲县"]


def test_a_signature_holds_for_the_folder_unpacked_from_the_zip(signed: Path, key: Path) -> None:
    with ZipFile(signed) as package:
        package.extractall(signed.parent)

    folder = signed.parent / signed.stem
    assert failed(verify(folder, signers=key.parent / "allowed")) == set()


def test_the_signature_beside_is_found_from_within_the_folder_too(
    signed: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZipFile(signed) as package:
        package.extractall(signed.parent)
    monkeypatch.chdir(signed.parent / signed.stem)

    assert failed(verify(Path(), signers=key.parent / "allowed")) == set()


@pytest.mark.parametrize("names", ["乙县 KEY\n甲县 KEY\n", "乙县,甲县 KEY\n", "*县 KEY\n", "\ufeff甲县 KEY\r\n"])
def test_a_key_may_stand_in_the_list_under_several_names(signed: Path, key: Path, names: str) -> None:
    public = key.with_suffix(".pub").read_text(encoding="utf-8").strip()
    (key.parent / "allowed").write_text(names.replace("KEY", public), encoding="utf-8", newline="")

    assurance = verify(signed, signers=key.parent / "allowed", principal="甲县")

    assert [each.message for each in assurance.findings if each.aspect == SIGNED] == ["签名人：甲县"]


def test_without_a_list_the_signature_is_whole_and_nobodys(signed: Path) -> None:
    [found] = [each for each in verify(signed).findings if each.aspect == SIGNED]

    assert found.verdict is Verdict.UNCHECKED
    assert "SHA256:" in found.message


def change_signature(signed: Path, key: Path) -> str:
    path = signed.with_suffix(".intoto.json.sig")
    path.write_bytes(path.read_bytes().replace(b"U1NIU0lH", b"U1NIU0lI"))
    return "B602"


def change_statement(signed: Path, key: Path) -> str:
    path = signed.with_suffix(".intoto.json")
    path.write_bytes(path.read_bytes().replace(b"2023H1", b"2023H2"))
    return "B602"


def change_bundle(signed: Path, key: Path) -> str:
    from tests.deliver.bag.bags import our_zip

    signed.write_bytes(our_zip())
    return "B605"


def lose_signature(signed: Path, key: Path) -> str:
    signed.with_suffix(".intoto.json.sig").unlink()
    return "B601"


def lose_both(signed: Path, key: Path) -> str:
    signed.with_suffix(".intoto.json").unlink()
    return lose_signature(signed, key)


def spoil_statement(signed: Path, key: Path) -> str:
    signed.with_suffix(".intoto.json").write_bytes(b"nonsense")
    return "B604"


def distrust(signed: Path, key: Path) -> str:
    other = key.parent / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(other)], check=True)
    (key.parent / "allowed").write_text(f"甲县 {other.with_suffix('.pub').read_text()}", encoding="utf-8")
    return "B602"


@pytest.mark.parametrize(
    "spoil",
    [change_signature, change_statement, change_bundle, lose_signature, lose_both, spoil_statement, distrust],
)
def test_a_signature_that_does_not_hold_is_told(signed: Path, key: Path, spoil: Callable[[Path, Path], str]) -> None:
    code = spoil(signed, key)

    assert code in {each for each, _ in failed(verify(signed, signers=key.parent / "allowed"))}


def test_somebody_else_of_the_list_is_not_the_one_who_must_have_signed(signed: Path, key: Path) -> None:
    assurance = verify(signed, signers=key.parent / "allowed", principal="乙县")

    assert {code for code, _ in failed(assurance)} == {"B603"}


def test_a_list_that_is_not_there_is_the_callers_mistake(signed: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="名单"):
        verify(signed, signers=tmp_path / "nowhere")


def test_a_key_with_a_passphrase_is_told_in_chinese_and_nothing_is_asked(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.setenv("SSH_ASKPASS", "false")
    subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", "a passphrase", "-f", str(key)], check=True)

    with pytest.raises(UsageError) as caught:
        sign(b"content", key)

    assert "有密码" in caught.value.message and "ssh-agent" in caught.value.message
    assert "Enter" not in caught.value.message


def test_a_file_that_is_no_key_is_told_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("nothing", encoding="utf-8")

    with pytest.raises(UsageError) as caught:
        sign(b"content", path)

    assert "不是能用的签名密钥" in caught.value.message


def test_the_same_key_signs_the_same_bytes(parcel: Parcel, key: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    said = []
    for place in ("a", "b"):
        bundle = replace(parcel.bundle, folder=tmp_path / place / "bundles")
        [written] = write_bundles([bundle], tmp_path / place, "zip", key=key)
        said.append([path.read_bytes() for path in written.beside])

    assert said[0] == said[1]


# ---------------------------------------------------------------- flips and the network


def test_a_byte_flipped_anywhere_is_found_before_anything_is_opened(parcel: Parcel, tmp_path: Path) -> None:
    from builders.deliver.assurance import Notes
    from builders.deliver.bag.checking import check_bag
    from builders.deliver.bag.opening import Unopenable, open_bundle

    content = pack(parcel.bundle.files, parcel.bundle.name)
    chance = random.Random(200)
    path = tmp_path / "b.zip"
    missed = []
    for _ in range(40):
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        notes = Notes()
        try:
            check_bag(open_bundle(path, notes), notes)
        except Unopenable:
            continue
        missed += [] if notes.failed() else [place]

    assert missed == []


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("unshare") is None, reason="unshare is a program of Linux")
def test_verifying_needs_no_network(parcel: Parcel, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(pack(parcel.bundle.files, parcel.bundle.name))
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("unshare -rn is not allowed here")
    script = "import sys\nfrom builders.cli.main import run\nsys.exit(run(['verify', '--rebuild', sys.argv[1]]))"

    done = subprocess.run(
        ["unshare", "-rn", sys.executable, "-c", script, str(path)], capture_output=True, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
