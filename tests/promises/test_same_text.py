"""Promise: Word and PDF say the same, and nothing that no official document may say."""

from __future__ import annotations

import re

import pytest

from tests.promises.catalogue import CONTENT
from tests.promises.conftest import Built
from tests.promises.document import Block, packed

NEVER = {
    "a value of the program": r"(?<![A-Za-z])(?:nan|NaN|None|null|NULL|undefined|True|False|inf)(?![A-Za-z])",
    "a sign of a template": r"\{\{|\}\}|\{%|%\}|\{##|##\}",
    "a sign of Markdown": r"\*\*|\]\(|^#|:::|\\|&#32;|`",
    "a number that says nothing": r"(?<![\d.])0\.0+(?![\d.])|(?<![\d.])0[个项万](?!分)|-\d",
    "a list of nothing": r"分别是[。，；]|为[。；]|包括[。；]|：[。，；]|其中[。；，]",
    "two marks in a row": r"。。|，，|、、|；；|：：|，。|、。|；。|：。|。，|。、|、，|，、|。；",
    "a change to the same": r"由([^，。；]+?)(?:提高|增加|上升|增长|减少|下降)到\1[，。；]",
    "empty brackets": r"（\s*）|\(\s*\)|“\s*”|《\s*》|【\s*】|〔\s*〕",
    "a mark of the trace": "[\ufdd0-\ufdef\ue000-\uf8ff\ufffd]",
    "a unit twice": r"万元万元|%%|个个|平方米平方米|％",
    "marks of half width between Chinese": r"[\u4e00-\u9fff][,;:!?()](?:[\u4e00-\u9fff]|$)",
    "a blank between Chinese": r"[\u4e00-\u9fff] [\u4e00-\u9fff]",
}


@pytest.mark.parametrize("name", CONTENT)
def test_the_text_of_word_is_the_text_of_pdf_from_the_first_character_to_the_last(built: Built, name: str) -> None:
    document = built.documents[name]

    assert document.pdf_body == document.docx_body
    assert len(document.docx_body) > 500


@pytest.mark.parametrize("name", CONTENT)
def test_the_footnotes_of_word_are_the_footnotes_of_pdf(built: Built, name: str) -> None:
    document = built.documents[name]

    assert "".join(page.footnotes for page in document.pages) == packed("".join(document.footnotes))
    assert bool(document.footnotes) == name.startswith("national/")


@pytest.mark.parametrize("name", CONTENT)
def test_every_page_bears_its_number_in_its_foot_and_nothing_else(built: Built, name: str) -> None:
    pages = built.documents[name].pages

    assert [page.foot for page in pages] == [f"—{number}—" for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("name", CONTENT)
def test_a_document_says_nothing_that_no_document_may_say(built: Built, name: str) -> None:
    document = built.documents[name]
    texts = [*(sentence(block) for block in document.blocks), *document.footnotes, *document.alternatives]
    texts = [without_names(text) for text in texts]

    found = [(what, text) for what, pattern in NEVER.items() for text in texts if re.search(pattern, text)]

    assert found == []


def sentence(block: Block) -> str:
    """A block as a reader sees it; a column of numbers may hold 0.00, and its place for a document number is empty."""
    text = block.text.replace("\n", "").replace("\t", "")
    if block.in_table:
        text = re.sub(r"^0\.0+$", "0", text)
    return text


def without_names(text: str) -> str:
    """A text without addresses and titles of documents, which are written as they are."""
    return re.sub(r"https?://[!-~]+|《[^》]+》", "甲", text)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a value of the program", "完成投资nan万元"),
        ("a value of the program", "负责人：None"),
        ("a sign of a template", "完成{{ 本期完成投资 }}"),
        ("a sign of Markdown", "见[表](#tbl)"),
        ("a number that says nothing", "完成投资0.0万元"),
        ("a number that says nothing", "已完工0个，分别是甲"),
        ("a number that says nothing", "增加-3万元"),
        ("a list of nothing", "尚未开工，分别是。"),
        ("two marks in a row", "已完工。。"),
        ("two marks in a row", "已完工、。"),
        ("empty brackets", "甲（）乙"),
        ("a change to the same", "完成率由71%提高到71%，"),
        ("a unit twice", "3万元万元"),
        ("marks of half width between Chinese", "甲,乙"),
        ("a blank between Chinese", "甲 乙"),
        ("a mark of the trace", "甲\ufdd0乙"),
    ],
)
def test_each_of_these_would_be_found(what: str, text: str) -> None:
    assert re.search(NEVER[what], text)


@pytest.mark.parametrize("name", CONTENT)
def test_invented_data_says_so_on_every_page_and_real_data_does_not(built: Built, name: str) -> None:
    document = built.documents[name]
    sample = name.startswith("chaoyang/")

    heads = [page.head for page in document.pages]

    assert all(("示例数据" in head) is sample for head in heads)
    assert all(("示例数据" in head) is sample for head in document.page_heads)
    assert document.page_heads
    assert ("示例数据" in document.manifest["marks"]) is sample
    assert "示例数据" not in document.docx_body


@pytest.mark.parametrize("name", CONTENT)
def test_a_draft_says_so_on_every_page_until_it_is_final(built: Built, name: str) -> None:
    document = built.documents[name]

    draft = document.manifest["status"] == "draft"

    assert all(("草稿" in page.head) is draft for page in document.pages)
