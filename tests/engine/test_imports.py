"""A filled form changes exactly what the clerk has changed, row by row and by key, or nothing at all."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from builders.core.errors import DataError, FileError, LockedError, UsageError
from builders.core.lock import hold
from builders.engine.identifying import Said
from builders.sources.workspace import Workspace
from tests.engine.filling import bring, changes, filled, form_of, without_row
from tests.sources.workbooks import number, text, workbook
from tests.workspaces import ROWS, edit, tree, with_city

TABLE = "data/small/items.csv"
HEADER = [text(title) for title in ("项目编号", "县区代码", "截至日期", "任务", "金额（万元）")]
"""In the form of 甲县 the rows P1, P2, P1, P2 stand in the lines 4 to 7; the columns are A to E, removal is F."""


def table(workspace: Workspace) -> str:
    return (workspace.root / TABLE).read_bytes().decode()


def refusal(work: Callable[[], Any]) -> str:
    with pytest.raises(DataError) as refused:
        work()
    return "\n".join([refused.value.message, *map(str, refused.value.diagnostics)])


def test_a_form_that_comes_back_unchanged_touches_no_file(workspace: Workspace) -> None:
    form = form_of(workspace, "项目", "甲县")
    before = tree(workspace.root / "data")

    imported, warnings = bring(workspace, form)

    assert (changes(imported), warnings) == ([], [])
    assert tree(workspace.root / "data") == before


def test_a_changed_cell_changes_that_cell_alone(workspace: Workspace) -> None:
    imported, _ = bring(workspace, filled(form_of(workspace, "项目", "甲县"), {"E5": 31.5}))

    assert changes(imported) == ["changed P2、2023-05-31"]
    assert table(workspace) == ROWS.replace("养老,30\n", "养老,31.5\n")


def test_a_number_that_is_only_written_otherwise_is_no_change(workspace: Workspace) -> None:
    entries = {"E4": "１２０.５", "E5": 30.000000000000004, "C4": "2023年5月31日", "C5": date(2023, 5, 31)}

    imported, warnings = bring(workspace, filled(form_of(workspace, "项目", "甲县"), entries))

    assert changes(imported) == []
    assert table(workspace) == ROWS
    assert {each.code for each in warnings} == {"X122"}


def test_a_new_row_stands_behind_the_last_one_of_the_same_thing(workspace: Workspace) -> None:
    entries = {"A8": "P1", "B8": "01", "C8": date(2024, 5, 31), "D8": "管网", "E8": 250}

    imported, _ = bring(workspace, filled(form_of(workspace, "项目", "甲县"), entries))

    assert changes(imported) == ["added P1、2024-05-31"]
    assert table(workspace) == ROWS.replace(
        "P1,01,2023-11-30,管网,200.00\n", "P1,01,2023-11-30,管网,200.00\nP1,01,2024-05-31,管网,250\n"
    )


def test_a_row_of_a_new_thing_stands_behind_the_last_one_of_the_unit(workspace: Workspace) -> None:
    entries = {"A9": "P9", "B9": "01", "C9": date(2023, 11, 30), "D9": "养老", "E9": 1.25}  # line 8 is left out

    bring(workspace, filled(form_of(workspace, "项目", "甲县"), entries))

    assert table(workspace).index("P9,01,2023-11-30,养老,1.25\n") == ROWS.index("P3,02,2023-05-31")


def test_a_row_marked_for_removal_goes(workspace: Workspace) -> None:
    imported, _ = bring(workspace, filled(form_of(workspace, "项目", "甲县"), {"F4": "删除"}))

    assert changes(imported) == ["removed P1、2023-05-31"]
    assert table(workspace) == ROWS.replace("P1,01,2023-05-31,管网,120.50\n", "")


def test_a_row_that_is_missing_stays_and_is_told(workspace: Workspace) -> None:
    imported, [warning] = bring(workspace, without_row(form_of(workspace, "项目", "甲县"), 4))

    assert changes(imported) == []
    assert (warning.code, warning.value) == ("X134", "P1、2023-05-31")
    assert table(workspace) == ROWS


def test_a_row_that_is_missing_goes_when_that_is_asked_for(workspace: Workspace) -> None:
    imported, warnings = bring(workspace, without_row(form_of(workspace, "项目", "甲县"), 4), remove=True)

    assert (changes(imported), warnings) == (["removed P1、2023-05-31"], [])
    assert "P1,01,2023-05-31" not in table(workspace)


def test_a_preview_writes_nothing_and_needs_no_lock(workspace: Workspace) -> None:
    before = tree(workspace.root / "data")
    with hold(workspace.root / "outputs"):
        imported, _ = bring(workspace, filled(form_of(workspace, "项目", "甲县"), {"E5": 31}), dry_run=True)

    assert changes(imported) == ["changed P2、2023-05-31"]
    assert tree(workspace.root / "data") == before


def test_another_run_is_not_disturbed(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31})
    with hold(workspace.root / "outputs"), pytest.raises(LockedError):
        bring(workspace, form)
    assert table(workspace) == ROWS


# ------------------------------------------------------------------------------------------------ the file stays itself


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(lambda t: codecs.BOM_UTF8 + t.encode(), lambda t: codecs.BOM_UTF8 + t.encode(), id="with BOM"),
        pytest.param(lambda t: t.encode("gb18030"), lambda t: t.encode("gb18030"), id="GB18030"),
        pytest.param(lambda t: t.encode("utf-16"), lambda t: t.encode("utf-16"), id="UTF-16"),
        pytest.param(
            lambda t: codecs.BOM_UTF16_BE + t.encode("utf-16-be"),
            lambda t: codecs.BOM_UTF16_BE + t.encode("utf-16-be"),
            id="UTF-16, other order",
        ),
        pytest.param(
            lambda t: t.replace("\n", "\r\n").encode(), lambda t: t.replace("\n", "\r\n").encode(), id="Windows"
        ),
        pytest.param(lambda t: t.rstrip("\n").encode(), lambda t: t.rstrip("\n").encode(), id="no last line end"),
        pytest.param(
            lambda t: t.replace("120.50", '"120.50"').encode(), lambda t: t.replace("120.50", '"120.50"').encode(),
            id="needless quotes",
        ),
        pytest.param(lambda t: f"\n{t}\n\n".encode(), lambda t: f"\n{t}\n\n".encode(), id="blank lines"),
    ],
)  # fmt: skip
def test_encoding_line_ends_and_quotes_stay(
    workspace: Workspace, before: Callable[[str], bytes], after: Callable[[str], bytes]
) -> None:
    (workspace.root / TABLE).write_bytes(before(ROWS))
    entries = {"E5": 31.5, "A8": "P9", "B8": "01", "C8": date(2023, 11, 30), "D8": "养老", "E8": 1}

    bring(workspace, filled(form_of(workspace, "项目", "甲县"), entries))

    wanted = ROWS.replace("养老,30\n", "养老,31.5\n").replace(
        "养老,45.25\n", "养老,45.25\nP9,01,2023-11-30,养老,1\n"
    )
    assert (workspace.root / TABLE).read_bytes() == after(wanted)


def test_numbers_get_all_decimals_where_every_number_of_the_column_has_them(workspace: Workspace) -> None:
    text = table(workspace)
    for old, new in ((",30\n", ",30.00\n"), (",80\n", ",80.00\n"), (",60\n", ",60.00\n")):
        text = text.replace(old, new)
    (workspace.root / TABLE).write_text(text.replace("99.90", "99.90"), encoding="utf-8")

    bring(workspace, filled(form_of(workspace, "项目", "甲县"), {"E5": 31.5}))

    assert "P2,01,2023-05-31,养老,31.50\n" in table(workspace)


def test_a_table_behind_a_link_is_refused(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31})
    path = workspace.root / TABLE
    path.rename(path.with_suffix(".real"))
    path.symlink_to(path.with_suffix(".real"))

    with pytest.raises(FileError, match="链接"):
        bring(workspace, form)


# ------------------------------------------------------------------------------------------------ what others have done


def test_what_others_have_changed_since_stays(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31})
    edit(workspace.root, TABLE, "管网,120.50", "管网,121.50")
    edit(workspace.root, TABLE, "P3,02,2023-05-31,管网,80\n", "P3,02,2023-05-31,管网,81\nP8,01,2023-05-31,养老,7\n")

    imported, warnings = bring(workspace, form)

    assert (changes(imported), warnings) == (["changed P2、2023-05-31"], [])
    assert "管网,121.50" in table(workspace)
    assert "P8,01" in table(workspace)


def test_a_cell_that_both_have_changed_is_a_conflict(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31})
    edit(workspace.root, TABLE, "养老,30\n", "养老,32\n")
    before = tree(workspace.root / "data")

    told = refusal(lambda: bring(workspace, form))

    assert "表1.xlsx 项目!E5“金额”: [X132] 表单发出时是“30”，数据表现在是“32”，与表单不一致（值：“31”）" in told
    assert tree(workspace.root / "data") == before


def test_a_conflict_is_decided_for_the_form_when_that_is_asked_for(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31})
    edit(workspace.root, TABLE, "养老,30\n", "养老,32\n")

    bring(workspace, form, force=True)

    assert "养老,31\n" in table(workspace)


def test_both_having_made_the_same_change_is_no_conflict(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31, "F4": "删除"})
    edit(workspace.root, TABLE, "养老,30\n", "养老,31\n")
    edit(workspace.root, TABLE, "P1,01,2023-05-31,管网,120.50\n", "")

    assert changes(bring(workspace, form)[0]) == []


def test_a_row_that_others_have_removed_does_not_come_back_by_itself(workspace: Workspace) -> None:
    untouched = form_of(workspace, "项目", "甲县")
    edit(workspace.root, TABLE, "P1,01,2023-05-31,管网,120.50\n", "")

    assert changes(bring(workspace, untouched)[0]) == []
    assert "已从数据表中删除" in refusal(lambda: bring(workspace, filled(untouched, {"E4": 1})))
    assert changes(bring(workspace, filled(untouched, {"E4": 1}), force=True)[0]) == ["added P1、2023-05-31"]


def test_a_row_to_be_removed_that_others_have_changed_is_a_conflict(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"F5": "删除"})
    edit(workspace.root, TABLE, "养老,30\n", "养老,32\n")

    assert "要删除的这一行，表单发出后数据又有改动" in refusal(lambda: bring(workspace, form))


# ------------------------------------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("entries", "answer"),
    [
        ({"E5": "约30"}, "表1.xlsx 项目!E5“金额”: [X121]"),
        ({"D5": "道路"}, "表1.xlsx 项目!D5“任务”: [T003] 不在可选值中（值：“道路”）"),
        ({"D5": None}, "表1.xlsx 项目!D5“任务”: [T002] 不能为空"),
        ({"B5": "02"}, "表1.xlsx 项目!A5“项目编号”: [X131] 这一行不属于甲县"),
        ({"B5": "99"}, "表1.xlsx 项目!B5“县区代码”: [T009]"),
        ({"A8": "P3", "B8": "02", "C8": date(2023, 5, 31), "D8": "管网"}, "项目!A8“项目编号”: [X131]"),
        ({"A8": "P7", "B8": "02", "C8": date(2023, 5, 31), "D8": "管网"}, "项目!A8“项目编号”: [X131] 这一行不属于甲县"),
        ({"A8": "P1", "B8": "01", "C8": date(2023, 5, 31), "D8": "管网"}, "项目!A8“项目编号”: [X133] 与第4行重复"),
        ({"B8": "01", "C8": date(2024, 5, 31), "D8": "管网"}, "项目!A8“项目编号”: [X121] 编号没有填全"),
        ({"A8": "P7", "B8": "01", "D8": "管网"}, "项目!C8“截至日期”: [X121] 编号没有填全"),
        ({"F4": "删"}, "项目!F4: [X121] 不认识的处理（值：“删”）"),
        ({"A8": "P7", "B8": "01", "C8": date(2024, 5, 31), "F8": "删除"}, "项目!A8“项目编号”: [X135]"),
    ],
)  # fmt: skip
def test_what_the_tables_forbid_is_told_at_the_cell_and_nothing_is_written(
    workspace: Workspace, entries: dict[str, object], answer: str
) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E4": 1, **entries})
    before = tree(workspace.root / "data")

    told = refusal(lambda: bring(workspace, form))

    assert answer in told
    assert "没有导入任何数据" in told
    assert tree(workspace.root / "data") == before


def test_all_problems_of_all_forms_are_told_at_once_and_all_are_refused(workspace: Workspace) -> None:
    one = filled(form_of(workspace, "项目", "甲县"), {"E5": "约30", "D4": "道路"})
    other = filled(form_of(workspace, "项目", "乙县"), {"E4": "昨天"})
    good = filled(form_of(workspace, "项目", "丙县"), {"E4": 61})

    told = refusal(lambda: bring(workspace, one, other, good))

    assert "表1.xlsx 项目!E5" in told
    assert "表2.xlsx 项目!E4" in told
    assert table(workspace) == ROWS


def problems_of(workspace: Workspace, entries: dict[str, object]) -> list[tuple[str, str]]:
    """Return code and cell of all that is wrong when a form of 甲县 comes back with the entries."""
    with pytest.raises(DataError) as refused:
        bring(workspace, filled(form_of(workspace, "项目", "甲县"), entries))
    return sorted((one.code, f"{one.place.letter}{one.place.line}") for one in refused.value.diagnostics)


NEW = {"A8": "P7", "B8": "01", "C8": date(2024, 5, 31), "D8": "管网", "E8": 1}
PLAIN = "{name: amount, title: 金额, type: number, unit: 万元, places: 2}"
BOUNDED = PLAIN.replace("places: 2}", "places: 2, constraints: {required: true, maximum: '100'}}")


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        pytest.param({"E4": "约3", "D5": "道路"}, [("T003", "D5"), ("X121", "E4")], id="cells of different rows"),
        pytest.param({"E5": "约3", "D5": "道路"}, [("T003", "D5"), ("X121", "E5")], id="cells of one row"),
        pytest.param({**NEW, "E8": "约3", "D8": "道路"}, [("T003", "D8"), ("X121", "E8")], id="cells of a new row"),
        pytest.param({"E5": 101, "E4": "=1+"}, [("T006", "E5"), ("X117", "E4")], id="a formula without result"),
        pytest.param({"D5": "道路", **NEW, "C8": "昨天"}, [("T003", "D5"), ("X121", "C8")], id="a new key"),
        pytest.param({"D5": "道路", "C4": "昨天"}, [("T003", "D5"), ("X121", "C4")], id="a key that was there"),
        pytest.param({"D5": "道路", **NEW, "B8": "NULL"}, [("T003", "D5"), ("X121", "B8")], id="the unit"),
        pytest.param({**NEW, "D8": "道路", "A5": None}, [("T003", "D8"), ("X121", "A5")], id="an empty key"),
        pytest.param({**NEW, "A8": "NULL", "D8": "道路"}, [("T003", "D8"), ("X121", "A8")], id="the row of such a key"),
        pytest.param({**NEW, "A8": "NULL", "D8": "道路", "E5": 101}, [("T003", "D8"), ("T006", "E5"), ("X121", "A8")],
                     id="such a row and others"),
        pytest.param({"A5": None, "D5": "道路"}, [("T003", "D5"), ("X121", "A5")], id="the row of an empty key"),
        pytest.param({"E4": "约3", "B5": "99"}, [("T009", "B5"), ("X121", "E4"), ("X131", "A5")], id="of no unit"),
        pytest.param({"E4": "约3", "F5": "删"}, [("X121", "E4"), ("X121", "F5")], id="nothing else is wrong"),
    ],
)  # fmt: skip
def test_what_the_tables_forbid_is_told_beside_what_cannot_be_read_and_nothing_that_only_follows_from_it(
    workspace: Workspace, entries: dict[str, object], told: list[tuple[str, str]]
) -> None:
    (workspace.root / TABLE).write_text(ROWS.replace(",120.50", ",20.50").replace(",200.00", ",20"), encoding="utf-8")
    edit(workspace.root, "data/schemas/items.yaml", PLAIN, BOUNDED)

    assert problems_of(workspace, entries) == told


def test_rules_that_cannot_be_used_do_not_hide_what_cannot_be_read(workspace: Workspace) -> None:
    edit(workspace.root, "data/small/facts.yaml", "views:", "vews:")

    assert ("X121", "E4") in problems_of(workspace, {"E4": "约3", "E5": 31})


def test_forms_of_several_units_are_merged_together(workspace: Workspace) -> None:
    forms = [
        filled(form_of(workspace, "项目", unit), {"E4": 61, "A9": "P9" + unit, "B9": code, "C9": date(2023, 5, 31),
                                                "D9": "养老"})
        for unit, code in (("甲县", "01"), ("乙县", "02"), ("丙县", "03"))
    ]  # fmt: skip

    imported, _ = bring(workspace, *forms)

    assert len(changes(imported)) == 6
    assert table(workspace).count(",61\n") == 3
    lines = table(workspace).splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["01"] * 5 + ["02"] * 3 + ["03"] * 2


def test_the_form_of_a_city_changes_the_rows_of_all_its_counties(workspace: Workspace) -> None:
    with_city(workspace.root)
    form = filled(form_of(workspace, "项目", "全市"), {"E5": 31, "E10": 61})

    assert changes(bring(workspace, form)[0]) == ["changed P2、2023-05-31", "changed P4、2023-05-31"]


def test_what_was_wrong_with_other_rows_before_does_not_stop_a_form(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31})
    edit(workspace.root, TABLE, "P4,03,2023-05-31,养老", "P4,03,2023-05-31,道路")

    assert changes(bring(workspace, form)[0]) == ["changed P2、2023-05-31"]


def test_a_table_that_cannot_be_read_is_to_be_mended_first(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31})
    edit(workspace.root, TABLE, "养老,60", "养老,六十")

    told = refusal(lambda: bring(workspace, form))

    assert "data/small/items.csv 本身有问题，请先改好再导入" in told
    assert "第8行" in told


# ------------------------------------------------------------------------------------------------ whose it is


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (Said(unit={"district": "乙县"}), "表单属于甲县，不是乙县"),
        (Said(table="社区"), "表单是“项目”表，不是“社区”"),
        (Said(notice="other"), "表单属于通知 small，不是 other"),
    ],
)
def test_a_form_is_what_it_says_it_is(workspace: Workspace, said: Said, answer: str) -> None:
    assert answer in refusal(lambda: bring(workspace, form_of(workspace, "项目", "甲县"), said=said))


def test_a_form_of_another_workspace_is_refused(workspace: Workspace) -> None:
    form = form_of(workspace, "项目", "甲县")
    edit(workspace.root, "data/small/notice.yaml", "code: '01'", "code: '11'")

    assert "[X130] 本工作区没有表单所属的通知、表或单位（small／items／01）" in refusal(
        lambda: bring(workspace, form)
    )


def test_a_hidden_sheet_that_has_been_changed_is_not_believed(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E7": "1"}, "_来历")

    assert "[X137]" in refusal(lambda: bring(workspace, form))


def test_a_schema_that_has_changed_since_is_told(workspace: Workspace) -> None:
    form = form_of(workspace, "项目", "甲县")
    edit(workspace.root, "data/schemas/items.yaml", "enum: [管网, 养老]", "enum: [管网, 养老, 道路]")

    assert [each.code for each in bring(workspace, form)[1]] == ["X136"]


def test_columns_that_changed_places_in_the_schema_are_still_the_same(workspace: Workspace) -> None:
    form = filled(form_of(workspace, "项目", "甲县"), {"E5": 31})
    task = "  - {name: task, title: 任务, type: string, constraints: {required: true, enum: [管网, 养老]}}\n"
    edit(workspace.root, "data/schemas/items.yaml", task, "")
    edit(workspace.root, "data/schemas/items.yaml", "fields:\n", f"fields:\n{task}")

    assert changes(bring(workspace, form)[0]) == ["changed P2、2023-05-31"]


def test_a_workbook_of_ones_own_needs_the_unit(workspace: Workspace) -> None:
    own = workbook([HEADER, [text("P1"), text("01"), text("2023-05-31"), text("管网"), number("121")]])

    with pytest.raises(UsageError, match="请用 --district 等选项指明"):
        bring(workspace, own)
    imported, [warning] = bring(workspace, own, said=Said(unit={"district": "甲县"}))
    assert changes(imported) == ["changed P1、2023-05-31"]
    assert warning.code == "X134"  # the other rows stay
    assert table(workspace) == ROWS.replace("120.50", "121")


def test_a_workbook_that_is_no_table_is_answered(workspace: Workspace) -> None:
    told = refusal(lambda: bring(workspace, workbook([[text("甲")]]), said=Said(unit={"district": "甲县"})))

    assert "没有工作表与任何数据表的表头相同" in told


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (Said(unit={"district": "甲线"}), "是否指“甲县”"),
        (Said(table="项木", unit={"district": "甲县"}), "是否指“项目”"),
        (Said(notice="smal", unit={"district": "甲县"}), "是否指“small”"),
    ],
)
def test_a_typo_is_answered_with_the_nearest(workspace: Workspace, said: Said, answer: str) -> None:
    with pytest.raises(UsageError, match=answer):
        bring(workspace, workbook([HEADER]), said=said)


# ------------------------------------------------------------------------------------------------ rules across tables


def resident_number() -> str:
    """Return the number of nobody: an identity number whose check digit is computed here."""
    digits = "211302" + "19000101" + "000"
    weights = [2 ** (17 - at) % 11 for at in range(17)]
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def test_personal_data_are_not_taken_and_not_shown(workspace: Workspace) -> None:
    edit(workspace.root, "data/schemas/items.yaml", ", places: 2}\n",
         ", places: 2}\n  - {name: note, title: 说明, type: string}\n")  # fmt: skip
    rows = [f"{line},{'说明' if at == 0 else ''}" for at, line in enumerate(ROWS.splitlines())]
    (workspace.root / TABLE).write_text("\n".join(rows) + "\n", encoding="utf-8")

    told = refusal(lambda: bring(workspace, filled(form_of(workspace, "项目", "甲县"), {"F5": resident_number()})))

    assert "项目!F5“说明”" in told
    assert resident_number() not in told
    assert table(workspace).splitlines() == rows


def test_what_the_facts_of_the_tables_would_contradict_is_refused(
    workspace: Workspace,
) -> None:
    assertion = "  - {name: 总额不超, formula: 总额 <= 200}\n"
    edit(workspace.root, "data/small/facts.yaml", "assertions:\n", f"assertions:\n{assertion}")
    edit(workspace.root, TABLE, "管网,200.00", "管网,100.00")
    more = filled(form_of(workspace, "项目", "甲县"), {"E6": 190})

    told = refusal(lambda: bring(workspace, more))

    assert "总额不超" in told
    assert "管网,100.00" in table(workspace)
    assert changes(bring(workspace, filled(form_of(workspace, "项目", "甲县"), {"E6": 150}))[0])
