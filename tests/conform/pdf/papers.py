"""Good papers (合格样张): a report with every element, a letter and minutes, each as the standard asks."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.conform.pdf.press import (
    CHARACTER,
    FOOT,
    LEFT,
    MM,
    TOP,
    Bar,
    Pages,
    Paper,
    Words,
    at,
    ending,
    folios,
    middle,
)

RED = "FF0000"
RIGHT = LEFT + 156 * MM
SENTENCE = "坚持问题导向和目标导向，聚焦群众反映强烈的突出问题，统筹推进社区服务设施建设和居住环境改善，"
TITLE: dict[str, Any] = {"face": "小标宋", "size": 22.0, "pitch": 22.0}
FIRST: dict[str, Any] = {"face": "黑体"}
SECOND: dict[str, Any] = {"face": "楷体"}
SMALL: dict[str, Any] = {"size": 14.0, "pitch": 14.0}


def title(page: int, row: float, text: str) -> Words:
    return middle(at(page, row, text, **TITLE))


@cache
def report() -> Paper:
    """A report upwards with secrecy, two signers, two annexes – the second lies across –, remark and imprint."""
    words = [
        at(1, 1, "000012"),
        at(1, 2, "秘密★1年", face="黑体"),
        at(1, 3, "特急", face="黑体"),
        middle(Words(1, "双塔区人民政府文件", 0, TOP + 35 * MM + 0.85 * 40, "小标宋", 40.0, RED, 40.0)),
        at(1, 8, "双政发〔2024〕12号", 1),
        ending(at(1, 8, "签发人："), RIGHT - 8 * CHARACTER),
        ending(at(1, 8, "张文远　李思齐", face="楷体"), RIGHT - CHARACTER),
        title(1, 11, "双塔区人民政府关于完整社区建设"),
        title(1, 12, "试点工作情况的报告"),
        at(1, 14, "朝阳市人民政府："),
    ]
    rule = Bar(1, LEFT, TOP + 8 * 225 * MM / 22 - 6.5 + 4 * MM + 0.5, 156 * MM, 1.0, RED)
    text = Pages(1, 15)
    text.paragraph(f"按照有关要求，现将工作情况报告如下。{SENTENCE * 3}有关情况良好。")
    text.add("一、基本情况", 2, **FIRST)
    for level in ("（一）服务设施", "（二）居住环境"):
        text.add(level, 2, **SECOND)
        text.paragraph(f"{SENTENCE * 7}有序推进。")
    text.add("1.设施改造", 2)
    text.add("（1）道路", 2)
    text.add("二、下一步打算", 2, **FIRST)
    text.paragraph(f"{SENTENCE * 9}确保按期完成。")
    text.paragraph("特此报告。")
    text.skip()
    text.add("附件：1.项目实施台账", 2)
    text.add("2.服务设施对照表", 5)
    text.skip()
    closing, row = text.page, text.row
    name = ending(at(closing, row, "双塔区住房和城乡建设局"), RIGHT - 2 * CHARACTER)
    words += [*text.words, name]
    words.append(at(closing, row + 1, "2024年6月8日", (name.x - LEFT) / CHARACTER + 2))
    words.append(at(closing, row + 2, "（联系人：王某，电话：略）", 2))
    annex = closing + 1
    words += [at(annex, 1, "附件1", face="黑体"), title(annex, 3, "项目实施台账")]
    words += [at(annex, 5, "台账按任务排列，数据由各街道填报并经核对。", 2)]
    across, last = annex + 1, annex + 2
    words += _turned(across)
    words += [at(last, 1, "附件说明完毕，以下为版记。", 2)]
    words += [
        Words(last, "抄送：市住房和城乡建设局，市民政局。", LEFT + 14, FOOT - 28, **SMALL),
        Words(last, "双塔区人民政府办公室", LEFT + 14, FOOT - 6, **SMALL),
        ending(Words(last, "2024年6月8日印发", 0, FOOT - 6, **SMALL), RIGHT - 14),
    ]
    rules = [
        rule,
        Bar(last, LEFT, FOOT - 44, 156 * MM, 0.35 * MM),
        Bar(last, LEFT, FOOT - 22, 156 * MM, 0.25 * MM),
        Bar(last, LEFT, FOOT, 156 * MM, 0.35 * MM),
    ]
    words += folios(range(1, last + 1), (across,))
    return Paper(tuple(words), (*rules, *_table(across)), last, (across,))


def _turned(page: int) -> list[Words]:
    """An annex on a page that lies across: its type area begins 35 mm from the left and 28 mm from the top."""
    left, top = 35 * MM, 28 * MM
    down = top - TOP
    label, head = at(page, 1, "附件2", face="黑体"), title(page, 3, "服务设施对照表")
    centre = left + 112.5 * MM
    return [
        Words(page, label.text, left, label.baseline + down, "黑体"),
        middle(Words(page, head.text, 0, head.baseline + down, **TITLE), centre),
        Words(page, "社区", left + 10, top + 130, size=10.5, pitch=10.5),
        Words(page, "面积", left + 330, top + 130, size=10.5, pitch=10.5),
    ]


def _table(page: int) -> list[Bar]:
    left, top, width = 35 * MM, 28 * MM + 115, 225 * MM
    level = [Bar(page, left, top + 20 * step, width, 0.5) for step in range(3)]
    return [*level, *(Bar(page, left + share * width, top, 40, 0.5, down=True) for share in (0, 0.5, 1))]


@cache
def sealed() -> Paper:
    """A notice with a seal: the date four characters from the right, the name centred above it; no signers."""
    text = Pages(1, 11)
    words = [
        middle(Words(1, "双塔区民政局文件", 0, TOP + 35 * MM + 0.85 * 40, "小标宋", 40.0, RED, 40.0)),
        middle(at(1, 8, "双民发〔2024〕3号")),
        title(1, 11, "关于开展服务设施普查的通知"),
        at(1, 13, "各街道办事处："),
    ]
    text.row = 14
    text.paragraph(f"{SENTENCE * 4}现将有关事项通知如下。")
    text.paragraph(f"{SENTENCE * 3}请认真落实。")
    date = ending(at(2, 9, "2024年6月18日"), RIGHT - 4 * CHARACTER)
    name = middle(at(2, 8, "双塔区民政局"), date.x + date.width / 2)
    words += [*text.words, date, name, *folios((1, 2))]
    rule = Bar(1, LEFT, TOP + 8 * 225 * MM / 22 - 6.5 + 4 * MM + 0.5, 156 * MM, 1.0, RED)
    return Paper(tuple(words), (rule,), 2)


@cache
def letter() -> Paper:
    """A letter: double rules, the number at the right, no page number on the first page."""
    text = Pages(1, 7)
    head = middle(Words(1, "双塔区民政局", 0, 30 * MM + 0.85 * 40, "小标宋", 40.0, RED, 40.0), 105 * MM)
    upper = head.baseline + 0.12 * 40 + 4 * MM + 0.8
    words = [
        head,
        ending(Words(1, "双民函〔2024〕5号", 0, upper + 4 + 14 + 0.88 * 16), RIGHT),
        title(1, 6, "关于商请提供数据的函"),
        at(1, 8, "双塔区统计局："),
    ]
    text.row = 9
    text.paragraph(f"{SENTENCE * 5}请予支持。")
    row = text.row + 1
    date = ending(at(1, row + 1, "2024年6月8日"), RIGHT - 2 * CHARACTER)
    name = at(1, row, "双塔区民政局", (date.x - LEFT) / CHARACTER - 2)
    left = 20 * MM
    bars = (
        Bar(1, left, upper, 170 * MM, 1.6, RED),
        Bar(1, left, upper + 3.5, 170 * MM, 0.6, RED),
        Bar(1, left, 277 * MM - 4.5, 170 * MM, 0.6, RED),
        Bar(1, left, 277 * MM - 0.8, 170 * MM, 1.6, RED),
    )
    return Paper((*words, *text.words, name, date), bars)


@cache
def minutes() -> Paper:
    """Minutes: their name in red, the attendance below the text."""
    words = [
        middle(Words(1, "工作专班会议纪要", 0, TOP + 35 * MM + 0.85 * 40, "小标宋", 40.0, RED, 40.0)),
        title(1, 10, "试点工作推进会议纪要"),
    ]
    text = Pages(1, 12)
    text.paragraph(f"{SENTENCE * 4}会议议定以下事项。")
    text.skip()
    for label, name in (("出席：", "王某　李某"), ("请假：", "赵某")):
        text.words.append(at(text.page, text.row, label, 2, face="黑体"))
        text.words.append(at(text.page, text.row, name, 5))
        text.row += 1
    return Paper((*words, *text.words, *folios((1,))))
