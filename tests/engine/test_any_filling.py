"""However a form is filled in, the table then says what the form says, and every other line is the line it was."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders.sources.workspace import Workspace
from builders.typeset.xlsx import formtable
from tests.engine.filling import bring, filled, form_of
from tests.workspaces import ROWS, make_workspace

TABLE = "data/small/items.csv"
OURS = [("P1", "2023-05-31"), ("P2", "2023-05-31"), ("P1", "2023-11-30"), ("P2", "2023-11-30")]
AMOUNTS = st.decimals(0, 10**7, places=2)
TASKS = st.sampled_from(["管网", "养老"])
NAMES = st.text(st.sampled_from("甲乙Z9#-"), min_size=1, max_size=4).filter(lambda name: "--" not in name)  # P114
FATES = st.one_of(
    st.just(("kept",)), st.just(("removed",)), st.tuples(st.just("amount"), AMOUNTS), st.tuples(st.just("task"), TASKS)
)
NEW = st.dictionaries(NAMES, st.tuples(TASKS, st.none() | AMOUNTS), max_size=3)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root: Path = tmp_path_factory.mktemp("filling")
    return make_workspace(root)


@settings(
    max_examples=20, phases=[Phase.generate], deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(fates=st.lists(FATES, min_size=4, max_size=4), new=NEW, end=st.sampled_from(["\n", "\r\n"]), cut=st.booleans())
def test_the_table_says_what_the_form_says(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    fates: list[tuple[Any, ...]],
    new: dict[str, tuple[str, Decimal | None]],
    end: str,
    cut: bool,
) -> None:
    monkeypatch.setattr(formtable, "EMPTY_ROWS", 6)
    before = ROWS.replace("\n", end)
    before = before.removesuffix(end) if cut else before
    (workspace.root / TABLE).write_bytes(before.encode())
    wanted = {tuple(row[at] for at in (0, 2)): row for row in csv.reader(ROWS.splitlines()[1:])}
    touched = set()
    entries: dict[str, object] = {}
    for line, (key, fate) in enumerate(zip(OURS, fates, strict=True), 4):
        match fate:
            case ("removed",):
                entries[f"F{line}"] = "删除"
                del wanted[key]
                touched.add(key)
            case ("amount", amount):
                entries[f"E{line}"] = float(amount)
                touched |= {key} if Decimal(wanted[key][4]) != amount else set()
                wanted[key] = [*wanted[key][:4], str(amount)]
            case ("task", task):
                entries[f"D{line}"] = task
                touched |= {key} if wanted[key][3] != task else set()
                wanted[key] = [*wanted[key][:3], task, wanted[key][4]]
    for line, (name, (task, money)) in enumerate(new.items(), 8):
        entries |= {f"A{line}": name, f"B{line}": "01", f"C{line}": date(2024, 5, 31), f"D{line}": task}
        entries |= {f"E{line}": money}
        wanted[name, "2024-05-31"] = [name, "01", "2024-05-31", task, "" if money is None else str(money)]

    form = form_of(workspace, "项目", "甲县")
    book = filled(form, {})
    assert bring(workspace, book)[0][0].changes == ()
    bring(workspace, filled(form, entries))

    after = (workspace.root / TABLE).read_bytes().decode()
    found = {(row[0], row[2]): row for row in csv.reader(after.splitlines()[1:])}
    assert {key: told(row) for key, row in found.items()} == {key: told(row) for key, row in wanted.items()}
    kept = [line for line in before.split(end) if line and (line.split(",")[0], line.split(",")[2]) not in touched]
    assert [line for line in after.split(end) if line in kept] == kept
    assert after.endswith(end) is not cut
    assert end == "\n" or "\n" not in after.replace("\r\n", "")


def told(row: list[str]) -> tuple[str, str, str, str, Decimal | None]:
    """Return what a row says, whatever way its number is written."""
    return (row[0], row[1], row[2], row[3], Decimal(row[4]) if row[4] else None)
