"""The workbook of a document holds no number that its Word file does not print."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from builders.conform.prints import Print
from builders.deliver.assurance import Notes
from builders.deliver.bundle_aspects import NUMBERS
from builders.engine.accounting import check_sheets

WORD = Print(("表1 项目", "甲", "128.50", "3", "合计", "131.50", "共3个项目"))


def workbook(*cells: object) -> bytes:
    book = Workbook()
    book.create_sheet("表").append(list(cells))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def told(content: bytes) -> list[str]:
    notes = Notes()
    check_sheets({"表.xlsx": content, "文.docx": b""}, WORD, "", notes)
    return [f"{each.code} {each.message}" for each in notes.findings((NUMBERS,))]


@pytest.mark.parametrize(
    "cells",
    [("甲", Decimal("128.5"), 3), ("甲", 3, 3, 131.5), ("没有数字",), (128.5, "共3个"), (131.49999999999999,)],
)
def test_numbers_that_word_prints_are_the_same_by_their_value(cells: tuple[object, ...]) -> None:
    assert told(workbook(*cells)) == []


@pytest.mark.parametrize(("cells", "number"), [(("甲", 128.6), "128.6"), ((3, 3, 3), "3"), (("共5个",), "5")])
def test_a_number_that_word_does_not_print_or_not_as_often_is_named_with_its_cell(
    cells: tuple[object, ...], number: str
) -> None:
    [found] = told(workbook(*cells))

    assert found.startswith(f"B536 Excel 里有而 Word 里没有的数字：{number}（")
    assert "!" in found


def test_a_workbook_that_cannot_be_read_is_told() -> None:
    assert told(b"PK\x03\x04 broken")[0].startswith("B511")
