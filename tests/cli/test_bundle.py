"""``bundle`` and ``verify`` as a county clerk and the city office type them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builders.typeset.typefaces.folders import machine_folders
from tests.cli.conftest import MakeReport
from tests.cli.shell import ENGLISH, start
from tests.deliver.bag.bags import foreign, lay
from tests.workspaces import REPOSITORY, edit, make_workspace, tree, with_city

BUNDLES = Path("outputs/bundles/small")
ZIP = BUNDLES / "2023H1/甲县/small-2023H1-甲县.zip"
ONE = ("bundle", "--district", "甲县", "--period", "2023上半年")


def test_a_bundle_is_made_verified_and_made_again_without_a_change(small: Path, make_report: MakeReport) -> None:
    made = make_report(*ONE)
    assert made.code == 0, made.err
    assert f"已打包：{ZIP}（1份文件" in made.out
    before = tree(small / "outputs")

    verified = make_report("verify", str(ZIP))
    again = make_report(*ONE)

    assert verified.code == 0, verified.out
    assert "结论：通过" in verified.out
    assert [word for word in ("真实性", "完整性", "可用性", "安全性") if f"\n{word}\n" not in verified.out] == []
    assert f"未变化：{ZIP}" in again.out
    assert tree(small / "outputs") == before


def test_the_check_report_is_in_the_bundle(small: Path, make_report: MakeReport) -> None:
    make_report(*ONE, "--format", "dir")

    report = json.loads((small / ZIP.with_suffix("") / "data/检验报告/检查.json").read_text(encoding="utf-8"))
    assert report["schema"] == "make-report.check.v1"
    assert report["counts"]["error"] == 0
    assert report["seen"]["table"] == 1


def test_a_stale_document_is_made_anew_and_never_bundled(small: Path, make_report: MakeReport) -> None:
    make_report("note", "--district", "甲县", "--period", "2023H1")
    edit(small, "data/small/items.csv", "120.50", "220.50")

    make_report(*ONE, "--format", "dir")

    assert "250.5" in (small / ZIP.with_suffix("") / "data/报送文件/small/2023H1/甲县/manuscript.md").read_text()


def test_all_units_are_bundled_each_for_itself(small: Path, make_report: MakeReport) -> None:
    answer = make_report("bundle", "--all", "--period", "2023H2")

    assert answer.code == 0
    assert "没有打包：丙县 2023年下半年 情况简报（没有数据）" in answer.err
    assert sorted(path.name for path in (small / BUNDLES / "2023H2").rglob("*.zip")) == [
        "small-2023H2-乙县.zip", "small-2023H2-甲县.zip",
    ]  # fmt: skip


def test_a_city_is_bundled_by_its_own_option(small: Path, make_report: MakeReport) -> None:
    with_city(small)
    passage = small / "content/small/甲县/2023H1/note.md"
    target = small / "content/small/全市/2023H1/note.md"
    target.parent.mkdir(parents=True)
    shutil.copy(passage, target)

    answer = make_report("bundle", "--city", "全市", "--period", "2023H1")

    assert answer.code == 0, answer.err
    assert (small / BUNDLES / "2023H1/全市/small-2023H1-全市.zip").is_file()


def test_a_signed_bundle_with_the_archive_layout_lies_beside_its_signature(
    small: Path, make_report: MakeReport, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    allowed = tmp_path / "allowed"
    allowed.write_text(f"甲县 {key.with_suffix('.pub').read_text()}", encoding="utf-8")

    made = make_report(*ONE, "--sign", str(key), "--archive")
    verified = make_report("verify", str(ZIP), "--signer", str(allowed), "--principal", "甲县")

    assert made.code == 0, made.err
    assert {path.name for path in (small / ZIP).parent.iterdir()} == {
        ZIP.name, "small-2023H1-甲县.intoto.json", "small-2023H1-甲县.intoto.json.sig", "small-2023H1-甲县-移交",
    }  # fmt: skip
    assert verified.code == 0
    assert "签名人：甲县" in verified.out


def test_the_bytes_are_the_same_in_another_place_zone_language_order_and_mask(tmp_path: Path) -> None:
    plain = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    odd = {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "PYTHONIOENCODING": "utf-8"}
    running = []
    for folder, variables, umask in (("甲", plain, 0o022), ("另一个 地方/深处", odd, 0o077)):
        root = tmp_path / folder
        root.mkdir(parents=True)
        make_workspace(root)
        env = {**os.environ, **variables, "HOME": str(root), "PYTHONPATH": str(REPOSITORY)}
        env["MAKE_REPORT_FONTS"] = str(machine_folders().user)
        command = [sys.executable, "-m", "builders.cli.main", *ONE, "--archive"]
        running.append((root, subprocess.Popen(command, cwd=root, env=env, umask=umask, stderr=subprocess.PIPE)))
    made = []
    for root, process in running:
        _, complaint = process.communicate()
        assert process.returncode == 0, complaint.decode("utf-8", "replace")
        made.append({name: entry and entry[0] for name, entry in tree(root / BUNDLES).items()})

    assert made[0] == made[1]
    assert len(made[0]) > 20


# ---------------------------------------------------------------- nothing bad is bundled


def test_an_error_of_the_checks_stops_the_bundle_and_nothing_is_written(small: Path, make_report: MakeReport) -> None:
    edit(small, "content/small/甲县/2023H1/note.md", "按要求推进", "按要求推进。。联系电话见附件")

    answer = make_report(*ONE)

    assert answer.code == 1
    assert "没有打包" in answer.err and "note.md" in answer.err
    assert not (small / "outputs").exists()


def test_a_broken_table_stops_the_bundle(small: Path, make_report: MakeReport) -> None:
    edit(small, "data/small/items.csv", "120.50", "约800")

    answer = make_report(*ONE)

    assert answer.code == 3
    assert "items.csv" in answer.err
    assert not (small / "outputs").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--district", "甲线"), "是否指“甲县”"),
        (("--district", "甲县", "--period", "2023H9"), "看不懂报告期"),
        (("--district", "甲县", "--artifact", "notes"), "是否指“note”"),
        (("--district", "甲县", "--format", "rar"), "没有“rar”"),
        (("--district", "甲县", "--sign", "nowhere"), "没有签名密钥文件 nowhere"),
        (("--period", "2023H1"), "请用 --district 指明单位"),
        (("--district", "甲县", "--notice", "smell"), "是否指“small”"),
        (("--district", "丙县", "--period", "2023H2"), "没有可以打包的文件"),
        (("--district", "甲县", "--output", "data/x"), "输出文件夹不能放在 data 里面"),
    ],
)
def test_a_wrong_command_line_is_answered_in_chinese_and_writes_nothing(
    small: Path, make_report: MakeReport, words: tuple[str, ...], told: str
) -> None:
    before = tree(small)

    answer = make_report("bundle", *words)

    assert answer.code == 2
    assert told in answer.text
    assert tree(small) == before


def test_outside_a_workspace_bundling_says_so(
    tmp_path: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)

    assert "不在工作区里" in make_report(*ONE).err


# ---------------------------------------------------------------- verify


def test_verifying_needs_no_workspace_and_builds_again_anywhere(
    small: Path, make_report: MakeReport, tmp_path: Path
) -> None:
    make_report(*ONE)
    received = tmp_path / "收到的 包"
    received.mkdir()
    shutil.copy(small / ZIP, received / "包.zip")
    shutil.rmtree(small)

    answer = start("verify", "--rebuild", "包.zip", cwd=received, env={"MAKE_REPORT_WORKSPACE": None})

    assert answer.code == 0, answer.text
    assert "个文件逐字节相同" in answer.out
    assert [path.name for path in received.iterdir()] == ["包.zip"]


def test_what_does_not_hold_is_named_and_the_exit_code_is_one(small: Path, make_report: MakeReport) -> None:
    make_report(*ONE, "--format", "dir")
    folder = ZIP.with_suffix("")
    (small / folder / "data/工作区/data/small/items.csv").write_bytes(b"changed")
    (small / folder / "data/多余.txt").write_bytes(b"more")

    answer = make_report("verify", str(folder))

    assert answer.code == 1
    assert "不通过　[B402] data/工作区/data/small/items.csv：内容被改动" in answer.out
    assert "不通过　[B404] data/多余.txt：多余" in answer.out
    assert "结论：不通过" in answer.out
    assert ENGLISH.search(answer.out.replace("items.csv", "")) is None


def test_findings_come_as_json_under_the_four_qualities(small: Path, make_report: MakeReport) -> None:
    make_report(*ONE)

    [entry] = json.loads(make_report("verify", "--format", "json", str(ZIP)).out)

    assert entry["sound"] is True
    assert list(entry["findings"]) == ["真实性", "完整性", "可用性", "安全性"]


def test_several_bundles_are_counted(small: Path, make_report: MakeReport, tmp_path: Path) -> None:
    make_report(*ONE)
    (tmp_path / "bad.zip").write_bytes(b"nothing")

    answer = make_report("verify", str(ZIP), str(tmp_path / "bad.zip"))

    assert answer.code == 1
    assert "共2个报送包：通过1个，不通过1个。" in answer.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere.zip",), "没有 nowhere.zip"),
        ((".", "--signer", "nowhere"), "没有签名人名单文件 nowhere"),
        ((".", "--principal", "甲县"), "--principal 要和 --signer 一起用"),
        ((".", "--rebuilt"), "是否指“--rebuild”"),
        (("--rebuild",), "缺少"),
    ],
)
def test_a_wrong_command_line_of_verify_is_answered(
    tmp_path: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)

    answer = make_report("verify", *words)

    assert answer.code == 2
    assert told in answer.text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\x00" * 1000])
def test_any_other_file_is_told_in_words(
    tmp_path: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.zip").write_bytes(content)

    answer = make_report("verify", "x.zip", "--rebuild")

    assert answer.code == 1
    assert "[B300]" in answer.out
    assert "内部错误" not in answer.err


def test_documents_of_a_single_occasion_are_bundled_by_that_word(
    real: Path, make_report: MakeReport, tmp_path: Path
) -> None:
    words = ("--community", "牡丹社区", "--notice", "national", "--period", "一次性")

    answer = make_report("bundle", *words, "--output", str(tmp_path / "out"))

    assert answer.code == 0, answer.err
    assert (tmp_path / "out/bundles/national/once/牡丹社区/national-once-牡丹社区.zip").is_file()


def test_a_bag_of_another_program_is_not_said_to_have_passed(tmp_path: Path, make_report: MakeReport) -> None:
    bag = lay(tmp_path / "bag", foreign("0.97"))

    answer = make_report("verify", str(bag), str(bag))

    assert answer.code == 0
    assert "结论：是完整的 BagIt 包，但不是 make-report 的报送包，内容没有检查（" in answer.out
    assert "结论：通过" not in answer.out
    assert "共2个报送包：通过0个，不通过0个，不是报送包2个。" in answer.out
