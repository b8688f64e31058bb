"""Specimens (样张): a report of two bureaux with everything that a document can hold, built from model objects."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime

from builders.model.document import (
    Alignment,
    Annex,
    Cell,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItems,
    Paragraph,
    Reference,
    Remark,
    Strong,
    Table,
    Text,
)
from builders.model.manuscript import Asset, Manuscript, Masthead
from builders.typeset.numbering import number

LONG_COUNTY = "喀喇沁左翼蒙古族自治县"


def png(width: int = 640, height: int = 360) -> bytes:
    """A grey bar chart of five bars, made without any drawing library."""
    rows = []
    for y in range(height):
        row = bytearray(b"\xff" * width)
        for bar in range(5):
            left = width * (2 * bar + 1) // 11
            if height - y < height * (bar + 2) // 8:
                row[left : left + width // 11] = bytes([60 + 40 * bar]) * (width // 11)
        rows.append(b"\x00" + bytes(row))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def text(*parts: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def prose(*parts: str | Inline) -> Paragraph:
    return Paragraph(text(*parts))


def cells(*row: str | Inline) -> tuple[Cell, ...]:
    return tuple(Cell(text(cell)) for cell in row)


def table(
    identifier: str, caption: str, alignments: str, header: str, rows: list[str], unit: str = "", total: bool = False
) -> Table:
    """A table from words with spaces between: ``alignments`` are l, c and r."""
    sides: dict[str, Alignment] = {"l": "left", "c": "center", "r": "right"}
    return Table(
        identifier,
        text(caption),
        tuple(sides[side] for side in alignments),
        cells(*header.split()),
        tuple(cells(*row.split()) for row in rows),
        unit,
        total,
    )


PROGRESS = table(
    "tbl-tasks", "四项任务进展情况", "lrrrrr",
    "任务 项目数（个） 已开工（个） 已完工（个） 计划投资（万元） 完成投资（万元）",
    [
        "完善社区服务设施 12 10 4 1,286.50 642.30",
        "打造宜居生活环境 9 9 5 2,310.00 1,408.75",
        "推进智能化服务 4 2 0 320.00 58.00",
        "健全社区治理机制 3 3 2 46.80 31.20",
        "合计 28 24 11 3,963.30 2,140.25",
    ],
    total=True,
)  # fmt: skip

MONEY = table(
    "tbl-money", "资金筹措和使用情况", "lrrrr", "资金来源 计划 到位 支出 到位率",
    [
        "中央财政 1,200.00 1,200.00 806.40 100.0%",
        "省级财政 600.00 450.00 300.10 75.0%",
        "市县财政 800.00 520.00 410.55 65.0%",
        "专项债券 900.00 400.00 388.20 44.4%",
        "社会资本 363.30 200.00 180.00 55.1%",
        "居民出资 100.00 62.50 55.00 62.5%",
        "合计 3,963.30 2,832.50 2,140.25 71.5%",
    ],
    unit="万元", total=True,
)  # fmt: skip

STANDARDS = table(
    "tbl-standards", "社区设施达标情况", "lrrrccclll",
    "社区 户数 综合服务设施（㎡） 每百户面积（㎡） 养老服务站 托育设施 便利店 牵头单位 责任人 备注",
    [
        "双塔区示例社区一 2,310 820.0 35.5 有 无 有 住房和城乡建设局 张镕 托育设施年底前开工",
        "双塔区示例社区二 1,985 410.0 20.7 无 无 有 民政局 李𠮷 需补建综合服务设施并协调既有用房",
        "双塔区示例社区三 3,102 1,240.5 40.0 有 有 有 住房和城乡建设局 王珺 —",
    ],
)  # fmt: skip

LEDGER = table(
    "tbl-ledger", "项目台账", "clllrrrc", "序号 项目名称 任务 建设方式 计划投资 完成投资 完成率 状态",
    [
        f"{i} 示例社区第{i}号综合服务设施与老旧管网改造提升工程 {'完善设施' if i % 2 else '宜居环境'} "
        f"{'改造' if i % 3 else '新建'} {100 + i * 7}.00 {50 + i * 3}.50 {40 + i}.{i % 10}% "
        f"{'在建' if i % 4 else '完工'}"
        for i in range(1, 31)
    ],
    unit="万元",
)  # fmt: skip

LAW = Footnote((prose("《城市居住区规划设计标准》（GB 50180-2018）第5.0.3条。"), prose("本表按每百户30㎡计算。")))
SOURCE = Footnote((prose("见", Link(text("住房和城乡建设部网站"), "https://www.mohurd.gov.cn/"), "。"),))


def document() -> Document:
    """The specimen's document, numbered."""
    return numbered(
        Document(
            (
                prose(
                    "按照《住房和城乡建设部办公厅 民政部办公厅关于开展完整社区建设试点工作的通知》"
                    "（建办科〔2022〕48号）要求，现将2023年上半年完整社区建设试点工作情况报告如下。"
                ),
                Heading(1, text("试点基本情况")),
                prose(
                    "全区共有试点社区3个，7397户，居民“一老一小”服务需求突出。截至6月30日，累计开工项目24个，完成投资2140.25万元，占计划的"
                    "54.0%，",
                    Strong(text("比上年末提高21.6个百分点")),
                    SOURCE,
                    "，",
                    Emphasis(text("总体进展顺利")),
                    "（见",
                    Reference("tbl-tasks"),
                    "、",
                    Reference("fig-investment"),
                    "和",
                    Reference("annex-ledger"),
                    "）。",
                ),
                PROGRESS,
                Remark(text("注：完成投资截至2023年6月30日，由项目台账汇总。")),
                Heading(1, text("进展成效")),
                Heading(2, text("完善社区基本公共服务设施")),
                prose(
                    "建成社区综合服务设施4处，每百户面积达到标准",
                    LAW,
                    "。社区食堂由居民𠮷先生、镕女士等联名提议，面积120㎡。",
                ),
                Heading(3, text("服务设施")),
                prose("新建养老服务站2处。"),
                Heading(4, text("无障碍改造")),
                prose("加装电梯6部，改造坡道18处。", LineBreak(), "其中牡丹里3部。"),
                MONEY,
                prose("资金到位率为71.5%，其中专项债券到位较慢。"),
                Figure(
                    "fig-investment",
                    text("各半年完成投资情况"),
                    "柱形图：五个半年的完成投资逐期上升。",
                    "investment",
                    0.8,
                ),
                Heading(1, text("存在问题")),
                ListItems(
                    True, ((prose("资金缺口较大。"),), (prose("设施短板明显，", Strong(text("托育设施")), "不足。"),))
                ),
                ListItems(False, ((prose("专业人才不足。"), prose("社工仅12人。")), (prose("居民参与度不高。"),))),
                Heading(1, text("下一步工作打算")),
                *(
                    prose(f"{month}月底前完成第{month - 6}批项目招标，督促施工单位倒排工期、挂图作战，" * 3 + "。")
                    for month in (7, 8, 9, 10)
                ),
            ),
            (
                Annex(
                    "双塔区完整社区建设试点2023年上半年项目台账",
                    (LEDGER, Remark(text("注：按任务排列。"))),
                    "annex-ledger",
                ),
                Annex("社区设施达标情况对照表", (prose("按每百户不少于30平方米核算。"), STANDARDS), "annex-standards"),
            ),
        )
    )


def manuscript(county: str = "双塔区") -> Manuscript:
    """The specimen's manuscript: two bureaux report upwards, a draft with invented data."""
    bureaux = (f"{county}住房和城乡建设局", f"{county}民政局")
    return Manuscript(
        notice="chaoyang",
        artifact="half-year",
        unit=county,
        period="2023H1",
        title=f"{county}2023年上半年完整社区建设试点工作半年总结报告",
        date=date(2023, 7, 10),
        moment=datetime(2023, 7, 9, 16, 0, 1, tzinfo=UTC),
        status="draft",
        markdown="",
        masthead=Masthead(bureaux),
        addressees=("朝阳市住房和城乡建设局", "朝阳市民政局"),
        signers=bureaux,
        marks=("示例数据", "草稿"),
        assets=(Asset("investment", (("svg", b"<svg/>"), ("png", png()))),),
    )


def bare() -> Manuscript:
    """A manuscript without masthead, addressees, signature, marks and pictures."""
    return replace(manuscript(), masthead=None, addressees=(), signers=(), marks=(), assets=())


def numbered(subject: Document) -> Document:
    """A document with its numbers, as the writers get it."""
    done, missing = number(subject)
    assert missing == []
    return done


def calibration() -> Document:
    """Two full pages and a line of nothing but Han characters, for the count of lines and characters."""
    return numbered(Document((Paragraph(text("国" * (28 * 45 - 2))),)))
