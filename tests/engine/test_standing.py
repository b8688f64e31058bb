"""How far a document has come is read off workspace, bundles and receipts; what it lacks is told in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.engine.bundle_writing import Form, write_bundles
from builders.engine.collecting import collect_bundles
from builders.engine.programme import load_programme
from builders.engine.standing import Standing, State, standings
from builders.model.face import FaceSet
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace
from tests.engine.parcels import bundle_of
from tests.workspaces import PASSAGE, edit, tree, write

DUE = "    due: ['06-10', '12-10']\n    first_due: 2023-06-10\n"
PROSE = "content/small/甲县/2023H1/note.md"
ITEMS = "data/small/items.csv"
BEFORE, AFTER = date(2023, 6, 8), date(2023, 6, 12)


@pytest.fixture
def due(workspace: Workspace) -> Workspace:
    """The small workspace, whose notice names days."""
    edit(workspace.root, "data/small/notice.yaml", "    cadence: half-year\n", f"    cadence: half-year\n{DUE}")
    return workspace


def standing(workspace: Workspace, on: date = BEFORE, unit: str = "甲县", period: str = "2023H1") -> Standing:
    found = standings(workspace, read_notice(workspace, "small"), on, workspace.root / "outputs")
    [one] = [each for each in found if (each.deadline.unit.name, each.deadline.period.id) == (unit, period)]
    return one


def told(one: Standing) -> tuple[str, tuple[str, ...]]:
    return one.state.value, one.missing


def bundle(workspace: Workspace, faces: FaceSet, form: Form = "zip") -> Path:
    output = workspace.root / "outputs"
    [written] = write_bundles([bundle_of(load_programme(workspace, "small"), faces, output)], output, form)
    return written.path


def draft(workspace: Workspace) -> None:
    """Make the document of 甲县 a draft that has nothing but its prose."""
    words = ("status: final\n", "number: 某发〔2023〕5号\n", "signatories: [张某]\n", "reviewed: 王某\n")
    text = PASSAGE.replace("status: final", "status: draft")
    for word in words[1:]:
        text = text.replace(word, "")
    write(workspace.root, PROSE, text)


# ---------------------------------------------------------------- each state


def test_without_prose_nothing_has_begun(due: Workspace) -> None:
    (due.root / PROSE).unlink()

    assert told(standing(due)) == ("未开始", ("没有正文",))


def test_a_draft_lacks_what_a_final_document_needs(due: Workspace) -> None:
    draft(due)

    assert told(standing(due)) == ("草稿", ("仍是草稿", "没有文号", "没有签发人", "没有审核人"))


def test_a_draft_that_has_its_formalities_lacks_nothing_but_the_decision(due: Workspace) -> None:
    edit(due.root, PROSE, "status: final", "status: draft")

    assert told(standing(due)) == ("草稿", ("仍是草稿",))


def test_a_final_document_must_be_bundled(due: Workspace) -> None:
    assert told(standing(due)) == ("已定稿", ("没有打包",))


def test_a_final_document_without_formalities_is_faulty(due: Workspace) -> None:
    edit(due.root, PROSE, "number: 某发〔2023〕5号\n", "")

    assert told(standing(due)) == ("有问题", ("正文1处错误",))


def test_errors_in_prose_are_counted(due: Workspace) -> None:
    edit(due.root, PROSE, "按要求推进", "按{{ 总鹅 }}推进，{{ 项目树 }}")

    assert told(standing(due)) == ("有问题", ("正文2处错误",))
    assert told(standing(due, unit="乙县"))[0] == "已定稿"


def test_errors_in_rows_are_those_of_their_unit(due: Workspace) -> None:
    edit(due.root, ITEMS, "P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,官网,80")

    assert told(standing(due, unit="乙县"))[0] == "有问题"
    assert "数据表1处错误" in "".join(standing(due, unit="乙县").missing)
    assert "数据表" not in "".join(standing(due).missing)


def test_errors_of_the_notices_own_files_concern_everybody(due: Workspace) -> None:
    edit(due.root, "data/small/facts.yaml", "formula: 计数(项目)", "formel: 计数(项目)")

    for unit in ("甲县", "乙县", "丙县"):
        state, missing = told(standing(due, unit=unit))
        assert state == "有问题"
        assert "通知、口径或模板" in "".join(missing)


def test_a_half_year_without_data_is_told(due: Workspace) -> None:
    edit(due.root, ITEMS, "P4,03,2023-05-31,养老,60\n", "")

    assert told(standing(due, unit="丙县")) == ("有问题", ("没有数据",))
    (due.root / "content/small/丙县/2023H1/note.md").unlink()
    assert told(standing(due, unit="丙县")) == ("未开始", ("没有正文", "没有数据"))


@pytest.mark.parametrize("form", ["zip", "dir"])
def test_a_bundle_is_on_its_way(due: Workspace, faces: FaceSet, form: Form) -> None:
    bundle(due, faces, form)

    assert told(standing(due)) == ("已打包", ())
    assert told(standing(due, AFTER)) == ("已打包", ()), "not late any more"
    assert told(standing(due, unit="乙县")) == ("已定稿", ("没有打包",))


@pytest.mark.parametrize(
    ("file", "old", "new", "stale"),
    [
        (ITEMS, "120.50", "121.50", True),
        (ITEMS, "管网,80", "管网,81", False),
        (PROSE, "按要求推进", "按要求积极推进", True),
        ("content/small/乙县/2023H1/note.md", "按要求推进", "按要求积极推进", False),
        ("templates/note/note.md.j2", "本期共有", "本期有", True),
        ("data/small/facts.yaml", "计数(项目)", "计数( 项目)", True),
    ],
)
def test_a_bundle_is_out_of_date_when_something_of_its_own_has_changed(
    due: Workspace, faces: FaceSet, file: str, old: str, new: str, stale: bool
) -> None:
    bundle(due, faces)
    edit(due.root, file, old, new)

    expected = ("已定稿", ("打包后又有改动，要重新打包",)) if stale else ("已打包", ())
    assert told(standing(due)) == expected


def test_a_bundle_that_cannot_be_read_is_told(due: Workspace, faces: FaceSet) -> None:
    path = bundle(due, faces)
    path.write_bytes(path.read_bytes()[:1000])

    assert told(standing(due)) == ("已定稿", ("报送包读不出来",))


def test_a_bundle_that_was_taken_in_is_received_whatever_became_of_the_prose(due: Workspace, faces: FaceSet) -> None:
    path = bundle(due, faces)
    collect_bundles(due, [read_notice(due, "small")], [path], date(2023, 6, 9))
    path.unlink()
    (due.root / PROSE).unlink()

    one = standing(due, AFTER)
    assert told(one) == ("已收到", ())
    assert one.received == date(2023, 6, 9)


def test_one_that_came_late_is_told_by_how_much(due: Workspace, faces: FaceSet) -> None:
    collect_bundles(due, [read_notice(due, "small")], [bundle(due, faces)], date(2023, 6, 13))

    assert told(standing(due, AFTER)) == ("已收到", ("迟报3天",))


def test_a_draft_is_bundled_and_received_as_one(due: Workspace, faces: FaceSet) -> None:
    draft(due)
    path = bundle(due, faces)
    assert told(standing(due)) == ("已打包", ("打包的是草稿",))

    collect_bundles(due, [read_notice(due, "small")], [path], date(2023, 6, 9))
    assert told(standing(due)) == ("已收到", ("收到的是草稿",))


# ---------------------------------------------------------------- days


def test_what_is_not_bundled_by_its_day_is_late_from_the_next_day_on(due: Workspace) -> None:
    assert standing(due, date(2023, 6, 10)).state is State.FINAL
    one = standing(due, date(2023, 6, 11))
    assert (one.state, one.reached, one.days_left) == (State.OVERDUE, State.FINAL, -1)
    assert one.missing == ("没有打包",)


@pytest.mark.parametrize("reached", ["未开始", "草稿", "有问题"])
def test_a_late_document_still_says_how_far_it_has_come(due: Workspace, reached: str) -> None:
    if reached == "未开始":
        (due.root / PROSE).unlink()
    elif reached == "草稿":
        draft(due)
    else:
        edit(due.root, PROSE, "number: 某发〔2023〕5号\n", "")

    one = standing(due, AFTER)
    assert (one.state.value, one.reached.value) == ("逾期", reached)
    assert one.missing


def test_without_a_day_nothing_is_ever_late(workspace: Workspace) -> None:
    one = standing(workspace, date(2030, 1, 1))

    assert (one.state, one.days_left) == (State.FINAL, None)


# ---------------------------------------------------------------- a workspace that is broken


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (ITEMS, "项目编号,县区代码\n"),
        (ITEMS, "\x00"),
        ("data/small/facts.yaml", "facts: [1"),
        ("data/schemas/items.yaml", "name: items\n"),
        (PROSE, "---\nstatus: vague\n"),
        (PROSE, ""),
        ("templates/note/note.md.j2", "{% if %}"),
    ],
)
def test_whatever_is_broken_is_a_state_and_no_end(due: Workspace, file: str, content: str) -> None:
    write(due.root, file, content)

    state, missing = told(standing(due))
    assert (state, bool(missing)) == ("有问题", True)


def test_looking_changes_nothing(due: Workspace, faces: FaceSet) -> None:
    bundle(due, faces)
    before = tree(due.root)

    standing(due)

    assert tree(due.root) == before
