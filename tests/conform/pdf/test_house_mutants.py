"""The house's own PDF with one number altered (改数): the rule for that number says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builders.conform.finding import Verdict
from builders.conform.pdf import inspect_pdf
from builders.model.manuscript import Masthead
from builders.typeset.pdf.engine import engine
from tests.typeset.printed import noto, pdf_of
from tests.typeset.samples import COUNTY, everything, manuscript

ALTERED: dict[str, tuple[tuple[str | int, ...], Any, str]] = {
    "the head margin": (("page", "top_mm"), 33.0, "天头（上边距）"),
    "the binding edge": (("page", "binding_mm"), 24.0, "订口（左边距）"),
    "the line pitch": (("page", "line_pt"), 27.5, "行距"),
    "the size of text": (("styles", "body", "size_pt"), 15.0, "正文字号"),
    "the size of the title": (("styles", "title", "size_pt"), 18.0, "标题字号"),
    "the face of first headings": (("styles", "headings", 0, "face"), "body", "第一层标题字体"),
    "the colour of the issuers": (("styles", "issuer", "colour"), "000080", "发文机关标志颜色"),
    "the place of page numbers": (("folio", "below_mm"), 10.0, "页码上下位置"),
    "the inset of page numbers": (("folio", "inset_chars"), 0, "页码左右位置"),
}


@pytest.mark.parametrize(("path", "value", "subject"), ALTERED.values(), ids=ALTERED)
def test_an_altered_number_is_found_in_print(
    path: tuple[str | int, ...], value: object, subject: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = engine(noto())
    numbers = json.loads(press._package["gongwen.json"])
    place = numbers
    for step in path[:-1]:
        place = place[step]
    assert place[path[-1]] != value
    place[path[-1]] = value
    monkeypatch.setitem(press._package, "gongwen.json", json.dumps(numbers).encode())

    found = {each.rule.subject: each for each in inspect_pdf(pdf_of(everything()), "report").findings}

    assert found[subject].verdict is Verdict.VIOLATES, found[subject]


def test_long_names_with_a_seal_each_below_one_another_are_taken_for_what_they_are() -> None:
    bureaux = (f"{COUNTY}住房和城乡建设局", f"{COUNTY}民政局")
    annexes = '\n\n::: {.annex title="台账"}\n一\n:::\n\n::: {.annex title="对照表"}\n二\n:::\n'
    pdf = pdf_of(manuscript("正文。" + annexes, masthead=Masthead(bureaux), signers=bureaux, sealed=True))

    found = {each.rule.subject: each.verdict for each in inspect_pdf(pdf, "report").findings}

    asked = ("附件说明对齐", "署名位置", "成文日期位置", "附件与附件说明一致")
    assert {found[subject] for subject in asked} == {Verdict.CONFORMS}
