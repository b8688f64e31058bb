"""Text whose bytes are paired wrongly is read right again from the very bytes, and sound text is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.checks.corruption.garbled import find_scrambled
from builders.checks.corruption.shifting import decode, find_shifted
from builders.checks.text import read_prose

SOUND = [
    ("为做好社区", "工作，补齐设施短板，改善居住环境", "，现报告如下"),
    ("要加快", "推进老旧小区改造，完善配套设施", "，方便居民生活"),
    ("请各单位", "认真组织实施，按时报送总结材料", "，不得拖延"),
    ("各街道", "要落实主体责任，加强日常管理", "，接受群众监督"),
    ("新建的", "综合服务站面积达到要求，设有老年食堂", "和活动室"),
    ("居民", "通过协商会议讨论停车位增加方案", "，形成一致意见"),
]


def shifted(text: str) -> str:
    """Return text of GBK as it is read without its first byte, the byte that is left over at its end as well."""
    return text.encode("gbk")[1:-1].decode("gb18030")


@pytest.mark.parametrize(("before", "lost", "after"), SOUND)
def test_the_middle_of_a_shifted_stretch_is_exact_and_its_ends_are_guessed(before: str, lost: str, after: str) -> None:
    found = find_shifted(f"{before}?{shifted(lost)}?{after}")

    assert [each.right[1:-1] for each in found] == [lost[1:-1]]


@pytest.mark.parametrize(("before", "lost", "after"), SOUND)
def test_a_shifted_stretch_is_found_without_marks_of_what_was_lost(before: str, lost: str, after: str) -> None:
    found = find_shifted(f"{before}{shifted(lost)}{after}")

    assert len(found) == 1
    assert lost[3:-5] in found[0].right


@pytest.mark.parametrize(
    ("fragment", "before", "after", "right"),
    [
        ("?jié)摿Υ蟮男鲁切聟^", "發(fā)展", "(", "潜力大的新城新区"),
        ("?;诰G", "基礎條件", "色", "。基于绿"),
        ("??蛇m", "信貸支持", "當", "。可适"),
        ("?xì)夤艿览匣\ue1ed\ue3db赂脑斓裙ぷ鳎\ue0d7訌?qiáng)", "城市燃", "供", "气管道老化更新改造等工作，加强"),
    ],
)
def test_the_four_stretches_that_were_met_are_read_as_they_were(
    fragment: str, before: str, after: str, right: str
) -> None:
    assert decode(fragment, before, after) == right


@pytest.mark.parametrize(
    "sound",
    ["喀喇沁左翼蒙古族自治县", "怎么办？先做试点？", "蜈蚣、蟋蟀", "嘟嘟囔囔", "郏县、鄢陵县", "“？”", "？", "??"],
)
def test_rare_but_sound_words_are_no_shifted_text(sound: str) -> None:
    assert find_shifted(sound) == []
    assert list(find_scrambled(sound)) == []


def test_the_handbook_and_all_passages_are_sound(workspace_root: Path) -> None:
    for path in sorted((workspace_root / "content").rglob("*.md")):
        body = read_prose(path.read_text(encoding="utf-8"), path.name).body
        if "rules" not in path.parts and "检查规则" not in str(path):
            assert (path.name, find_shifted(body), list(find_scrambled(body))) == (path.name, [], [])


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for each in [*find_shifted(text), *find_scrambled(text)]:
        assert 0 <= each.start < each.end <= len(text)
        assert each.right


@pytest.mark.parametrize(
    "text",
    ["区县", "项目", "社区", "总投资", "完善设施", "填报单位", "老旧小区改造", "双塔区", "综合服务站", "工作", "街道"],
)
def test_chinese_of_utf_8_read_as_gbk_is_put_right(text: str) -> None:
    read = text.encode("utf-8").decode("gb18030", "ignore")
    whole = read.encode("gb18030") == text.encode("utf-8")

    found = [each.right for each in find_scrambled(f"各{read}，报送")]

    assert [right.rstrip("…") for right in found] == [text if whole else text[: len(found[0].rstrip("…"))]]
