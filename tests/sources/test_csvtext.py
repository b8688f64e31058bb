"""A CSV file is changed where it must be, and is the same bytes everywhere else."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.sources.csvtext import Edits, bare, edited, split_records

CELLS = st.text(st.sampled_from('ab,"\n\r 表'), max_size=5)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6)


def written(rows: list[list[str]], end: str, quoting: int) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return buffer.getvalue()


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.booleans())
def test_records_joined_again_are_the_file_and_say_what_csv_says(
    rows: list[list[str]], end: str, quoting: int, cut: bool
) -> None:
    text = written(rows, end, quoting)
    text = text.removesuffix(end) if cut else text
    records = split_records(text)

    assert "".join(record.text for record in records) == text
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    for record in records:
        cells = next(reader)
        assert [bare(piece) for piece in record.pieces] == (cells or [""])
        assert record.line == line
        line = reader.line_num + 1
    assert edited(text, Edits()) == text


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        pytest.param("a,b\n1,2\n", Edits(cells={2: {1: "3"}}), "a,b\n1,3\n", id="a cell"),
        pytest.param('a,b\n"1","2"\n', Edits(cells={2: {1: "3"}}), 'a,b\n"1","3"\n', id="a quoted cell"),
        pytest.param("a,b\n1,2\n", Edits(cells={2: {1: '甲,"乙"'}}), 'a,b\n1,"甲,""乙"""\n', id="needs quotes"),
        pytest.param("a,b\r\n1,2\r\n3,4", Edits(added={3: [("5", "6")]}), "a,b\r\n1,2\r\n3,4\r\n5,6", id="no last end"),
        pytest.param("a,b\n1,2\n", Edits(added={1: [("0", "0")]}), "a,b\n0,0\n1,2\n", id="behind the header"),
        pytest.param("a,b", Edits(added={1: [("0", "0")]}), "a,b\n0,0", id="a header alone"),
        pytest.param("a,b\n1,2\n3,4", Edits(removed={3}), "a,b\n1,2", id="the last one"),
        pytest.param("a,b\n1,2\n3,4\n", Edits(removed={2}, added={2: [("5", "6")]}), "a,b\n5,6\n3,4\n", id="replaced"),
        pytest.param('a,b\n"1","x\ny"\n3,4\n', Edits(cells={4: {0: "5"}}), 'a,b\n"1","x\ny"\n5,4\n', id="folded"),
        pytest.param('a,b\n"1",2\n', Edits(added={2: [("3", "4")]}), 'a,b\n"1",2\n"3",4\n', id="quoted like above"),
        pytest.param("a,b\n\n1,2\n", Edits(added={3: [("3", "4")]}), "a,b\n\n1,2\n3,4\n", id="blank lines stay"),
    ],
)
def test_only_what_changes_is_written_anew(before: str, edits: Edits, after: str) -> None:
    assert edited(before, edits) == after


def test_a_file_that_csv_would_not_read_is_not_taken_apart() -> None:
    with pytest.raises(ValueError, match="line 2"):
        split_records('a,b\n"1"x,2\n')
