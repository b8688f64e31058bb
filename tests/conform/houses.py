"""House documents (本工具能印的公文): manuscripts of every form; most pairs of features meet in one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from random import Random
from typing import Any

from builders.model.document import Document
from builders.model.manuscript import Attendance, Imprint, Manuscript, Masthead
from builders.model.standard import PAGE
from builders.typeset.markdown import parse
from builders.typeset.opening import opening
from tests.typeset.samples import COUNTY, SENTENCE, chart, manuscript, table

MOST_ADDRESSEE_LINES = 2
LEAST_TEXT_LINES = 2
MOST_BELOW_TABLES = 3
_OFFICES = ("民政局", "财政局", "水务局", "教育局", "卫生健康局", "住房和城乡建设局")
SHORT_NAMES = tuple(f"双塔区{name}" for name in _OFFICES)
LONG_NAMES = tuple(f"{COUNTY}{name}" for name in (_OFFICES[-1], *_OFFICES[:-1]))
MIXED_NAMES = ("双塔区委", f"{COUNTY}人民政府办公室", *SHORT_NAMES[:4])
NAMES = {"short": SHORT_NAMES, "long": LONG_NAMES, "mixed": MIXED_NAMES}
SIGNATORIES = ("张三", "欧阳宏伟", "李四光", "王镕", "赵玥")
SHORT = "按照有关要求，现将有关情况报告如下。"
LINES = "\n\n".join(f"第{number}项工作已经按期完成。" for number in range(1, 31))
AFTER = f"\n\n{SENTENCE * 3}\n\n特此报告。"
LONG_TITLE = "双塔区完整社区建设试点项目实施台账及各部门各街道责任分工和完成时限一览表"

BODIES = {
    "one short paragraph": SHORT,
    "one line and a half": SHORT + "其中，新建综合服务设施两处。",
    "one line without a comma": "现将有关情况予以公布。",
    "one sentence": SENTENCE,
    "a broken line": f"{SENTENCE}\n\n具体地点如下：\n\n示例社区综合服务设施，\\\n示例社区养老服务站。\n\n特此通知。",
    "text of pages": "\n\n".join([SENTENCE * 4] * 6),
    "paragraphs of one line": LINES,
    "a few paragraphs of one line": SHORT + "\n\n已完成三项。\n\n特此报告。",
    "headings": f"{SENTENCE}\n\n# 基本情况\n\n{SENTENCE}\n\n## 设施\n\n### 道路\n\n{SENTENCE}\n\n#### 路面\n\n"
                f"{SENTENCE}\n\n# 做法\n\n{SENTENCE}\n\n特此报告。",
    "a list at the end": f"{SENTENCE}\n\n1. 加强领导。{SENTENCE}\n2. 加强保障。\n3. 明确责任。",
    "a dashed list at the end": f"{SENTENCE}\n\n- 明确责任；\n- 明确时限。",
    "a table at the end": f"{SENTENCE}\n\n" + table(4, 5, caption='建设方式 {#tbl-ways unit="个"}'),
    "a table of pages at the end": f"{SENTENCE}\n\n" + table(4, 70, caption="项目 {#tbl-long}"),
    "a table of pages": f"{SENTENCE}\n\n" + table(4, 70, caption="项目 {#tbl-long}") + AFTER,
    "a landscape table": f"{SENTENCE}\n\n" + table(10, 14, caption='明细 {#tbl-all orientation="landscape"}') + AFTER,
    "a figure at the end": f"{SENTENCE}\n\n"
                           '![完成投资](assets/fig-money.svg){#fig-money alt="三个半年逐期上升" width=90%}',
    "footnotes": f"{SENTENCE}[^1]\n\n{SENTENCE * 2}[^2]\n\n特此报告。\n\n[^1]: 数据由街道提供。\n[^2]: 口径见上。",
    "a title for each line": "\n\n".join(f"# 第{ten}项\n\n已经完成。" for ten in "甲乙丙丁"),
}  # fmt: skip
TURNED = '\n\n::: {.annex title="项目明细" orientation="landscape"}\n'
ANNEXES = {
    "none": "",
    "one": '\n\n::: {.annex title="项目实施台账"}\n' + table(4, 5) + "\n:::\n",
    "one with a long name": f'\n\n::: {{.annex title="{LONG_TITLE}"}}\n{SENTENCE}\n:::\n',
    "two": '\n\n::: {.annex title="项目实施台账"}\n' + table(4, 30)
           + f'\n:::\n\n::: {{.annex title="设施对照表"}}\n# 说明\n\n{SENTENCE}\n:::\n',
    "three with long names": "".join(
        f'\n\n::: {{.annex title="{name}{LONG_TITLE}"}}\n{SENTENCE}\n:::\n' for name in ("甲街道", "乙街道", "丙街道")
    ),
    "landscape": TURNED + table(10, 12) + '\n:::\n\n::: {.annex title="说明"}\n一段。\n:::\n',
    "landscape at the end": TURNED + table(10, 40) + "\n:::\n",
}  # fmt: skip
EDGES = {
    "none": {},
    "all": {"copy_number": "000001", "classification": "秘密★1年", "urgency": "特急"},
    "urgent": {"urgency": "加急"},
    "secret": {"classification": "机密"},
    "numbered": {"copy_number": "000012", "classification": "秘密★10年"},
}
ANNOTATIONS = {
    "none": "",
    "public": "此件公开发布",
    "contact": "联系人：张三，联系电话：0421-1234567",
    "long": "联系人：双塔区住房和城乡建设局社区建设科张三，联系电话：0421-1234567，电子邮箱：zhang@example.gov.cn",
}
PRINTED = date(2023, 12, 30)
IMPRINTS = {
    "none": None,
    "printer": Imprint("双塔区人民政府办公室", PRINTED),
    "copies": Imprint("双塔区民政局办公室", PRINTED, ("市民政局", "区财政局")),
    "many copies": Imprint("双塔区人民政府办公室", PRINTED, tuple(f"{COUNTY}{name[3:]}" for name in SHORT_NAMES) * 2),
    "long printer": Imprint(f"{COUNTY}住房和城乡建设局办公室", PRINTED, ("市民政局",)),
    "longer printer": Imprint(f"{COUNTY}完整社区建设试点工作领导小组办公室综合协调组", PRINTED),
}
PEOPLE = tuple(f"{name}{who}" for name in SHORT_NAMES for who in ("张三", "欧阳宏伟"))
ATTENDANCES = {
    "none": (),
    "short": (Attendance("出席", ("张三", "李四")), Attendance("请假", ("王五",))),
    "long": (Attendance("出席", PEOPLE), Attendance("请假", ("王五",)), Attendance("列席", PEOPLE[:7])),
}
TITLES = {
    "one line": "关于开展普查的通知",
    "two lines": "双塔区完整社区建设试点工作2023年上半年总结报告",
    "three lines": f"{COUNTY}住房和城乡建设局关于{COUNTY}完整社区建设试点工作2023年上半年进展情况的报告",
    "four lines of its own": "双塔区民政局\n双塔区财政局\n关于试点工作\n情况的报告",
}
ADDRESSEES = {
    "none": (),
    "one": ("朝阳市民政局",),
    "many": tuple(f"朝阳市{name[3:]}" for name in SHORT_NAMES),
}
NUMBERS = {
    "given": "双政发〔2023〕12号",
    "draft": "",
    "long": "喀住建民政联发〔2023〕128号",
    "count": "双民发〔2023〕1号",
}
MINUTES_NUMBERS = {"given": "〔2023〕3号", "draft": "", "long": "〔2023〕第3期", "count": "第3期"}

FEATURES: Mapping[str, Sequence[Any]] = {
    "kind": ("upward", "downward", "letter", "minutes", "none"),
    "names": tuple(NAMES),
    "issuers": (1, 2, 3, 4, 5, 6),
    "signatories": (0, 1, 2, 3, 4, 5),
    "sealed": (False, True),
    "signers": (0, 1, 2, 3, 4, 5, 6),
    "date": (date(2023, 6, 8), date(2023, 12, 28)),
    "annexes": tuple(ANNEXES),
    "edges": tuple(EDGES),
    "annotation": tuple(ANNOTATIONS),
    "imprint": tuple(IMPRINTS),
    "attendance": tuple(ATTENDANCES),
    "title": tuple(TITLES),
    "addressees": tuple(ADDRESSEES),
    "body": tuple(BODIES),
    "number": tuple(MINUTES_NUMBERS),
    "marks": ((), ("示例数据", "草稿")),
}
Features = dict[str, Any]


def family(count: int, seed: int = 9704) -> list[Features]:
    """Return so many sets of features; each is, of some drawn by lot, the one with most pairs not yet seen."""
    lots, seen, found = Random(seed), set[tuple[Any, ...]](), []
    for _ in range(count):
        drawn = [{name: lots.choice(values) for name, values in FEATURES.items()} for _ in range(60)]
        best = max(drawn, key=lambda features: len(_pairs(features) - seen))
        seen |= _pairs(best)
        found.append(best)
    return found


def _pairs(features: Features) -> set[tuple[Any, ...]]:
    return set(combinations(features.items(), 2))


@dataclass(frozen=True)
class House:
    """A manuscript and its document tree."""

    manuscript: Manuscript
    document: Document


def house(features: Features) -> House:
    """Return the document that has these features, with as many issuers as leave its first page room for text."""
    made, most = _house(features), PAGE.lines - MOST_ADDRESSEE_LINES - LEAST_TEXT_LINES
    while opening(made.manuscript).text_line > most and features["issuers"] > 1:
        features = {**features, "issuers": features["issuers"] - 1}
        made = _house(features)
    return made


def _house(features: Features) -> House:
    kind, names = features["kind"], NAMES[features["names"]]
    # No page holds a table or a picture together with six seals and their names.
    signers = min(features["signers"], MOST_BELOW_TABLES) if "end" in features["body"] else features["signers"]
    annexes = ANNEXES[features["annexes"]] if kind != "none" else ""
    markdown = BODIES[features["body"]] + annexes
    made = manuscript(
        markdown,
        title=TITLES[features["title"]],
        date=features["date"],
        masthead=None if kind == "none" else _masthead(features, names),
        addressees=ADDRESSEES[features["addressees"]] if kind not in ("none", "minutes") else (),
        signers=names[:signers],
        sealed=features["sealed"],
        annotation=ANNOTATIONS[features["annotation"]] if signers else "",
        attendance=ATTENDANCES[features["attendance"]] if kind == "minutes" else (),
        imprint=IMPRINTS[features["imprint"]],
        marks=features["marks"],
        assets=(chart("fig-money"),) if "fig-money" in markdown else (),
    )
    return House(made, _parsed(markdown))


@cache
def _parsed(markdown: str) -> Document:
    return parse(manuscript(markdown, assets=(chart("fig-money"),) if "fig-money" in markdown else ()))


def _masthead(features: Features, names: tuple[str, ...]) -> Masthead:
    kind = features["kind"]
    document = kind in ("upward", "downward")
    return Masthead(
        names[: features["issuers"]],
        MINUTES_NUMBERS[features["number"]] if kind == "minutes" else NUMBERS[features["number"]],
        SIGNATORIES[: features["signatories"]] if kind == "upward" else (),
        upward=kind == "upward",
        kind="document" if document else kind,
        letterhead="双塔区完整社区建设联席会议纪要" if kind == "minutes" else "",
        **EDGES[features["edges"]],
    )
