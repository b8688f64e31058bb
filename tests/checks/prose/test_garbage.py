"""Text that is no text is read to its end: some of it took minutes while a pattern went over it again and again."""

from __future__ import annotations

import pytest

from builders.checks.prose import RULES, check_prose
from builders.checks.text import plain_text, read_prose

SHORT = ("{## ", "（", "“", "甲,", ": 甲。{#", '{#a alt="', "<关于", "附件：", "https://", "`", "（一）\n\n", "1,111")
LONG = ("{{", "{%", "[", "](", ".", "。", "甲 ", "1-", "约三", "*", "|")


@pytest.mark.parametrize("source", [piece * 10_000 for piece in SHORT] + [piece * 50_000 for piece in LONG], ids=len)
def test_garbage_is_read_to_its_end(source: str) -> None:
    for text in (read_prose(source, "x.md"), plain_text(source, "x.txt")):
        assert len(text.body) == len(source)
        assert all(1 <= problem.place.line <= len(text.lines) for problem in check_prose(text, RULES))
