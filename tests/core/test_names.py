"""Names that become part of a path: what every system can keep is taken, the rest is refused, nothing is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.errors import UsageError
from builders.core.names import LONGEST_NAME_BYTES, fault_of_name, safe_name

SOUND = [
    "双塔区",
    "喀喇沁左翼蒙古族自治县",
    "2023H1",
    "双塔区示例社区（一）",
    "a b.c",
    "镕堃玥",
    "𠮷",
    "CONSOLE",
    "长" * (LONGEST_NAME_BYTES // 3),
]

UNSOUND = {
    "nothing": "",
    "a dot": ".",
    "the folder above": "..",
    "a way out": "../../etc",
    "an absolute path": "/etc",
    "a Windows path": "a\\b",
    "a drive": "C:",
    "a full-width slash": "双塔／龙城",
    "a space before": " 双塔区",
    "an ideographic space after": "双塔区\u3000",
    "a line break": "双塔\n区",
    "a null": "双塔\0区",
    "a zero-width space": "双塔\u200b区",
    "text turned round": "双塔\u202efdp.区",
    "a character in two parts": "e\u0301",
    "an option": "-rf",
    "a dot after": "双塔区.",
    "a device": "CON",
    "a device with suffix": "com1.txt",
    "a percent sign, which bags encode": "100%",
    "a wildcard": "双塔*",
    "a pipe": "a|b",
    "a private character": "\ue000",
    "too many bytes": "长" * (LONGEST_NAME_BYTES // 3 + 1),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_name_is_returned_as_it_is(name: str) -> None:
    assert safe_name(name, "县名") == name


@pytest.mark.parametrize("what", UNSOUND)
def test_a_name_with_danger_in_it_is_refused(what: str) -> None:
    with pytest.raises(UsageError, match="县名.*不能用作文件名"):
        safe_name(UNSOUND[what], "县名")


def test_an_invisible_character_is_named_by_its_number() -> None:
    assert fault_of_name("双塔\u200b区") == "含有不可见字符 U+200B"


@given(st.text(max_size=80))
def test_a_name_is_taken_whole_or_refused(name: str) -> None:
    if fault_of_name(name) is None:
        assert safe_name(name, "名称") == name
        assert "/" not in name
        assert name not in ("", ".", "..")
    else:
        with pytest.raises(UsageError):
            safe_name(name, "名称")
