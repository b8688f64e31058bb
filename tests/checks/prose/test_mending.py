"""Safe mends come to rest, make nothing else wrong, and leave alone what is no prose."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.checks.prose import RULES, check_prose
from builders.checks.text import read_prose
from tests.checks.prose.bad import BAD
from tests.checks.prose.mended import mended

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{##.*?##\}|`[^`]*`|https?://[a-z./?=&]+|\]\([^)]*\)|\{#[^}]*\}", re.DOTALL)
_PIECES = (
    *'三四个户年%号约等,;:?!().，。、：《》〈〉“”‘’（）…-~～—[]〔〕<> １Ａ0"',
    *(
        "居民",
        "参与",
        "10",
        "15",
        "2023",
        "6月",
        "分钟",
        "万元",
        "左右",
        "以上",
        "...",
        "--",
        "\n",
        "\n\n",
        "关于",
        "的通知",
    ),
    *("{{ 甲 }}", "{% if 乙, 丙 %}", "{% else %}", "{% endif %}", "`a,b`", "{## 注,释 ##}", "https://a.cn/x?y=1"),
    *(
        "# ",
        "- ",
        "| ",
        "一、",
        "（一）",
        "1、",
        "附件",
        "GB 50180-2018",
        "8:30",
        "第一、",
        "](a,b.png)",
        "{#tbl-a}",
        "二○",
    ),
)
PROSE = st.lists(st.sampled_from(_PIECES), max_size=24).map("".join)


def told(text: str, *, safe: bool = False) -> Counter[str]:
    """Return how often each rule is broken; with ``safe`` only where it can be mended."""
    found = check_prose(read_prose(text, "x.md"), RULES)
    return Counter(problem.code for problem in found if problem.mend or not safe)


@given(PROSE)
def test_mends_come_to_rest_and_leave_nothing_to_mend(text: str) -> None:
    after = mended(text)

    assert told(after, safe=True) == Counter()
    assert mended(after) == after


@given(PROSE)
def test_tags_code_addresses_and_targets_are_untouched(text: str) -> None:
    assert _TAG.findall(mended(text)) == _TAG.findall(text)


@given(PROSE)
def test_every_hit_is_in_its_line(text: str) -> None:
    lines = text.split("\n")
    for problem in check_prose(read_prose(text, "x.md"), RULES):
        assert 1 <= problem.place.character <= len(lines[problem.place.line - 1])
        if problem.mend:
            assert problem.mend.end <= len(lines[problem.place.line - 1])


@pytest.mark.parametrize(("code", "marked"), BAD)
def test_a_mend_makes_nothing_else_wrong(code: str, marked: str) -> None:
    text = re.sub("[«»]", "", marked)

    assert set(told(mended(text))) <= {code}


@pytest.mark.parametrize(
    ("text", "after"),
    {
        "{{ 甲(1, 2) }},{{ 乙[3] }}完成,共2,300户。": "{{ 甲(1, 2) }},{{ 乙[3] }}完成，共2,300户。",
        "---\nsignatories: [甲, 乙]\nannotation: 此件公开,发布\n---\n正文(一)": (
            "---\nsignatories: [甲, 乙]\nannotation: 此件公开，发布\n---\n正文（一）"
        ),
        "| 甲(1) | 乙:丙 |\n|:--|--:|\n| {{ a | join(',') }} | 3-5个 |": (
            "| 甲（1） | 乙：丙 |\n|:--|--:|\n| {{ a | join(',') }} | 3～5个 |"
        ),
        "{% if a, b %}占5-9%,{% else %}无(甲){% endif %}": "{% if a, b %}占5%～9%，{% else %}无（甲）{% endif %}",
        "《印发<关于甲的意见>的函》[2022]3号,\\[2021\\]4号": "《印发〈关于甲的意见〉的函》〔2022〕3号，〔2021〕4号",
        '“甲"乙"丙”、“丁”': "“甲‘乙’丙”“丁”",
        "7、、政府公共用房": "7、、政府公共用房",
        "```\n甲,乙\n```\n丙,丁": "```\n甲,乙\n```\n丙，丁",
        "[甲,乙](a,b.png){#fig-a}(丙)": "[甲，乙](a,b.png){#fig-a}（丙）",
    }.items(),
)
def test_prose_is_mended_around_what_is_none(text: str, after: str) -> None:
    assert mended(text) == after
