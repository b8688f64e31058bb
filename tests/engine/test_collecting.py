"""The city takes in what holds, for each county its own rows, whole or not at all, in whatever order they come."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from builders.core import publish
from builders.core import replace as replacing_module
from builders.core.errors import DataError, FileError, LockedError
from builders.core.lock import hold
from builders.deliver.bag.packing import pack
from builders.deliver.bag.writer import bag
from builders.deliver.bundle_layout import RECORD
from builders.deliver.receipts import read_receipts, receipts_bytes, receipts_file
from builders.engine.bundle_writing import write_bundles
from builders.engine.collecting import Collection, collect_bundles
from builders.engine.making import Order, make_documents
from builders.engine.programme import load_programme
from builders.model.face import FaceSet
from builders.model.period import parse_period
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace
from tests.engine.parcels import INFO, ITEMS, Parcel, bundle_of, editing, replacing
from tests.workspaces import PASSAGE, REPOSITORY, ROWS, edit, make_workspace, tree, with_city, write

DAY = date(2023, 6, 9)
TABLE = "data/small/items.csv"
COUNTIES = ("甲县", "乙县", "丙县")
CORRECTED = ROWS.replace("P2,01,2023-05-31,养老,30\n", "P5,01,2023-05-31,养老,7\n").replace("120.50", "121.00")
"""甲县 has found a wrong amount, taken a row away and added one."""
STRAY = ROWS.replace("P4,03,", "P3,03,").replace("P3,02,2023-05-31", "P6,02,2023-05-31")
"""丙县 has given its item the number of one of 乙县."""


@dataclass
class Post:
    """Bundles of the counties, each made once, in earnest, in a workspace like the city's."""

    home: Path
    faces: FaceSet
    made: dict[tuple[str, ...], Parcel] = field(default_factory=dict)

    def parcel(
        self, county: str, period: str = "2023H1", rows: str = ROWS, day: str = "2023-06-08", sample: str = "false"
    ) -> Parcel:
        key = (county, period, rows, day, sample)
        if key not in self.made:
            root = self.home / str(len(self.made))
            root.mkdir()
            workspace = make_workspace(root)
            with_city(root)
            write(root, TABLE, rows)
            edit(root, "data/small/notice.yaml", "sample: false", f"sample: {sample}")
            write(root, f"content/small/{county}/{period}/note.md", PASSAGE.replace("2023-06-08", day))
            output = root / "outputs"
            self.made[key] = Parcel(bundle_of(load_programme(workspace, "small"), self.faces, output, county, period))
        return self.made[key]

    def sent(self, folder: Path, *words: str, **more: str) -> Path:
        """A bundle as a zip in a folder."""
        parcel = self.parcel(*words, **more)
        path = folder / f"{len(list(folder.iterdir()))}-{parcel.bundle.name}.zip"
        path.write_bytes(pack(parcel.bundle.files, parcel.bundle.name))
        return path


@pytest.fixture(scope="session")
def post(tmp_path_factory: pytest.TempPathFactory, faces: FaceSet) -> Post:
    return Post(tmp_path_factory.mktemp("post"), faces)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "来包"
    folder.mkdir()
    return folder


@pytest.fixture
def city(tmp_path: Path) -> Workspace:
    """The city's workspace, which has no row of any county."""
    root = tmp_path / "city"
    root.mkdir()
    workspace = make_workspace(root)
    with_city(root)
    write(root, TABLE, ROWS.split("\n")[0] + "\n")
    return workspace


def collect(city: Workspace, *paths: Path, force: bool = False, dry_run: bool = False) -> Collection:
    return collect_bundles(city, [read_notice(city, "small")], paths, DAY, force=force, dry_run=dry_run)


def contents(root: Path) -> dict[str, bytes]:
    return {path: entry[0] for path, entry in tree(root).items() if entry is not None}


def table(city: Workspace) -> str:
    return (city.root / TABLE).read_text(encoding="utf-8")


def reasons(collection: Collection) -> str:
    return "\n".join(line for each in collection.refused for line in (each.reason, *each.details))


# ---------------------------------------------------------------- what comes in


def test_the_citys_table_and_report_are_those_of_all_rows_together(
    city: Workspace, post: Post, inbox: Path, faces: FaceSet, tmp_path: Path
) -> None:
    collection = collect(city, *(post.sent(inbox, county) for county in COUNTIES))

    assert (len(collection.taken), collection.refused) == (3, [])
    assert table(city) == ROWS
    full = tmp_path / "full"
    full.mkdir()
    whole = make_workspace(full)
    with_city(full)
    assert report(city, faces) == report(whole, faces)


def report(workspace: Workspace, faces: FaceSet) -> dict[str, bytes]:
    write(workspace.root, "content/small/全市/2023H1/note.md", PASSAGE)
    programme = load_programme(workspace, "small")
    unit, period = programme.notice.units[-1], parse_period("2023H1")
    assert unit.name == "全市"
    assert period is not None
    order = Order(programme.notice.artifacts[-1], unit, period)
    [made], _ = make_documents([(programme, order)], faces, (), workspace.root / "outputs", sample=True)
    return dict(made.files)


@pytest.mark.parametrize("order", [("甲县", "丙县", "乙县"), ("丙县", "乙县", "甲县"), ("乙县", "甲县", "丙县")])
def test_it_does_not_matter_who_sends_first(city: Workspace, post: Post, inbox: Path, order: tuple[str, ...]) -> None:
    for county in order:
        assert len(collect(city, post.sent(inbox, county)).taken) == 1

    assert table(city) == ROWS


def test_a_receipt_says_what_came_when_and_that_it_held(city: Workspace, post: Post, inbox: Path) -> None:
    path = post.sent(inbox, "甲县")

    collect(city, path)

    [receipt] = read_receipts(city.root / "outputs")
    assert (receipt.notice, receipt.period, receipt.unit, receipt.received) == ("small", "2023H1", "01", DAY)
    assert (receipt.merged, receipt.day) == (True, date(2023, 6, 8))
    assert [(each.artifact, each.status) for each in receipt.documents] == [("note", "final")]
    kept = city.root / "outputs/collected" / receipt.bundle
    assert kept.read_bytes() == path.read_bytes()
    assert kept.name == "small-2023H1-甲县.zip"


def test_a_folder_is_the_same_bundle_as_its_zip(city: Workspace, post: Post, inbox: Path) -> None:
    bundle = post.parcel("甲县").bundle
    [written] = write_bundles([bundle], inbox, "dir")

    assert len(collect(city, written.path).taken) == 1
    again = collect(city, post.sent(inbox, "甲县"))

    assert [receipt.unit_name for _, receipt in again.known] == ["甲县"]


def test_the_same_bundle_again_is_told_and_touches_nothing(city: Workspace, post: Post, inbox: Path) -> None:
    path = post.sent(inbox, "甲县")
    collect(city, path)
    before = tree(city.root)

    again = collect(city, path, path)

    assert (again.taken, len(again.known), again.refused) == ([], 2, [])
    assert tree(city.root) == before


def test_a_correction_changes_adds_and_removes_that_countys_rows_alone(
    city: Workspace, post: Post, inbox: Path
) -> None:
    collect(city, *(post.sent(inbox, county) for county in COUNTIES))

    corrected = collect(city, post.sent(inbox, "甲县", rows=CORRECTED, day="2023-06-09"))

    [(title, changes)] = corrected.taken[0].changes
    assert title == "项目"
    assert sorted((each.kind, each.title) for each in changes) == [
        ("added", "P5、2023-05-31"), ("changed", "P1、2023-05-31"), ("removed", "P2、2023-05-31"),
    ]  # fmt: skip
    lines = [line for line in table(city).splitlines() if ",01," not in line]
    assert lines == [line for line in ROWS.splitlines() if ",01," not in line]
    assert {line for line in table(city).splitlines() if ",01," in line} == {
        line for line in CORRECTED.splitlines() if ",01," in line
    }


def test_rows_of_others_in_a_bundle_are_not_looked_at(city: Workspace, post: Post, inbox: Path) -> None:
    collect(city, *(post.sent(inbox, county) for county in COUNTIES))
    others = ROWS.replace("P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,管网,1")

    collect(city, post.sent(inbox, "甲县", rows=others, day="2023-06-09"))

    assert table(city) == ROWS


# ---------------------------------------------------------------- versions


def test_an_older_version_is_refused_unless_it_is_wanted(city: Workspace, post: Post, inbox: Path) -> None:
    collect(city, post.sent(inbox, "甲县", rows=CORRECTED, day="2023-06-09"))
    older = post.sent(inbox, "甲县")
    before = tree(city.root)

    refused = collect(city, older)

    assert "已收过更新的版本" in reasons(refused)
    assert tree(city.root) == before
    assert len(collect(city, older, force=True).taken) == 1
    assert "120.50" in table(city)


def test_an_earlier_period_with_older_data_is_registered_and_changes_no_row(
    city: Workspace, post: Post, inbox: Path
) -> None:
    collect(city, post.sent(inbox, "甲县", "2023H2", rows=CORRECTED, day="2023-12-08"))
    after = table(city)

    collection = collect(city, post.sent(inbox, "甲县"))

    assert "只登记文件" in "".join(collection.taken[0].notes)
    assert table(city) == after
    assert [each.merged for each in read_receipts(city.root / "outputs")] == [True, False]


def test_older_data_of_a_unit_changes_no_row_when_a_unit_above_it_has_brought_newer(
    city: Workspace, post: Post, inbox: Path
) -> None:
    collect(city, post.sent(inbox, "甲县", "2023H2", rows=CORRECTED, day="2023-12-08"))
    output = city.root / "outputs"
    receipts = [replace(each, unit="00", unit_name="全市") for each in read_receipts(output)]
    receipts_file(output).write_bytes(receipts_bytes(receipts))
    after = table(city)

    collection = collect(city, post.sent(inbox, "甲县"))

    assert "只登记文件" in "".join(collection.taken[0].notes)
    assert table(city) == after


def test_of_several_bundles_of_a_county_the_newest_data_stays(city: Workspace, post: Post, inbox: Path) -> None:
    newer = post.sent(inbox, "甲县", "2023H2", rows=CORRECTED, day="2023-12-08")

    collect(city, newer, post.sent(inbox, "甲县"))

    assert "121.00" in table(city)


# ---------------------------------------------------------------- what is refused


def flipped(content: bytes) -> bytes:
    place = len(content) // 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_bundle_that_was_touched_is_refused_and_the_others_go_on(city: Workspace, post: Post, inbox: Path) -> None:
    bad = inbox / "坏.zip"
    bad.write_bytes(flipped(post.sent(inbox, "乙县").read_bytes()))

    collection = collect(city, bad, post.sent(inbox, "甲县"))

    assert [each.receipt.unit_name for each in collection.taken] == ["甲县"]
    assert [each.path for each in collection.refused] == [bad]
    assert "核验不通过" in reasons(collection)
    assert ",02," not in table(city)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({ITEMS: replacing("120.50", "999.99")}, "核验不通过"),
        ({"构建记录.json": editing(lambda said: said.update(notice="smalll"))}, "[B504]"),
        ({"构建记录.json": editing(lambda said: said.update(unit="99", unit_name="丁县"))}, "[B504]"),
        ({"构建记录.json": editing(lambda said: said.update(unit="02"))}, "02 在通知 small 里是乙县，包里写的是甲县"),
        ({"构建记录.json": editing(lambda said: said.update(sample=True))}, "[B504]"),
    ],
)
def test_a_forged_bundle_is_refused_in_words(
    city: Workspace, post: Post, inbox: Path, changes: dict[str, Callable[[bytes], bytes]], words: str
) -> None:
    path = inbox / "x.zip"
    path.write_bytes(post.parcel("甲县").forged(changes))
    before = tree(city.root / "data")

    collection = collect(city, path)

    assert words in reasons(collection)
    assert tree(city.root / "data") == before


def test_a_name_with_controls_for_the_terminal_is_told_harmlessly(city: Workspace, post: Post, inbox: Path) -> None:
    path = inbox / "x.zip"
    path.write_bytes(post.parcel("甲县").forged({"构建记录.json": editing(lambda said: said.update(notice="\x1b[2J"))}))

    assert "\x1b" not in reasons(collect(city, path))


def test_a_county_that_the_notice_does_not_know_is_refused(city: Workspace, post: Post, inbox: Path) -> None:
    notice = (city.root / "data/small/notice.yaml").read_text(encoding="utf-8")
    write(city.root, "data/small/notice.yaml", notice.replace("'01'", "'11'").replace("name: 甲县", "name: 甲城"))

    assert "没有“甲县”" in reasons(collect(city, post.sent(inbox, "甲县")))


def test_a_notice_that_is_not_here_is_refused(city: Workspace, post: Post, inbox: Path) -> None:
    other = replace(read_notice(city, "small"), id="smalls")

    collection = collect_bundles(city, [other], [post.sent(inbox, "甲县")], DAY)

    assert reasons(collection) == "通知不对：没有“small”，是否指“smalls”？"


def test_the_citys_own_bundle_is_refused(city: Workspace, post: Post, inbox: Path) -> None:
    assert "是全市本级的包" in reasons(collect(city, post.sent(inbox, "全市")))


def test_invented_data_does_not_get_among_real_data(city: Workspace, post: Post, inbox: Path) -> None:
    assert "示例数据" in reasons(collect(city, post.sent(inbox, "甲县", sample="true")))
    assert ",01," not in table(city)


def test_a_document_that_the_notice_does_not_ask_for_is_refused(city: Workspace, post: Post, inbox: Path) -> None:
    notice = read_notice(city, "small")
    asked = tuple(replace(each, id="other") for each in notice.artifacts)

    collection = collect_bundles(city, [replace(notice, artifacts=asked)], [post.sent(inbox, "甲县")], DAY)

    assert reasons(collection) == "甲县按通知不报送“note”"


def test_a_bag_of_another_program_is_refused(city: Workspace, inbox: Path) -> None:
    path = inbox / "x.zip"
    path.write_bytes(pack(bag({"a.txt": b"a"}, INFO), "x"))

    assert "不是 make-report 打的报送包" in reasons(collect(city, path))


def test_a_bundle_without_its_build_record_is_refused(city: Workspace, post: Post, inbox: Path) -> None:
    path = inbox / "x.zip"
    path.write_bytes(post.parcel("甲县").forged({RECORD: None}))

    assert "没有构建记录" in reasons(collect(city, path))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip"])
def test_what_is_no_bundle_is_refused(city: Workspace, inbox: Path, content: bytes) -> None:
    path = inbox / "x.zip"
    path.write_bytes(content)

    assert len(collect(city, path).refused) == 1


def test_a_link_in_a_folder_is_refused(city: Workspace, post: Post, inbox: Path) -> None:
    [written] = write_bundles([post.parcel("甲县").bundle], inbox, "dir")
    (written.path / "data" / "链接").symlink_to("/etc/passwd")

    assert "链接" in reasons(collect(city, written.path))


def test_rows_that_clash_with_another_countys_are_refused_with_their_place(
    city: Workspace, post: Post, inbox: Path
) -> None:
    collect(city, post.sent(inbox, "乙县"))
    bad = post.sent(inbox, "丙县", rows=STRAY)

    collection = collect(city, bad, post.sent(inbox, "甲县"))

    assert [each.receipt.unit_name for each in collection.taken] == ["甲县"]
    assert f"{bad.name}/data/small/items.csv 第8行" in reasons(collection)
    assert "X131" in reasons(collection)


def test_a_table_of_the_city_that_is_broken_is_told(city: Workspace, post: Post, inbox: Path) -> None:
    write(city.root, TABLE, "项目编号,县区代码,截至日期,任务\n")
    before = tree(city.root / "data")

    assert "本身有问题，请先改好" in reasons(collect(city, post.sent(inbox, "甲县")))
    assert tree(city.root / "data") == before


# ---------------------------------------------------------------- writing


def test_a_dry_run_writes_nothing_at_all(city: Workspace, post: Post, inbox: Path) -> None:
    before = tree(city.root)

    collection = collect(city, post.sent(inbox, "甲县"), dry_run=True)

    assert [len(changes) for _, changes in collection.taken[0].changes] == [4]
    assert tree(city.root) == before


def test_two_runs_at_once_are_refused(city: Workspace, post: Post, inbox: Path) -> None:
    path = post.sent(inbox, "甲县")

    with hold(city.root / "outputs"), pytest.raises(LockedError):
        collect(city, path)


def test_a_receipt_list_that_was_damaged_stops_everything(city: Workspace, post: Post, inbox: Path) -> None:
    collect(city, post.sent(inbox, "甲县"))
    (city.root / "outputs/collected/receipts.json").write_text('{"schema": "', encoding="utf-8")
    before = tree(city.root)

    with pytest.raises(DataError, match="收文登记"):
        collect(city, post.sent(inbox, "乙县"))
    assert tree(city.root) == before


def test_a_link_where_bundles_are_kept_is_refused(
    city: Workspace, post: Post, inbox: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (city.root / "outputs").mkdir()
    (city.root / "outputs/collected").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(FileError, match="链接"):
        collect(city, post.sent(inbox, "甲县"))
    assert not any((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("failing", range(3))
def test_a_write_that_fails_leaves_everything_as_it_was(
    city: Workspace, post: Post, inbox: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    collect(city, post.sent(inbox, "甲县"))
    before = contents(city.root)
    writes = iter(range(10))

    def write_through(path: Path, content: bytes) -> None:
        if next(writes) == failing:
            raise OSError(28, "No space left on device", str(path))
        publish.write_through(path, content)

    monkeypatch.setattr(replacing_module, "write_through", write_through)
    with pytest.raises(FileError):
        collect(city, post.sent(inbox, "乙县"))

    assert contents(city.root) == before


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from builders.core import replace
from builders.engine.collecting import collect_bundles
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace

city, path, last = Workspace(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
steps = iter(range(1000))
for name in ("write_through", "flush_folder"):
    def step(*arguments, real=getattr(replace, name)):
        if next(steps) == last:
            os._exit(9)
        real(*arguments)
    setattr(replace, name, step)
collect_bundles(city, [read_notice(city, "small")], [path], date(2023, 6, 9))
"""


def test_killed_at_any_step_a_second_run_gives_what_an_undisturbed_one_does(
    city: Workspace, post: Post, inbox: Path, tmp_path: Path
) -> None:
    path = post.sent(inbox, "甲县")
    calm = tmp_path / "calm"
    shutil.copytree(city.root, calm)
    collect(Workspace(calm), path)
    wanted = contents(calm)
    killed = 0
    for step in range(20):
        root = tmp_path / f"killed{step}"
        shutil.copytree(city.root, root)
        command = [sys.executable, "-c", KILLED, str(root), str(path), str(step)]
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, capture_output=True)
        assert done.returncode in (0, 9), done.stderr.decode()
        rows = (root / TABLE).read_text(encoding="utf-8")
        assert rows in (table(city), (calm / TABLE).read_text(encoding="utf-8")), "old or new, never half"
        if done.returncode == 0:
            break
        killed += 1
        collect(Workspace(root), path)
        assert contents(root) == wanted
    assert killed == 6, "three files are written, then three renamed"


def test_the_receipts_are_plain_json(city: Workspace, post: Post, inbox: Path) -> None:
    collect(city, post.sent(inbox, "甲县"))

    said = json.loads((city.root / "outputs/collected/receipts.json").read_text(encoding="utf-8"))
    assert said["schema"] == "make-report/receipts/1"
    assert said["receipts"][0]["received"] == "2023-06-09"


def test_a_notice_of_another_edition_is_told(city: Workspace, post: Post, inbox: Path) -> None:
    edit(city.root, "data/small/notice.yaml", "source: 公开文件", "source: 网站公开文件")

    [taken] = collect(city, post.sent(inbox, "甲县")).taken

    assert "notice.yaml" in "".join(taken.notes)
