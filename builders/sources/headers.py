"""The header of a table (表头): found below titles, matched with the schema, its faults told with letter and mend."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from builders.core.suggest import nearest
from builders.model.table import TableSchema, column_letter
from builders.sources.cells import CellFault, read_cell
from builders.sources.scrambled import unscrambled
from builders.sources.table_problems import TableProblems

Record = tuple[int, list[str]]
"""Line and cells of a record."""
MOST_ABOVE = 20
"""The header is looked for among so many records."""
MOST_COLUMNS = 500
_SEPARATORS = "\t;；，、|"
_WITH_UNIT = re.compile(r"(.+?)\s*[（(【\[](?:单位[:：])?(.+?)[)）】\]]")


@dataclass(frozen=True)
class Header:
    """A header that fits: where each field of the schema stands, and how many records it takes from the top.

    ``width`` counts its cells with the empty ones at its end, which are harmless when all is empty below them.
    """

    columns: tuple[int, ...]
    records: int
    width: int


def read_header(records: Sequence[Record], schema: TableSchema, problems: TableProblems) -> Header | None:
    """Return the header that the first records hold, or None when no row below it could be read."""
    at = _find(records, schema)
    line, cells = records[at]
    if at:
        rows = _lines([each for each, _ in records[:at]])
        problems.tell(records[0][0], "D014", f"表头在第{line}行，上面有标题", records[0][1][0].strip(), f"请删除{rows}")
    titles = _titles(cells)
    below = _titles(records[at + 1][1]) if at + 1 < len(records) else ()
    taken = at + 1
    joined = _joined(titles, below, schema)
    if joined:
        lines = f"第{line}、{records[at + 1][0]}行"
        problems.tell(line, "D015", f"{lines}像是两行表头", cure="请合成一行，一列一个表头，不要合并单元格")
        titles, taken = joined, at + 2
    problems.titles = titles
    columns = _columns(line, schema, problems)
    if columns is None:
        return None
    if not joined and _is_unit_row(below, schema):
        value = "、".join(dict.fromkeys(filter(None, below)))
        problems.tell(records[at + 1][0], "D015", "像是表头下面的单位行", value, "请删除这一行，单位已在表结构中规定")
        taken = at + 2
    return Header(columns, taken, len(cells))


def folded(title: str) -> str:
    """Return a header as it is compared: no spaces, no full-width letters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", title))


def _titles(cells: Sequence[str]) -> tuple[str, ...]:
    """Return a record's cells as headers, without the empty ones at its end."""
    titles = [cell.strip().strip("\ufeff\u200b") for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    return tuple(titles)


def _lines(lines: Sequence[int]) -> str:
    return f"第{lines[0]}行" if len(lines) == 1 else f"第{lines[0]}～{lines[-1]}行"


def _find(records: Sequence[Record], schema: TableSchema) -> int:
    """Return the index of the first record that has half of the headers; the first of all when none has."""
    known = {folded(field.title) for field in schema.fields}
    for index, (_, cells) in enumerate(records[:MOST_ABOVE]):
        if 2 * len(known & {folded(cell) for cell in cells}) >= len(known):
            return index
    return 0


def _joined(titles: tuple[str, ...], below: tuple[str, ...], schema: TableSchema) -> tuple[str, ...]:
    """Return the header that two records make together, or nothing when the first is whole or the two do not fit."""
    known = {field.title for field in schema.fields}
    if known <= set(titles) or not known - set(titles) <= set(below):
        return ()
    width = max(len(titles), len(below))
    upper, lower = [(*row, *[""] * (width - len(row))) for row in (titles, below)]
    return tuple(low if low in known else high for high, low in zip(upper, lower, strict=True))


def _is_unit_row(below: tuple[str, ...], schema: TableSchema) -> bool:
    units = {field.unit for field in schema.fields if field.unit}
    words = [re.sub("[（）()]|单位[:：]", "", word) for word in below if word]
    return bool(words) and all(word in units for word in words)


def _columns(line: int, schema: TableSchema, problems: TableProblems) -> tuple[int, ...] | None:
    """Return where each field of the schema stands, or None when the header does not fit."""
    titles, known = problems.titles, [field.title for field in schema.fields]
    before = problems.count
    if not _tell_another_thing(line, schema, problems):
        plain = [folded(title) for title in titles]
        for index, title in enumerate(titles):
            if not title:
                message = f"{column_letter(index)}列的表头是空的"
                problems.tell(line, "D003", message, cure="请填写表头，或删除这一列")
            elif plain.index(plain[index]) != index:
                first = column_letter(plain.index(plain[index]))
                problems.tell(line, "D004", f"表头重复，{first}列已有", title, "请删除一列", index)
            elif title not in known:
                message, cure = _unknown(title, schema, titles)
                problems.tell(line, "D003", message, title, cure, index)
        meant = {_meant(title, schema) for title in titles}
        for title in known:
            if title not in titles and title not in meant:
                problems.tell(line, "D005", f"缺少表头“{title}”", cure="请补上这一列")
    return None if problems.count > before else tuple(titles.index(title) for title in known)


def _tell_another_thing(line: int, schema: TableSchema, problems: TableProblems) -> bool:
    """Tell what makes all columns wrong at once; say whether there is such a thing."""
    titles, known = problems.titles, [field.title for field in schema.fields]
    if len(titles) > MOST_COLUMNS:
        cure = f"最多{MOST_COLUMNS}列；请检查是否选错了文件，或表中有多余的列"
        problems.tell(line, "D013", f"有{len(titles)}列，太多了", cure=cure)
    elif len(titles) == 1 < len(known) and any(titles[0].split(mark)[0].strip() in known for mark in _SEPARATORS):
        problems.tell(line, "D009", "列之间不是英文逗号", cure="请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”")
    elif _scrambled(titles):
        index, right = _scrambled(titles)[0]
        cure = "请从原文件重新导出为“CSV UTF-8”，不要转码后再保存"
        problems.tell(line, "D012", f"是乱码，原文像是“{right}”", titles[index], cure, index)
    elif _is_data(titles, schema):
        problems.tell(line, "D005", "第一行像是数据，没有表头", cure=f"请在最上面加一行表头：{'、'.join(known)}")
    elif len(known) > 1 and not any(_meant(title, schema) or nearest(title, known) for title in titles):
        cure = f"请检查是否选错了文件；表头应为：{'、'.join(known)}"
        problems.tell(line, "D005", f"前{MOST_ABOVE}行里没有表头", titles[0], cure)
    else:
        return False
    return True


def _scrambled(titles: tuple[str, ...]) -> list[tuple[int, str]]:
    found = ((index, unscrambled(title)) for index, title in enumerate(titles))
    return [(index, right) for index, right in found if right]


def _is_data(titles: tuple[str, ...], schema: TableSchema) -> bool:
    """Say whether the first row reads as a row of data, number for number and day for day."""
    typed = [(text, field) for text, field in zip(titles, schema.fields, strict=False) if field.type != "string"]
    if len(titles) > len(schema.fields) or not any(text for text, _ in typed):
        return False
    try:
        return all(read_cell(text, field) is not None for text, field in typed if text)
    except CellFault:
        return False


def _meant(title: str, schema: TableSchema) -> str:
    """Return the header that one surely means which has spaces or its unit beside it; nothing for another."""
    match = _WITH_UNIT.fullmatch(title)
    plain = {folded(title), folded(match[1]) if match else ""}
    return next((field.title for field in schema.fields if folded(field.title) in plain), "")


def _unknown(title: str, schema: TableSchema, titles: tuple[str, ...]) -> tuple[str, str]:
    """Return what to say about a header that the schema does not know."""
    free = [field for field in schema.fields if field.title not in titles]
    match = _WITH_UNIT.fullmatch(title)
    field = next((field for field in free if field.title == _meant(title, schema)), None)
    if match and field and field.unit and match[2] not in (field.unit, f"单位{field.unit}"):
        return f"表头的单位“{match[2]}”与规定的“{field.unit}”不同", f"请换算成{field.unit}，表头写成“{field.title}”"
    if field:
        return "不认识的表头", f"请写成“{field.title}”"
    near = nearest(title, [field.title for field in free])
    known = "、".join(field.title for field in schema.fields)
    return "不认识的表头", f"是否指“{near}”？" if near else f"可用的表头有：{known}"
