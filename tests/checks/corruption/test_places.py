"""Whatever stands in a text, a rule finds its place in one line of it, and a safe mend leaves nothing to mend."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from builders.checks.corruption import RULES
from builders.checks.prose.rulebook import check_prose
from builders.checks.text import plain_text, read_prose

SOUND = "社区 完善设施 人民 办公室 XQ 于 於 關於 点击: 您的位置:首页> XX 某某 给与支持 7、 ， 。 、 : ( （ ? ？"
SPOILT = (
    "區(qū) 設(shè) 点(diǎn) 和记AG ?摿Υ蟮男鲁切聟^ 鍖哄幙 â€œ 锟斤拷 \ue1ed ぷ 2023年108月1日 50%o IOOO万元 ⽬ \uf967"
    " \u200b \ufeff \u2028"
)
MARKUP = ["\n", "\n\n", " ", "\u00a0", "\u3000", "\t", "1 .", "<br>", "&nbsp;", "{{ 人数 }}", "| 甲 |", "- ", "# "]
PIECES = st.sampled_from([*SOUND.split(), *SPOILT.split(" "), *MARKUP])
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@given(TEXTS)
def test_every_find_lies_in_one_line_and_is_not_empty(text: str) -> None:
    for prose in (plain_text(text, "x.md"), read_prose(text, "x.md")):
        lines = text.split("\n")
        for problem in check_prose(prose, RULES):
            assert 1 <= problem.place.character <= len(lines[problem.place.line - 1])
        for each in RULES:
            for hit in each.find(prose):
                assert 0 <= hit.start < hit.end <= len(lines[hit.line - 1]), each.rule.code


@given(TEXTS)
def test_what_a_pattern_must_have_hides_nothing(text: str) -> None:
    prose = plain_text(text, "x.md")
    for each in RULES:
        if each.needs and not re.search(each.needs, prose.body):
            assert list(each.find(prose)) == [], each.rule.code


@given(TEXTS)
def test_safe_mends_come_to_an_end(text: str) -> None:
    for _ in range(8):
        lines = text.split("\n")
        done: set[tuple[int, int]] = set()
        for problem in sorted(check_prose(plain_text(text, "x.md"), RULES), reverse=True):
            mend, number = problem.mend, problem.place.line - 1
            if mend is None or any(row == number and mend.end > start for row, start in done):
                continue
            done.add((number, mend.start))
            lines[number] = lines[number][: mend.start] + mend.text + lines[number][mend.end :]
        before, text = text, "\n".join(lines)
        if text == before:
            break
    assert text == before
