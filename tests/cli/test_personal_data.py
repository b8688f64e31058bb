"""Whatever is said about personal data, on paper, in JSON or as annotations, the numbers themselves are not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.privacy.numbers import MOBILE, card, identity, slipped
from tests.cli.conftest import MakeReport
from tests.engine.disclosure.hidden_pictures import photo
from tests.engine.disclosure.hidden_word import paragraph, text, word
from tests.workspaces import edit, write

PASSAGE = "content/small/甲县/2023H1/note.md"
NUMBERS = {"V101": identity(), "V102": slipped(identity()), "V105": MOBILE, "V107": card()}
SAID = f"户主身份证{NUMBERS['V101']}、{NUMBERS['V102']}，电话{MOBILE}，卡号{NUMBERS['V107']}，订单号{MOBILE}。"

FORMS = pytest.mark.parametrize("form", ["text", "json", "github"])


@FORMS
@pytest.mark.parametrize(
    "file, old, new",
    [
        (PASSAGE, "按要求推进，", SAID + "按要求推进,"),
        ("data/small/items.csv", "P1,01,2023-05-31,管网", f"P1,01,2023-05-31,{SAID}"),
        ("data/small/items.csv", "120.50", NUMBERS["V101"]),
        ("templates/note/note.md.j2", "{{ 总额 }}", f"{{{{ 总额 }}}}{{## {SAID} ##}}"),
        ("data/small/notice.yaml", "terms: [15分钟]", f"terms: ['{SAID}']"),
    ],
)
def test_no_number_is_repeated_wherever_it_stands(
    small: Path, make_report: MakeReport, form: str, file: str, old: str, new: str
) -> None:
    edit(small, file, old, new)

    answer = make_report("check", "--format", form)

    assert [number for number in NUMBERS.values() if number in answer.text] == []


@FORMS
def test_each_kind_is_told_by_its_code(small: Path, make_report: MakeReport, form: str) -> None:
    edit(small, PASSAGE, "按要求推进，", SAID)

    answer = make_report("check", "--format", form)

    assert answer.code == 1
    assert [code for code in NUMBERS if code not in answer.out] == []


@FORMS
def test_a_file_named_after_a_telephone_is_told_without_it(small: Path, make_report: MakeReport, form: str) -> None:
    write(small, f"content/small/甲县/2023H1/张某{MOBILE}.md", "甲")

    answer = make_report("check", "--format", form)

    assert MOBILE not in answer.text
    assert "138****1111" in answer.out


@FORMS
@pytest.mark.parametrize("content", [word(paragraph(text(NUMBERS["V101"]))), photo(NUMBERS["V101"])])
def test_a_finished_file_is_looked_into(
    tmp_path: Path, small: Path, make_report: MakeReport, form: str, content: bytes
) -> None:
    path = tmp_path / "甲.bin"
    path.write_bytes(content)

    answer = make_report("check", str(path), "--format", form)

    assert answer.code == 1
    assert "V101" in answer.out
    assert NUMBERS["V101"] not in answer.text


def test_a_document_with_a_number_in_its_prose_is_not_made(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", SAID)

    answer = make_report("note", "--district", "甲县", "--period", "2023H1")

    assert answer.code != 0
    assert [number for number in NUMBERS.values() if number in answer.text] == []
    assert [path.name for path in small.rglob("outputs/**/*") if path.name != ".lock"] == []
