"""What a notice has due up to a period, and why the rest is not made: every reason a different one."""

from __future__ import annotations

from collections import Counter

import pytest

from builders.engine.planning import Plan, plan
from builders.engine.programme import Programme, load_programme
from builders.model.period import parse_period
from builders.sources.workspace import Workspace
from tests.workspaces import edit, write

SURVEY = """\
  - id: survey
    title: 摸底调查
    level: county
    cadence: once
    due: 2023-08-31
    document_title: '{name}摸底调查'
    issuers: ['{full_name}民政局']
    template: note/note.md.j2
    formats: [docx, pdf, xlsx]
"""


@pytest.fixture
def two(workspace: Workspace) -> Workspace:
    edit(workspace.root, "data/small/notice.yaml", "    passages: [做法]\n", f"    passages: [做法]\n{SURVEY}")
    return workspace


def planned(workspace: Workspace, until: str = "", *units: str, formats: tuple[str, ...] = ()) -> Plan:
    programme = load_programme(workspace, "small")
    chosen = [unit for unit in programme.notice.units if unit.name in units or not units]
    return plan(programme, chosen, parse_period(until) if until else None, formats)


def made(found: Plan) -> list[str]:
    return [f"{order.artifact.id} {order.unit.name} {order.period.id}" for order in found.orders]


def skipped(found: Plan) -> list[str]:
    return [f"{s.order.artifact.id} {s.order.unit.name} {s.order.period.id} {s.reason}" for s in found.skips]


def test_all_that_has_data_and_prose_is_made_up_to_the_newest_period(workspace: Workspace) -> None:
    found = planned(workspace)
    assert found.until.id == "2023H2"
    assert made(found) == [
        "note 甲县 2023H1", "note 甲县 2023H2", "note 乙县 2023H1", "note 乙县 2023H2", "note 丙县 2023H1"
    ]  # fmt: skip
    assert skipped(found) == ["note 丙县 2023H2 没有数据"]


def test_a_period_ends_what_is_asked_for(workspace: Workspace) -> None:
    found = planned(workspace, "2023H1", "甲县")
    assert (made(found), skipped(found)) == (["note 甲县 2023H1"], [])


def test_a_period_without_data_is_told(workspace: Workspace) -> None:
    assert skipped(planned(workspace, "2024H1", "甲县")) == ["note 甲县 2024H1 没有数据"]


def test_the_newest_period_is_that_of_the_units_chosen(workspace: Workspace) -> None:
    assert planned(workspace, "", "丙县").until.id == "2023H1"


def test_a_document_without_prose_is_skipped(workspace: Workspace) -> None:
    (workspace.root / "content/small/甲县/2023H2/note.md").unlink()
    assert skipped(planned(workspace, "", "甲县")) == ["note 甲县 2023H2 还没有正文"]


def test_a_single_document_is_due_from_its_day_on(two: Workspace) -> None:
    write(two.root, "content/small/甲县/once/survey.md", "---\n---\n")
    assert skipped(planned(two, "2023H1", "甲县")) == ["survey 甲县 once 未到期"]
    assert made(planned(two, "2023H2", "甲县"))[0] == "survey 甲县 once"
    assert skipped(planned(two, "2023H2", "乙县")) == ["survey 乙县 once 还没有正文"]


def test_nothing_is_asked_for_before_the_first_day_due(workspace: Workspace) -> None:
    edit(workspace.root, "data/small/notice.yaml", "    passages", "    first_due: 2023-12-10\n    passages")
    assert made(planned(workspace, "", "甲县")) == ["note 甲县 2023H2"]
    assert planned(workspace, "2023H1", "甲县").skips == ()


def test_a_document_of_one_half_of_the_year_is_not_asked_for_in_the_other(workspace: Workspace) -> None:
    edit(workspace.root, "data/small/notice.yaml", "    passages", "    due: ['12-10']\n    passages")
    found = planned(workspace, "", "甲县")
    assert (made(found), skipped(found)) == (["note 甲县 2023H2"], [])


def test_a_document_that_has_not_the_format_wanted_is_skipped(two: Workspace) -> None:
    write(two.root, "content/small/甲县/once/survey.md", "---\n---\n")
    found = planned(two, "", "甲县", formats=("xlsx",))
    assert made(found) == ["survey 甲县 once"]
    assert Counter(skip.reason for skip in found.skips) == {"没有这种格式": 2}


def test_without_any_data_single_documents_are_due_whenever(two: Workspace) -> None:
    programme = load_programme(two, "small")
    empty = Programme(two, programme.notice, programme.dataset.__class__(()), programme.rules)
    found = plan(empty, programme.notice.units, None)
    assert {skip.reason for skip in found.skips} == {"还没有正文"}
    assert {skip.order.artifact.id for skip in found.skips} == {"survey"}


def test_the_documents_of_a_unit_and_a_period_stand_together_for_their_book_is_filled_once(
    two: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = (two.root / "data/small/notice.yaml").read_text(encoding="utf-8")
    second = notice[notice.index("  - id: note") : notice.index("  - id: survey")].replace("id: note", "id: ledger")
    write(two.root, "data/small/notice.yaml", notice + second)
    for period in ("2023H1", "2023H2"):
        write(two.root, f"content/small/甲县/{period}/ledger.md", "---\n---\n")
    found = planned(two, "", "甲县")
    assert made(found) == [
        "note 甲县 2023H1", "ledger 甲县 2023H1", "note 甲县 2023H2", "ledger 甲县 2023H2"
    ]  # fmt: skip

    filled: list[str] = []
    monkeypatch.setattr("builders.engine.programme.fill_book", lambda _, unit, period: filled.append(period.id))
    for order in found.orders:
        found.programme.book(order.unit, order.period)
    assert filled == ["2023H1", "2023H2"]
