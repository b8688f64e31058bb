"""Manuscripts for the tests of typesetting: a small one from any Markdown, and one with everything in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from builders.model.manuscript import Asset, Manuscript, Masthead

PLAIN = Manuscript(
    notice="chaoyang",
    artifact="half-year",
    unit="211302",
    period="2023H1",
    title="双塔区完整社区建设试点工作2023年上半年总结报告",
    date=date(2023, 6, 8),
    moment=datetime(2023, 6, 7, 16, tzinfo=UTC),
    status="final",
    markdown="",
)
COUNTY = "喀喇沁左翼蒙古族自治县"
SENTENCE = (
    "坚持问题导向和目标导向，聚焦群众反映强烈的突出问题，统筹推进社区服务设施建设、居住环境改善、智慧服务提升和治理机制完善，"
    "建立“县级统筹、部门联动、街道落实、居民参与”的工作机制，累计召开调度会12次，协调解决具体事项36个，群众满意度达到96.5%。"
)


def picture(name: str) -> Asset:
    """Return a picture without content, for tests that only name it."""
    return Asset(name, (("svg", b"<svg/>"), ("png", b"")))


def manuscript(markdown: str, **changes: Any) -> Manuscript:  # noqa: ANN401 - any field of a Manuscript
    """Return a small manuscript with this Markdown."""
    return replace(PLAIN, markdown=markdown, **changes)


@cache
def chart(name: str) -> Asset:
    """Return a real chart, drawn as SVG paths and as PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib.figure import Figure as Canvas

    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": name}):
        canvas = Canvas(figsize=(6.1, 3.0))
        axes = canvas.add_subplot()
        axes.bar(["2023H1", "2023H2", "2024H1"], [812.5, 1204.25, 466.0], color="0.4", width=0.5)
        axes.set_ylabel("10k yuan")
        renditions = []
        for suffix in ("png", "svg"):
            stream = BytesIO()
            metadata = {"Date": None, "Creator": None} if suffix == "svg" else {"Software": None}
            canvas.savefig(stream, format=suffix, dpi=150, metadata=metadata)
            renditions.append((suffix, stream.getvalue()))
    return Asset(name, tuple(renditions))


def table(columns: int, rows: int, *, caption: str = "", total: bool = False) -> str:
    """Return a pipe table of names and numbers."""
    names = [
        "序号",
        "项目名称",
        "任务",
        "建设方式",
        "总投资（万元）",
        "累计完成投资（万元）",
        "完工率（%）",
        "状态",
        "计划完工",
        "备注",
    ]
    marks = [":--:", ":---", ":---", ":--:", "---:", "---:", "---:", ":--:", ":--:", ":---"]
    lines = ["| " + " | ".join(names[:columns]) + " |", "|" + "|".join(marks[:columns]) + "|"]
    for index in range(1, rows + 1):
        cells = [
            str(index),
            f"示例社区第{index}号综合服务设施改造提升项目",
            ("完善社区服务设施", "打造宜居生活环境", "推进智能化服务", "健全社区治理机制")[index % 4],
            ("新建", "改造")[index % 2],
            f"{index * 37.5:.2f}",
            f"{index * 12.25:.2f}",
            f"{index * 3 % 100:.1f}",
            ("在建", "已完工", "未开工")[index % 3],
            f"2024年{index % 12 + 1}月",
            "无",
        ]
        if total and index == rows:
            cells[:2] = ["　", "合计"]
        lines.append("| " + " | ".join(cells[:columns]) + " |")
    return "\n".join(lines) + (f"\n\n: {caption}\n" if caption else "\n")


def everything() -> Manuscript:
    """Return a manuscript with every kind of block, a joint masthead, footnotes, rare characters and long annexes."""
    body = [
        "按照《关于印发朝阳市开展完整社区建设试点工作实施方案的通知》（朝住建发〔2022〕44号）要求，现将有关工作情况报告如下。",
        "# 试点基本情况",
        f"试点社区由王镕、李堃、赵玥等同志负责，建筑面积1280㎡[^1]。{SENTENCE}",
        "# 进展成效",
        f"{SENTENCE}四项任务进展见[](#tbl-tasks)，各报告期完成投资见[](#fig-money)，项目台账见[](#annex-ledger)。",
        table(7, 5, caption='四项任务进展情况 {#tbl-tasks unit="万元" total="true"}', total=True),
        "::: remark\n注：数据截至2023年5月31日。\n:::",
        "## 完善社区服务设施",
        f"{SENTENCE}**重点项目**进展顺利，*有关情况*已报送[市住房和城乡建设局](https://www.example.gov.cn/a?b=1)。{SENTENCE}",
        '![各报告期完成投资](assets/fig-money.svg){#fig-money alt="2023年上半年完成812.5万元" width=90%}',
        "## 打造宜居生活环境",
        f"{SENTENCE}[^2]",
        "### 设施改造",
        SENTENCE,
        "#### 道路",
        SENTENCE * 3,
        table(4, 8, caption="建设方式"),
        "# 主要做法",
        f"1. 加强组织领导。{SENTENCE}\n2. 加强资金保障。{SENTENCE}",
        "- 明确责任；\n- 明确时限。",
        '![各任务完成率](assets/fig-tasks.svg){#fig-tasks alt="四项任务的完成率" width=80%}',
        "# 存在问题",
        SENTENCE * 2,
        table(10, 14, caption='项目明细 {#tbl-all unit="万元"}'),
        "# 下一步工作打算",
        SENTENCE * 4,
        "特此报告。",
        f'::: {{.annex title="{COUNTY}完整社区建设试点项目实施台账" #annex-ledger}}',
        table(9, 30, total=True),
        "::: remark\n注：累计完成投资为项目开工以来的合计数。\n:::",
        ":::",
        '::: {.annex title="社区服务设施配建对照表"}',
        table(6, 6),
        "# 说明",
        SENTENCE,
        ":::",
        "[^1]: 建筑面积以不动产登记为准；数据由街道提供，经民政部门核对后填报，与统计年报口径一致，其他面积均为估算。",
        "[^2]: 见《城市居住区规划设计标准》（GB 50180-2018）。",
    ]
    return manuscript(
        "\n\n".join(body) + "\n",
        title=f"{COUNTY}完整社区建设试点工作2023年上半年总结报告",
        masthead=Masthead(
            (f"{COUNTY}住房和城乡建设局", f"{COUNTY}民政局"), "喀住建发〔2023〕12号", ("张三", "欧阳宏伟")
        ),
        addressees=("朝阳市住房和城乡建设局", "朝阳市民政局"),
        signers=(f"{COUNTY}住房和城乡建设局", f"{COUNTY}民政局"),
        marks=("示例数据", "草稿"),
        assets=(chart("fig-money"), chart("fig-tasks")),
    )
