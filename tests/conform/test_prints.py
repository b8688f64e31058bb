"""What Word prints is compared with what the PDF prints, and a single figure that differs is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.conform.print_reading import read_print, read_print_isolated
from builders.conform.prints import Print, difference, numbers
from builders.conform.unreadable import Unreadable
from builders.model.manuscript import Manuscript
from builders.typeset.docx import write as write_docx
from builders.typeset.markdown import parse
from builders.typeset.pdf import write as write_pdf
from tests.conform import strange
from tests.conform.houses import family, house
from tests.typeset.printed import noto
from tests.typeset.samples import manuscript

TABLE = "| 名称 | 金额 |\n|:--|--:|\n" + "\n".join(f"| 甲{n} | {n}.50 |" for n in range(80)) + "\n\n: 项目 {#tbl-a}\n"
TEXT = f"完成投资12.5万元[^a]，见[](#tbl-a)。\n\n[^a]: 出自2023年第3期。\n\n{TABLE}"


def prints(subject: Manuscript) -> tuple[Print, Print]:
    document = parse(subject)
    return read_print(write_docx(subject, document)), read_print(write_pdf(subject, document, noto()))


@pytest.mark.parametrize("features", family(12), ids=str)
def test_every_form_of_our_documents_prints_the_same_twice(features: object) -> None:
    subject = house(features).manuscript  # type: ignore[arg-type]

    assert difference(*prints(subject)) == ""


def test_a_table_that_goes_on_overleaf_and_footnotes_are_compared_as_well() -> None:
    word, pdf = prints(manuscript(TEXT))

    assert len(pdf.paragraphs) > 2
    assert word.heads and word.notes and pdf.notes
    assert difference(word, pdf) == ""


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    text = "".join(f"见https://example.com/{'甲' * n}complete-community-pilot-guide-{n}。" for n in range(9))

    word, pdf = prints(manuscript(f"{text}\n"))

    assert difference(word, pdf) == ""


@pytest.mark.parametrize(("old", "new"), [("12.5万元", "21.5万元"), ("79.50", "79.60"), ("第3期", "第4期")])
def test_one_figure_that_differs_is_shown_with_what_stands_before_it(old: str, new: str) -> None:
    word, _ = prints(manuscript(TEXT))
    _, pdf = prints(manuscript(TEXT.replace(old, new)))

    told = difference(word, pdf)

    assert "之后起不同" in told
    assert ("脚注" in told) is (old == "第3期")


def test_what_differs_from_the_first_character_on_is_said_to() -> None:
    word, _ = prints(manuscript(TEXT))

    assert difference(word, replace(word, paragraphs=("丙9",))).startswith("正文从头起就不同（Word：“")


def test_numbers_are_counted_and_do_not_go_on_from_one_cell_into_the_next() -> None:
    assert numbers(["12", "3.50元和12"]) == {"12": 2, "3.50": 1}


def test_what_is_read_in_isolation_is_the_same() -> None:
    word = write_docx(manuscript(TEXT), parse(manuscript(TEXT)))

    assert read_print_isolated(word) == read_print(word)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", strange.locked(), b"%PDF-1.7 broken"])
def test_what_cannot_be_read_is_told_in_words(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read_print_isolated(content)


def test_text_beside_the_comparison_is_not_lost() -> None:
    one = Print(("甲12",), ("注1",))

    assert difference(one, replace(one, paragraphs=("甲", "1", "2"))) == ""
    assert "脚注" in difference(one, replace(one, notes=()))
