"""The digest of a manuscript: it changes with all that can change a byte of the documents, and with nothing else."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from builders.model.fact import Fact, FactUse
from builders.model.manuscript import Asset, Attendance, Imprint, Manuscript, Masthead, Origin
from builders.model.revision import Revision

PLAIN = Manuscript(
    notice="chaoyang",
    artifact="half-year",
    unit="双塔区",
    period="2023H1",
    title="双塔区完整社区建设试点2023年上半年总结报告",
    date=date(2023, 6, 8),
    moment=datetime(2023, 6, 7, 16, tzinfo=UTC),
    status="final",
    markdown="# 试点基本情况\n",
    masthead=Masthead(("双塔区住房和城乡建设局",)),
    assets=(Asset("investment", (("svg", b"<svg/>"), ("png", b"PNG"))),),
)

PRINTED: dict[str, Any] = {
    "notice": "national",
    "artifact": "case",
    "unit": "龙城区",
    "period": "2023H2",
    "title": "另一个题目",
    "date": date(2023, 6, 9),
    "moment": PLAIN.moment + timedelta(seconds=1),
    "status": "draft",
    "markdown": "# 试点概况\n",
    "masthead": None,
    "addressees": ("朝阳市住房和城乡建设局",),
    "signers": ("双塔区住房和城乡建设局",),
    "sealed": True,
    "annotation": "此件公开发布",
    "attendance": (Attendance("出席", ("双塔区民政局",)),),
    "imprint": Imprint("双塔区住房和城乡建设局办公室", date(2023, 6, 9)),
    "marks": ("示例数据",),
    "author": "张某",
    "assets": (),
    "revision": Revision(3, "ab" * 20, date(2023, 6, 8)),
}

# Bookkeeping beside the text: what the text says of them is already in the text.
KEPT_BESIDE: dict[str, Any] = {
    "facts": (Fact("本期完成投资", Decimal("120.00"), "万元"),),
    "uses": (FactUse("本期完成投资", "120.00万元", 3, "进展成效", 0),),
    "origins": (Origin(1, 1, "content/x.md", 5),),
}


@pytest.mark.parametrize("name", PRINTED)
def test_what_can_be_seen_in_a_document_changes_the_digest(name: str) -> None:
    assert replace(PLAIN, **{name: PRINTED[name]}).digest != PLAIN.digest


@pytest.mark.parametrize("name", KEPT_BESIDE)
def test_what_is_kept_beside_the_text_does_not(name: str) -> None:
    assert replace(PLAIN, **{name: KEPT_BESIDE[name]}).digest == PLAIN.digest


def test_every_field_is_one_or_the_other() -> None:
    assert {field.name for field in fields(Manuscript)} == PRINTED.keys() | KEPT_BESIDE.keys()


@pytest.mark.parametrize(
    "masthead",
    [
        Masthead(("双塔区住房和城乡建设局", "双塔区民政局")),
        Masthead(("双塔区住房和城乡建设局",), number="双住建〔2023〕1号"),
        Masthead(("双塔区住房和城乡建设局",), signatories=("张某",)),
        Masthead(("双塔区住房和城乡建设局",), upward=False),
        Masthead(("双塔区住房和城乡建设局",), kind="letter"),
        Masthead(("双塔区住房和城乡建设局",), letterhead="会议纪要"),
        Masthead(("双塔区住房和城乡建设局",), copy_number="000001"),
        Masthead(("双塔区住房和城乡建设局",), classification="秘密★1年"),
        Masthead(("双塔区住房和城乡建设局",), urgency="加急"),
    ],
)
def test_every_part_of_the_masthead_counts(masthead: Masthead) -> None:
    assert replace(PLAIN, masthead=masthead).digest != PLAIN.digest


@pytest.mark.parametrize(
    "asset",
    [
        Asset("investment", (("svg", b"<svg />"), ("png", b"PNG"))),
        Asset("investment", (("svg", b"<svg/>"),)),
        Asset("completion", (("svg", b"<svg/>"), ("png", b"PNG"))),
    ],
)
def test_every_byte_of_every_picture_counts(asset: Asset) -> None:
    assert replace(PLAIN, assets=(asset,)).digest != PLAIN.digest


def test_the_order_of_pictures_and_their_renditions_does_not() -> None:
    one, other = Asset("a", (("svg", b"1"), ("png", b"2"))), Asset("b", (("svg", b"3"),))
    turned = Asset("a", (("png", b"2"), ("svg", b"1")))

    assert replace(PLAIN, assets=(one, other)).digest == replace(PLAIN, assets=(other, turned)).digest


def test_a_manuscript_keeps_its_digest_on_the_way_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(PLAIN)).digest == PLAIN.digest


def test_without_git_the_version_is_the_head_of_the_digest() -> None:
    assert PLAIN.version == f"内容摘要 {PLAIN.digest[:12]}"
    assert replace(PLAIN, revision=Revision(reason="没有 Git")).version == PLAIN.version


def test_equal_texts_of_two_versions_have_their_content_digest_in_common() -> None:
    older, newer = (replace(PLAIN, revision=Revision(n, "ab" * 20, date(2023, 6, n))) for n in (3, 4))

    assert older.digest != newer.digest
    assert older.content_digest == newer.content_digest == PLAIN.digest


def test_only_a_draft_says_its_version_at_its_head() -> None:
    third = Revision(3, "ab" * 20, date(2023, 6, 8))

    assert replace(PLAIN, status="draft", revision=third).draft_version == "第3版 · 2023-06-08 · abababa"
    assert replace(PLAIN, status="final", revision=third).draft_version == ""
    assert replace(PLAIN, status="draft").draft_version == ""


def test_a_line_is_traced_to_the_file_that_it_came_from() -> None:
    template, content = Origin(1, 4, "templates/half-year/report.md.j2", 1), Origin(5, 9, "content/x.md", 12)
    manuscript = replace(PLAIN, origins=(template, content))

    assert [manuscript.origin_of(line) for line in (1, 4, 5, 9, 10)] == [template, template, content, content, None]


def test_a_picture_gives_each_writer_the_rendition_it_can_print() -> None:
    [asset] = PLAIN.assets

    assert (asset.rendition("svg"), asset.rendition("png"), asset.rendition("gif")) == (b"<svg/>", b"PNG", None)
