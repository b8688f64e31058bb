"""Accounting (核数): numbers in Word = numbers in the PDF = numbers of the facts = cells of the tables, in a bundle."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from decimal import Context, Decimal, InvalidOperation
from io import StringIO
from typing import Any

from builders.conform.contents.isolated import read_isolated
from builders.conform.print_reading import read_print_isolated
from builders.conform.prints import Print, difference, numbers
from builders.conform.unreadable import Unreadable
from builders.core.errors import ReportError
from builders.deliver.assurance import Notes
from builders.deliver.bag.opening import Opened
from builders.deliver.bundle_aspects import NUMBERS
from builders.deliver.bundle_layout import SOURCES
from builders.deliver.folder import FACTS_NAME, MANUSCRIPT_NAME
from builders.sources.encodings import decode

LARGEST = 200_000_000
MOST_TOLD = 5
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LETTERS = 26
_EXCEL = Context(prec=15)
_CELL = re.compile(r"”(?:（.*）)?!\w+$")
"""Where an excerpt is that is the content of a cell."""


def check_numbers(
    opened: Opened, entry: Mapping[str, Any], files: Mapping[str, bytes], home: str, notes: Notes
) -> None:
    """Compare the numbers of one document in all its forms. Raises what reading strange values raises."""
    prints = {suffix: _read(files, suffix, home, notes) for suffix in ("docx", "pdf")}
    word, pdf = prints["docx"], prints["pdf"]
    title = f"{home}{entry['title']}"
    if word is not None and pdf is not None and (told := difference(word, pdf)):
        notes.fail(NUMBERS, "B531", f"Word 与 PDF 不一致：{told}", title)
    if word is not None:
        check_sheets(files, word, home, notes)
    if FACTS_NAME not in files or MANUSCRIPT_NAME not in files:
        notes.fail(NUMBERS, "B532", "缺少数据出处或文稿，不能核对", title)
        return
    facts = json.loads(files[FACTS_NAME])["facts"]
    lines = files[MANUSCRIPT_NAME].decode().split("\n")
    _check_uses(facts, lines, home, notes)
    for suffix, found in (("Word", word), ("PDF", pdf)):
        if found is not None:
            _check_ledger(facts, lines, suffix, found, title, notes)
    _check_cells(opened, facts, home, notes)
    _check_values(facts, home, notes)


def _read(files: Mapping[str, bytes], suffix: str, home: str, notes: Notes) -> Print | None:
    """Return what a document prints, or None where it was not made in this format or cannot be read."""
    name = next((name for name in sorted(files) if name.endswith(f".{suffix}")), None)
    if name is None:
        return None
    try:
        return read_print_isolated(files[name])
    except Unreadable as fault:
        notes.fail(NUMBERS, "B511", str(fault), home + name)
        return None


def _check_ledger(
    facts: list[dict[str, Any]], lines: list[str], suffix: str, found: Print, title: str, notes: Notes
) -> None:
    """Compare the numbers that the facts say are printed with those that are."""
    uses = [use for fact in facts for use in fact["printed"]]
    plain = [use["text"] for use in uses if not lines[use["line"] - 1].startswith("![")]
    if suffix == "Word":
        lacking = numbers(plain) - numbers([*found.paragraphs, *found.notes])
        charts = [use["text"] for use in uses if lines[use["line"] - 1].startswith("![")]
        lacking += numbers(charts) - numbers(found.alternatives)
        if lacking:
            notes.fail(NUMBERS, "B533", f"数据出处里有而 Word 里没有的数字：{_listed(lacking)}", title)
        return
    # The text of a PDF has no cells: a number is looked for in its characters.
    text = "".join([*found.paragraphs, *found.notes])
    absent = Counter(number for number in numbers(plain) if number not in text)
    if absent:
        notes.fail(NUMBERS, "B533", f"数据出处里有而 PDF 里没有的数字：{_listed(absent)}", title)


def check_sheets(files: Mapping[str, bytes], word: Print, home: str, notes: Notes) -> None:
    """Compare the numbers in the cells of a document's workbooks with those that Word prints, as values."""
    printed = _values(numbers([*word.paragraphs, *word.notes]))
    for name, content in sorted(files.items()):
        if not name.endswith(".xlsx"):
            continue
        try:
            cells = [each for each in read_isolated(content, name) if _CELL.search(each.where)]
        except Unreadable as fault:
            notes.fail(NUMBERS, "B511", str(fault), home + name)
            continue
        surplus = _values(numbers(cell.text for cell in cells)) - printed
        if surplus:
            places = [cell.where for cell in cells if surplus.keys() & _values(numbers([cell.text])).keys()]
            told = f"Excel 里有而 Word 里没有的数字：{'、'.join(f'{value:f}' for value in sorted(surplus)[:MOST_TOLD])}"
            notes.fail(NUMBERS, "B536", f"{told}（{'、'.join(places[:MOST_TOLD])}）", home + name)


def _values(found: Counter[str]) -> Counter[Decimal]:
    """Return numbers by their value: a cell holds 128.5 where 128.50 is printed.

    To fifteen digits, which is what Excel works with; some programs write 9.2 as 9.199999999999999.
    """
    values: Counter[Decimal] = Counter()
    for number, count in found.items():
        values[_EXCEL.create_decimal(number)] += count
    return values


def _check_uses(facts: list[dict[str, Any]], lines: list[str], home: str, notes: Notes) -> None:
    """Look whether each fact stands in the line of the manuscript where it is said to stand."""
    plain = [_ESCAPED.sub(r"\1", line).replace("&#32;", " ") for line in lines]
    for fact in facts:
        for use in fact["printed"]:
            if use["text"] not in plain[use["line"] - 1]:
                told = f"“{fact['name']}”应印作“{use['text']}”，文稿第{use['line']}行没有"
                notes.fail(NUMBERS, "B534", told, home + MANUSCRIPT_NAME)


def _check_cells(opened: Opened, facts: list[dict[str, Any]], home: str, notes: Notes) -> None:
    """Look whether each cell that a fact names holds in the table what the fact says."""
    cells = {(cell["file"], cell["line"], cell["letter"], cell["text"]): fact["name"]
             for fact in facts for cell in fact["sources"]}  # fmt: skip
    for file in dict.fromkeys(file for file, *_ in cells):
        rows = _rows(opened, file)
        if rows is None:
            notes.fail(NUMBERS, "B535", f"数据出处所说的 {file} 不在包里，或者读不出来", home + FACTS_NAME)
            continue
        told = []
        for (_, line, letter, text), name in ((cell, name) for cell, name in cells.items() if cell[0] == file):
            row = rows[line - 1] if 0 < line <= len(rows) else []
            column = _column(letter)
            there = row[column] if file.endswith(".csv") and 0 <= column < len(row) else "".join(row)
            if _even(text) != _even(there) and (file.endswith(".csv") or _even(text) not in _even(there)):
                told.append(f"“{name}”说 {file} 第{line}行{letter}列是“{text}”，数据表里是“{there[:40]}”")
        if len(told) > MOST_TOLD:
            told[MOST_TOLD:] = [f"{file} 还有{len(told) - MOST_TOLD}处与数据出处不一致"]
        for each in told:
            notes.fail(NUMBERS, "B535", each, home + FACTS_NAME)


def _check_values(facts: list[dict[str, Any]], home: str, notes: Notes) -> None:
    """Look whether the value of each fact that no formula made is that of its cell."""
    for fact in facts:
        if fact["formula"] or len(fact["sources"]) != 1:
            continue
        text = fact["sources"][0]["text"]
        value, cell = _decimal(fact["value"]), _decimal(text)
        if value is not None and cell is not None and value != cell:
            told = f"“{fact['name']}”的数值是“{fact['value']}”，来源单元格是“{text}”"
            notes.fail(NUMBERS, "B535", told, home + FACTS_NAME)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(_even(text).replace(",", ""))
    except InvalidOperation:
        return None


def _rows(opened: Opened, file: str) -> list[list[str]] | None:
    """Return a table of the bundle by the lines of its file, a file of another kind with its lines as single cells.

    None where it is not there or cannot be read.
    """
    path = f"data/{SOURCES}/{file}"
    if path not in opened.sizes:
        return None
    try:
        text, _ = decode(opened.read(path, LARGEST), file)
    except ReportError:
        return None
    if not file.endswith(".csv"):
        return [[line] for line in text.splitlines()]
    rows: list[list[str]] = []
    reader = csv.reader(StringIO(text, newline=""))
    for row in reader:
        # A cell may hold line breaks; the lines that it takes belong to its row.
        rows += [row] * (reader.line_num - len(rows))
    return rows


def _column(letter: str) -> int:
    """Return the place of a column from its Excel letters; -1 for none."""
    place = 0
    for each in letter:
        place = place * _LETTERS + ord(each) - ord("A") + 1
    return place - 1


def _even(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _listed(found: Counter[str]) -> str:
    listed = "、".join(sorted(found)[:MOST_TOLD])
    return listed + (f"等{len(found)}个" if len(found) > MOST_TOLD else "")
