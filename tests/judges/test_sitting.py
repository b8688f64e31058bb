"""What judges measure in several processes is told as one."""

from __future__ import annotations

from dataclasses import asdict

from tests.judges.every.sitting import Sitting


def test_seconds_of_one_judge_are_added_and_no_remark_is_lost() -> None:
    told = Sitting({"veraPDF": 1.5}, ["85 documents"])

    told.add(Sitting(**asdict(Sitting({"veraPDF": 2.0, "LibreOffice": 3.0}, ["7 bundles"]))))

    assert told == Sitting({"veraPDF": 3.5, "LibreOffice": 3.0}, ["85 documents", "7 bundles"])
