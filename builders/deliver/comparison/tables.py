"""Tables (表格比较): row by key and cell by cell, so that one row more does not make every row below it another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builders.model.reading import Grid

Row = tuple[str, ...]


@dataclass(frozen=True)
class CellChange:
    """A cell that changed: the row by its key, the column by its head."""

    row: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class TableChange:
    """What changed in one table; a table that is new or gone has all its rows as new or gone ones.

    ``reordered`` says that the rows that are in both stand in another order.
    """

    name: str
    cells: tuple[CellChange, ...] = ()
    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    reordered: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return self == TableChange(self.name)


def compare_tables(old: Sequence[Grid], new: Sequence[Grid]) -> tuple[TableChange, ...]:
    """Return what changed in every table that is not the same in both, in the order of the new ones."""
    changes, left = [], list(old)
    for grid in new:
        former = _former(grid, left)
        if former is None:
            changes.append(TableChange(grid.name, added=grid.rows, columns_added=grid.head))
            continue
        left.remove(former)
        changes.append(compare_table(former, grid))
    changes += [TableChange(grid.name, removed=grid.rows, columns_removed=grid.head) for grid in left]
    return tuple(change for change in changes if not change.is_empty)


def compare_table(old: Grid, new: Grid) -> TableChange:
    """Return what changed in one table."""
    old_heads, new_heads = _distinct(old.head), _distinct(new.head)
    common = [head for head in new_heads if head in old_heads]
    before = [{head: row[at] for at, head in enumerate(old_heads) if at < len(row)} for row in old.rows]
    after = [{head: row[at] for at, head in enumerate(new_heads) if at < len(row)} for row in new.rows]
    keys = _key(common, before, after)
    one, other = _by_key(before, keys), _by_key(after, keys)
    cells = [
        CellChange(_shown(key), head, one[key].get(head, ""), row.get(head, ""))
        for key, row in other.items()
        if key in one
        for head in common
        if one[key].get(head, "") != row.get(head, "")
    ]
    stayed = [key for key in other if key in one]
    return TableChange(
        new.name,
        tuple(cells),
        tuple(tuple(row.values()) for key, row in other.items() if key not in one),
        tuple(tuple(row.values()) for key, row in one.items() if key not in other),
        tuple(head for head in new_heads if head not in old_heads),
        tuple(head for head in old_heads if head not in new_heads),
        stayed != [key for key in one if key in other],
    )


def _former(grid: Grid, left: list[Grid]) -> Grid | None:
    """Return the table that this one was: of the same name, else the first with most of its columns."""
    named = next((each for each in left if each.name == grid.name), None)
    if named:
        return named
    alike = [each for each in left if 2 * len(set(each.head) & set(grid.head)) > len({*each.head, *grid.head})]
    return alike[0] if alike else None


def _key(common: list[str], before: list[dict[str, str]], after: list[dict[str, str]]) -> list[str]:
    """Return a few columns that tell all rows apart, from the left; a running number does not name a row."""
    running = {head for head in common if _runs(before, head) and _runs(after, head)}
    usable = [head for head in common if head not in running] or common
    keys = next((usable[:length] for length in range(1, len(usable)) if _names(usable[:length], before, after)), usable)
    for head in keys[1:-1]:
        fewer = [each for each in keys if each != head]
        keys = fewer if _names(fewer, before, after) else keys
    return keys


def _runs(rows: list[dict[str, str]], head: str) -> bool:
    numbers = [row.get(head, "") for row in rows]
    numbers = [number for number in numbers if number]
    return len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]


def _names(keys: list[str], *tables: list[dict[str, str]]) -> bool:
    return all(_tells_apart(rows, keys) for rows in tables)


def _tells_apart(rows: list[dict[str, str]], keys: list[str]) -> bool:
    values = [tuple(row.get(head, "") for head in keys) for row in rows]
    return len(set(values)) == len(values) and all(any(value) for value in values)


def _by_key(rows: list[dict[str, str]], keys: list[str]) -> dict[Row, dict[str, str]]:
    """Return the rows by their key; rows that share one are counted apart."""
    found: dict[Row, dict[str, str]] = {}
    met: Counter[Row] = Counter()
    for row in rows:
        key = tuple(row.get(head, "") for head in keys)
        met[key] += 1
        found[key if met[key] == 1 else (*key, f"（第{met[key]}个）")] = row
    return found


def _shown(key: Row) -> str:
    return " ".join("".join(part.split()) for part in key if part.strip())


def _distinct(heads: Sequence[str]) -> list[str]:
    """Return the heads of columns, equal or empty ones told apart by their place."""
    return list(_numbered(heads))


def _numbered(heads: Sequence[str]) -> Iterator[str]:
    met: Counter[str] = Counter()
    for at, head in enumerate(heads, 1):
        met[head] += 1
        name = head or f"第{at}列"
        yield name if met[head] == 1 else f"{name}（第{met[head]}个）"
