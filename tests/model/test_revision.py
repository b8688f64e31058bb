"""What a version is called, and that it comes back from a manifest as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders.model.revision import Revision, read_revision

THIRD = Revision(3, "a1b2c3d4" * 5, date(2023, 6, 8))


@pytest.mark.parametrize(
    ("revision", "text"),
    [
        (THIRD, "第3版 · 2023-06-08 · a1b2c3d"),
        (Revision(3, THIRD.commit, THIRD.day, modified=True), "第3版之后有未提交的修改 · 2023-06-08 · a1b2c3d"),
        (Revision(modified=True), "未提交 · 内容摘要 0123456789ab"),
        (Revision(), "内容摘要 0123456789ab"),
    ],
)
def test_a_version_says_number_day_and_commit_or_else_the_digest(revision: Revision, text: str) -> None:
    assert revision.text("0123456789ab") == text


@pytest.mark.parametrize("revision", [THIRD, Revision(), Revision(modified=True), Revision(2, "ab", date.max, True)])
def test_a_recorded_version_comes_back_equal(revision: Revision) -> None:
    assert read_revision(revision.values) == revision


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "3"}, {"number": True}, {"number": -1}, {"number": 0}, {"commit": ""}, {"commit": None},
        {"date": ""}, {"date": "6月8日"}, {"modified": "否"}, {"modified": None},
    ],
)  # fmt: skip
def test_a_record_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        read_revision({**THIRD.values, **changes})
