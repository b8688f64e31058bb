"""The sheet of explanations (填表说明): what the form is, who fills it in, until when, how it goes back, columns."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from builders.model.form import ACTION, GUIDE, KEYS, OPTIONAL, REMOVE, REQUIRED, Form, sheet_name
from builders.model.notice import Artifact
from builders.typeset.xlsx.cellstyle import cell_at, dress, write_text
from builders.typeset.xlsx.columns import line_count
from builders.typeset.xlsx.explanations import full_explanation
from builders.typeset.xlsx.formtable import EMPTY_ROWS
from builders.typeset.xlsx.sheet import A4, CELL_PT, FACE, LINE_PT, MARGIN_INCHES, ROW_PT, TITLE_PT

_WIDTHS = (6.0, 22.0, 10.0, 56.0)
_HEADERS = ("列", "名称", "必填", "怎样填")


def fill_guide(sheet: Worksheet, form: Form) -> None:
    """Write the explanations into an empty sheet."""
    for at, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    line = _across(sheet, 1, GUIDE, heading=True)
    for name, text in _about(form):
        line = _across(sheet, line, f"{name}：{text}")
    line = _across(sheet, line + 1, "填写和交回", bold=True)
    for number, text in enumerate(_steps(form), 1):
        line = _across(sheet, line, f"{number}. {text}")
    line = _across(sheet, line + 1, "各列怎样填", bold=True)
    _columns(sheet, form, line)
    sheet.protection.sheet = True
    _print(sheet)


def _about(form: Form) -> Iterator[tuple[str, str]]:
    notice = form.notice
    number = f"（{notice.number}）" if notice.number else ""
    yield "表名", f"{form.schema.title}表" + ("（示例数据）" if notice.sample else "")
    yield "填报单位", form.unit.full_name
    yield "依据", f"《{notice.title}》{number}"
    if form.until is not None:
        yield "交回日期", f"{form.until.year}年{form.until.month}月{form.until.day}日前"
    due = [f"{one.title}{_days(one)}前报送" for one in notice.artifacts if one.level == form.unit.level and one.due]
    if due:
        yield "相关报送", "；".join(due)
    if notice.sample:
        yield "注意", "表中是演示编造的示例数据，不是真实数据"


def _days(artifact: Artifact) -> str:
    """Return the due days as people write them: ``每年6月10日、12月10日``, ``2022年12月31日``."""
    days = []
    for day in artifact.due:
        numbers = [str(int(part)) for part in day.split("-")]
        days.append("".join(map("".join, zip(numbers, "年月日"[-len(numbers) :], strict=True))))
    return ("" if artifact.cadence == "once" else "每年") + "、".join(days)


def _steps(form: Form) -> Iterator[str]:
    yield (
        f"只在“{sheet_name(form.schema.title)}”表里填写。灰底的格子（表头、说明行、已有各行的编号）已锁定；"
        "不要改表头，不要插入、删除、合并或隐藏行和列。"
    )
    yield f"已有的行直接改；新增的行接着填在下面，留有{EMPTY_ROWS}个空行。"
    yield f"要删除一行，在这一行最后的“{ACTION}”列选“{REMOVE}”，不要删除整行，也不要只清空内容。"
    yield "没有数据的留空，是零填0。数字只写数字，不写单位，不写“约”“左右”；不要填公式。"
    yield "编号、代码是文字，前面的0要写上；日期写成 2023-06-08 的形式。"
    if any(column.source for column in form.columns):
        yield f"别的表的编号从列表中选，每个编号指什么见“{KEYS}”表。"
    yield "填好后仍保存为 Excel 工作簿（.xlsx），不要设密码，发回给发出这张表的单位。"
    yield "收到的单位先用 make-report import 文件名.xlsx --dry-run 查看会改动哪些数据，再去掉 --dry-run 写入。"


def _columns(sheet: Worksheet, form: Form, first: int) -> None:
    for at, header in enumerate(_HEADERS, 1):
        cell = cell_at(sheet, first, at)
        write_text(cell, header)
        dress(cell, "center", locked=True, bold=True)
    rows = [
        (column.field.title, REQUIRED if column.needed else OPTIONAL, full_explanation(column))
        for column in form.columns
    ]
    rows.append((ACTION, OPTIONAL, f"要删除这一行时选“{REMOVE}”，平时留空"))
    for number, (title, needed, text) in enumerate(rows):
        line = first + 1 + number
        for at, words in enumerate((get_column_letter(number + 1), title, needed, text), 1):
            cell = cell_at(sheet, line, at)
            write_text(cell, words)
            dress(cell, "left" if at in (2, 4) else "center", locked=False)
        lines = max(line_count(title, _WIDTHS[1]), line_count(text, _WIDTHS[3]))
        sheet.row_dimensions[line].height = LINE_PT * lines + ROW_PT


def _across(sheet: Worksheet, line: int, text: str, *, heading: bool = False, bold: bool = False) -> int:
    """Write a text over the whole width and return the next line."""
    cell = cell_at(sheet, line, 1)
    write_text(cell, text)
    points = TITLE_PT if heading else CELL_PT
    cell.font = Font(FACE, points, bold=heading or bold)
    cell.alignment = Alignment(horizontal="center" if heading else "left", vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=len(_WIDTHS))
    lines = line_count(text, sum(_WIDTHS) * CELL_PT / points) * points / CELL_PT
    sheet.row_dimensions[line].height = LINE_PT * lines + ROW_PT
    return line + 1


def _print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = MARGIN_INCHES
