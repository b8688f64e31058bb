"""A number stands in a workbook digit by digit as it is in the data."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from builders.typeset.xlsx.numbers import write_number


@pytest.mark.parametrize("number", ["9.2", "268.50", "-0.1", "100", "123456789012.34", "0.001"])
def test_no_digit_is_changed_on_the_way(number: str) -> None:
    book, made = Workbook(), BytesIO()
    assert book.active is not None
    write_number(book.active["A1"], Decimal(number))

    book.save(made)

    assert f"<v>{number}</v>".encode() in ZipFile(made).read("xl/worksheets/sheet1.xml")
    sheet = load_workbook(made).active
    assert sheet is not None and Decimal(str(sheet["A1"].value)) == Decimal(number)
