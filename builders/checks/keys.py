"""Keys of a table (主键、唯一): no two rows agree in one. They are looked for by digest: a million fit into memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import compress, islice
from operator import eq

from builders.core.diagnostics import Diagnostic
from builders.model.fact import Value
from builders.model.rows import ColumnBlock
from builders.model.table import Table

Key = tuple[Value | None, ...]


def check_keys(table: Table) -> Iterator[Diagnostic]:
    """Find rows that agree in a key; cells are compared by value, so that two spellings of one day are the same."""
    keys: list[tuple[str, ...]] = [(field.name,) for field in table.schema.fields if field.unique]
    if table.schema.primary_key and table.schema.primary_key not in keys:
        keys.append(table.schema.primary_key)
    for names in keys:
        yield from _repeated(table, names)


def _repeated(table: Table, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    twice = _digests_found_twice(table, names)
    if not twice:
        return
    titles = "、".join(table.schema.field(name).title for name in names)
    first: dict[Key, int] = {}
    for blocks in _blocks(table, names):
        texts_of_rows = zip(*(block.texts for block in blocks), strict=True)
        for line, key, texts in zip(blocks[0].lines, _keys(blocks), texts_of_rows, strict=True):
            if None in key or hash(key) not in twice:
                continue
            if key in first:
                message = f"{titles}与第{first[key]}行重复"
                place = table.place_at(line, names[0])
                yield Diagnostic(place, "T007", message, "、".join(texts), "请删除或改正其中一行")
            else:
                first[key] = line


def _digests_found_twice(table: Table, names: tuple[str, ...]) -> set[int]:
    digests = array("q")
    for blocks in _blocks(table, names):
        digests.extend([hash(key) for key in _keys(blocks) if None not in key])
    ordered = sorted(digests)
    return set(compress(ordered, map(eq, ordered, islice(ordered, 1, None))))


def _blocks(table: Table, names: tuple[str, ...]) -> Iterator[tuple[ColumnBlock, ...]]:
    return zip(*(table.column(name) for name in names), strict=True)


def _keys(blocks: tuple[ColumnBlock, ...]) -> Iterator[Key]:
    """Yield the key of each row of a stretch, with None for an empty or unreadable part, which is told elsewhere."""
    return zip(*(map(block.values.__getitem__, block.texts) for block in blocks), strict=True)
