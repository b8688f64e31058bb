"""Every table's form before the judges: Excel's schema takes it, LibreOffice opens, prints and saves it unharmed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from builders.core.clock import moment_of
from builders.engine.belonging import Belonging
from builders.engine.exchange import draw_form
from builders.engine.merging import Merging
from builders.engine.programme import read_dataset
from builders.model.face import FaceSet
from builders.model.form import Form, header_of
from builders.sources.forms.filled import read_filled
from builders.sources.forms.origin import read_origin
from builders.sources.forms.workbook import open_workbook
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace
from builders.typeset.xlsx.form import write_form
from tests.judges.libreoffice import convert
from tests.judges.ooxml import judge
from tests.workspaces import REPOSITORY

DAY = date(2022, 11, 21)


@pytest.fixture(scope="module")
def forms() -> dict[str, tuple[Form, bytes]]:
    """One form of every table of every notice: of its first county, or of whom it belongs to."""
    workspace = Workspace(REPOSITORY)
    found = {}
    for notice_id in workspace.notice_ids:
        notice = read_notice(workspace, notice_id)
        dataset, _ = read_dataset(workspace, notice)
        below = [unit for unit in notice.units if unit.parent] or list(notice.units)
        above = [unit for unit in notice.units if not unit.parent]
        for table in dataset.tables:
            unit = (above if Belonging(dataset).is_shared(table) else below)[0]
            form = draw_form(dataset, notice, table, unit)
            found[f"{notice_id}-{table.schema.name}"] = (form, write_form(form, moment_of(DAY)))
    return found


def test_the_schema_of_excel_takes_every_form(forms: dict[str, tuple[Form, bytes]]) -> None:
    assert {name: judge(content, ".xlsx") for name, (_, content) in forms.items()} == dict.fromkeys(forms, [])


def test_every_form_that_libreoffice_has_saved_still_changes_nothing(
    forms: dict[str, tuple[Form, bytes]], faces: FaceSet
) -> None:
    saved = convert({name: content for name, (_, content) in forms.items()}, "xlsx", faces, ".xlsx")
    for name, (form, content) in forms.items():
        assert saved[name] != content
        book = open_workbook(saved[name], "表.xlsx")
        origin = read_origin(book)
        assert origin == form.origin
        back, problems = read_filled(book, form.schema, origin)
        assert problems == [], name
        assert back is not None
        merging = Merging(back, form.rows)
        assert (merging.changes(), merging.problems) == ([], []), name


def test_every_form_prints_with_all_of_its_header_on_one_page_width(
    forms: dict[str, tuple[Form, bytes]], faces: FaceSet
) -> None:
    printed = convert({name: content for name, (_, content) in forms.items()}, "pdf", faces, ".xlsx")
    for name, (form, _) in forms.items():
        with pdfplumber.open(BytesIO(printed[name])) as pdf:
            first = "".join(str(pdf.pages[0].extract_text()).split())
            assert pdf.pages[0].width > pdf.pages[0].height
            letters = {character["text"] for character in pdf.pages[0].chars}
            for column in form.columns:
                assert set(header_of(column.field)) <= letters | {" "}, (name, column.field.title)
            assert "".join(form.title.split()) in first
            assert len(pdf.pages) <= 4 + len(form.rows) // 5, name  # two hundred empty rows would be more
