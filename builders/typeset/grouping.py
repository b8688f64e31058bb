"""Group rows (分组行): a row that only names what the rows below belong to, printed over the table's whole width."""

from __future__ import annotations

from builders.model.document import Cell, Table
from builders.typeset.plain import printed

_FEWEST_COLUMNS = 3


def group_of(table: Table, index: int) -> Cell | None:
    """Return the only cell with words of a row that names a group, or None for a row of data.

    A group has a row below it; a table of two columns has none, because there an empty cell is no sign.
    """
    if len(table.header) < _FEWEST_COLUMNS or index + 1 >= len(table.rows):
        return None
    worded = [cell for cell in table.rows[index] if printed(cell).strip()]
    if len(worded) != 1 or len(table.rows[index]) < len(table.header):
        return None
    return None if any(character.isdigit() for character in printed(worded[0])) else worded[0]
