"""Frames (数据框) for notebooks: the rows of a view as a table of pandas, every cell with its lineage.

Columns are of objects, so that a number stays the Decimal that it was; a sum over them remembers all that it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame


def 数据框(行: Iterable[Mapping[str, Any]]) -> DataFrame:
    """Return rows as a DataFrame; a column of another table's row is named with a dot: ``标准条目.条目``."""
    from pandas import DataFrame  # a third of a second, for notebooks that ask for it

    return DataFrame([dict(_flat(each)) for each in 行], dtype=object)


def table_rows(rows: Iterable[Sequence[object]] | DataFrame) -> list[list[object]]:
    """Return the rows of a table, given as lists or as a DataFrame without its index."""
    if hasattr(rows, "itertuples"):
        rows = rows.itertuples(index=False, name=None)
    return [[*row] for row in rows]


def _flat(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
