"""Promise: the same fact shows the same number in every document of a unit and a period."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.promises.catalogue import CONTENT
from tests.promises.conftest import Built

HOMES = sorted({"/".join(name.split("/")[:3]) for name in CONTENT})
SHARED = [home for home in HOMES if sum(name == home or name.startswith(f"{home}/") for name in CONTENT) > 1]


@pytest.mark.parametrize("home", SHARED)
def test_a_fact_has_one_value_in_all_documents_of_a_unit_and_a_period(built: Built, home: str) -> None:
    values: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in CONTENT:
        if name != home and not name.startswith(f"{home}/"):
            continue
        for fact in built.documents[name].facts:
            if not computed_in_a_notebook(fact["formula"]):
                values[fact["name"], fact["key"], fact["unit"]][str(fact["value"])].add(name)

    assert {fact: shown for fact, shown in values.items() if len(shown) > 1} == {}
    assert any(len(documents) > 1 for shown in values.values() for documents in shown.values())


def computed_in_a_notebook(formula: str) -> bool:
    """Whether a number has no name of its own, only the cell that computed it."""
    return formula.startswith("由笔记本")
