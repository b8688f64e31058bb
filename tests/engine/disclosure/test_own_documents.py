"""Numbers in what our own documents are made of are found in each of the documents: nothing is typeset out of sight."""

from __future__ import annotations

import pytest

from builders.checks.privacy.detecting import find_personal
from builders.core.errors import ProblemsFound
from builders.engine.disclosure import check_disclosure, require_no_personal_data
from builders.model.manuscript import Imprint
from builders.typeset.typesetting import typeset
from tests.checks.privacy.numbers import identity
from tests.typeset.printed import noto
from tests.typeset.samples import chart, everything, manuscript, table

PLACES = ("标题", "正文", "附注", "脚注", "替代文字", "单元格", "链接", "图题", "附件", "作者", "抄送", "页眉")
NUMBERS = {place: identity(order=f"{index:03}") for index, place in enumerate(PLACES)}
SILENT_IN = {
    "docx": (),
    "pdf": (),
    "xlsx": ("正文", "附注", "脚注", "替代文字", "链接", "图题", "抄送", "页眉", "附件"),
}
"""A sheet of tables holds no more than its tables."""


def marked(place: str) -> str:
    return f"甲{NUMBERS[place]}乙"


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    said = {place: marked(place) for place in PLACES}
    markdown = f"""{said["正文"]}[^1]，见[网页](https://a.example/{NUMBERS["链接"]})。

![{said["图题"]}](assets/fig-a.svg){{#fig-a alt="{said["替代文字"]}" width=90%}}

{table(3, 2, caption="甲").replace("示例社区第1号", said["单元格"])}

[^1]: {said["脚注"]}

::: {{.annex title="{said["附件"]}"}}
正文。
:::
"""
    whole = everything()
    made = manuscript(
        markdown,
        title=f"关于{said['标题']}的报告",
        annotation=said["附注"],
        author=said["作者"],
        marks=(said["页眉"],),
        assets=(chart("fig-a"),),
        masthead=whole.masthead,
        imprint=Imprint("某单位", whole.date, (said["抄送"],)),
        addressees=("某单位",),
        signers=whole.signers,
    )
    return typeset(made, noto(), ("docx", "pdf", "xlsx"))


@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx"])
def test_a_number_in_any_part_of_a_manuscript_is_found_in_the_document(
    documents: dict[str, bytes], suffix: str
) -> None:
    found = {problem.value for problem in check_disclosure(f"a.{suffix}", documents[suffix])}
    hidden = {place: find_personal(number)[0].masked for place, number in NUMBERS.items()}

    assert [place for place, masked in hidden.items() if place not in SILENT_IN[suffix] and masked not in found] == []


def test_such_documents_are_not_published(documents: dict[str, bytes]) -> None:
    with pytest.raises(ProblemsFound) as caught:
        require_no_personal_data(manuscript("甲"), documents)

    said = str(caught.value) + "".join(map(str, caught.value.diagnostics))
    assert [number for number in NUMBERS.values() if number in said] == []


def test_documents_without_a_person_say_nothing() -> None:
    assert require_no_personal_data(everything(), typeset(everything(), noto(), ("docx", "pdf", "xlsx"))) == ()
