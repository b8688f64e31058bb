"""A cap on problems: what is one mistake a million times over neither fills the memory nor hides another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builders.core.cap import MOST_ALIKE, CappedProblems
from builders.core.diagnostics import Diagnostic, Place


def spoilt(line: int, letter: str = "B", code: str = "D007", file: str = "表.csv") -> Diagnostic:
    return Diagnostic(Place(file, line, letter, "户数"), code, "不是整数", str(line), "请改正")


def capped(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what is told of the problems."""
    gathered = CappedProblems()
    gathered.extend(problems)
    return gathered.told()


def test_few_problems_are_all_told() -> None:
    problems = [spoilt(line) for line in range(2, 2 + MOST_ALIKE)]
    assert capped(problems) == problems


def test_what_is_beyond_the_cap_is_counted_in_one_more() -> None:
    told = capped(spoilt(line) for line in range(2, 2 + MOST_ALIKE + 41))
    assert len(told) == MOST_ALIKE + 1
    assert str(told[-1]) == (
        "表.csv 第1002行 B列“户数”: [D007] 从这里起另有41处同样的问题，不再逐一列出 → 请先改正已列出的"
    )
    assert told == sorted(told)


def test_the_last_one_keeps_its_severity() -> None:
    warnings = (Diagnostic(Place("表.csv", line), "D011", "全角", severity="warning") for line in range(2000))
    assert capped(warnings)[-1].severity == "warning"


def test_each_column_code_and_file_has_a_cap_of_its_own() -> None:
    gathered = CappedProblems(most=1)
    gathered.extend([spoilt(2), spoilt(3), spoilt(2, "C"), spoilt(2, code="D006"), spoilt(2, file="另.csv")])
    assert len(gathered.kept) == 4
    assert gathered.is_full("表.csv", "D007", "B")
    assert not gathered.is_full("表.csv", "D007", "D")
    assert len(gathered.told()) == 5


def test_problems_are_drawn_one_by_one_and_not_held() -> None:
    alive = 0

    class Counted(Diagnostic):
        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def many() -> Iterator[Diagnostic]:
        nonlocal alive
        for line in range(5000):
            alive += 1
            assert alive <= MOST_ALIKE + 3
            yield Counted(Place("表.csv", line), "D006", "x")

    assert len(capped(many())) == MOST_ALIKE + 1
