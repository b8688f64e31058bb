"""Of any number: every identity number is found in every disguise, tables of figures stop nobody, masks keep still."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.checks.privacy.detecting import find_personal, mask_text
from tests.checks.privacy.numbers import PROVINCES, card, full_width, identity

regions = st.builds(lambda province, rest: f"{province}{rest:04}", st.sampled_from(PROVINCES), st.integers(0, 9999))
days = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
identities = st.builds(identity, regions, days, st.integers(0, 999).map(lambda order: f"{order:03}"))
mobiles = st.builds(lambda head, rest: f"1{head}{rest:09}", st.integers(3, 9), st.integers(0, 10**9 - 1))
gaps = st.sampled_from(
    ["", " ", "\u3000", "\u00a0", "\u2009", "-", "\u2014", "\u2212", "\u200b", "\ufeff", "\u00ad", "·"]
)
words = st.sampled_from(["", "身份证号：", "张某", "。\n", "（", "| ", "12 ", "\u200b", "ID"])


@st.composite
def disguised(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> tuple[str, str]:
    number = draw(numbers)
    wide = draw(st.sets(st.integers(0, len(number) - 1)))
    digits = [full_width(each) if place in wide else each for place, each in enumerate(number)]
    return number, "".join(each + draw(gaps) for each in digits[:-1]) + digits[-1]


@given(disguised(identities), words, words)
@settings(max_examples=250, deadline=None)
def test_any_identity_number_is_found_in_any_disguise(made: tuple[str, str], before: str, after: str) -> None:
    number, shown = made
    text = before + shown + after.replace("12", "户").replace("ID", "")
    found = [each for each in find_personal(text) if each.kind == "identity"]

    assert [each.value for each in found] == [number]
    assert text[found[0].start : found[0].end] == shown
    assert found[0].severity == "error"


@given(disguised(mobiles))
@settings(max_examples=200, deadline=None)
def test_any_mobile_number_is_found_behind_a_word_for_it(made: tuple[str, str]) -> None:
    number, shown = made
    shown = shown.replace("·", " ")

    assert ("mobile", "error", number) in [
        (each.kind, each.severity, each.value) for each in find_personal(f"联系电话：{shown}。")
    ]


money = st.decimals(0, 10**12, places=2).map(lambda number: f"{number}")
grouped = st.integers(0, 10**13).map(lambda number: f"{number:,}")
codes = st.from_regex(r"\A(?:23\d{2}-211302-\d{2}-\d{2}-\d{6}|GB \d{5}-20\d\d|〔20\d\d〕\d{1,3}号|C\d{12})\Z")
times = st.datetimes().flatmap(
    lambda moment: st.sampled_from(["%Y%m%d%H%M%S", "%Y-%m-%d", "%Y年%m月"]).map(moment.strftime)
)
counts = st.integers(0, 10**12).map(str)
cells = st.one_of(money, grouped, codes, times, counts)


@given(st.lists(st.lists(cells, min_size=1, max_size=8), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_tables_of_figures_codes_and_dates_have_no_error(rows: list[list[str]]) -> None:
    page = "\n".join(" ".join(row) for row in rows)
    whole = [*find_personal(page), *(found for row in rows for cell in row for found in find_personal(cell))]

    assert [found for found in whole if found.severity == "error"] == []


cards = st.integers(10**15, 10**18 - 1).map(lambda number: card(f"62{number}"[:18]))
numbers = st.lists(st.one_of(identities, mobiles, cards, counts), max_size=6)
texts = st.builds(
    lambda between, made: between.join(made),
    st.sampled_from(["，电话", "、卡号：", " ", "\n", "甲", "订单号", ""]),
    numbers,
)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_masked_text_holds_nothing_more_to_mask(text: str) -> None:
    masked = mask_text(text)

    assert find_personal(masked) == []
    assert [found for found in find_personal(text) if found.kind != "landline" and found.value in masked] == []


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_findings_never_overlap(text: str) -> None:
    found = find_personal(text)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
