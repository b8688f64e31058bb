"""Good documents (合格的文件): every element of an official document, written by the writers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from builders.conform.finding import Profile
from builders.model.document import Annex, Document, Heading, ListItems, Remark, Strong
from builders.model.manuscript import Attendance, Imprint, Manuscript, Masthead
from builders.typeset.docx import write
from tests.typeset.specimens import manuscript, numbered, prose, table, text

SENTENCE = "坚持问题导向和目标导向，聚焦群众反映强烈的突出问题，统筹推进社区服务设施建设、居住环境改善和治理机制完善。"
OFFICE = "双塔区住房和城乡建设局"
HEAD = Masthead(
    (OFFICE,),
    "双住建发〔2023〕12号",
    ("张三", "欧阳宏伟", "李四"),
    copy_number="000001",
    classification="秘密★1年",
    urgency="特急",
)
TEXT = numbered(
    Document(
        (
            prose("按照《关于开展试点工作的通知》（朝住建发〔2022〕44号）要求，现将有关情况报告如下。" + SENTENCE),
            Heading(1, text("基本情况")),
            prose("先述其一。" + SENTENCE),
            prose("再述其二。" + SENTENCE),
            Heading(2, text("服务设施")),
            prose("又述其三。" + SENTENCE),
            Heading(2, text("居住环境")),
            Heading(3, text("道路")),
            prose(SENTENCE),
            Heading(4, text("路面")),
            prose(SENTENCE),
            Heading(1, text("下一步打算")),
            ListItems(True, ((prose("加强组织领导。"),), (prose("加强", Strong(text("资金保障")), "。"),))),
            table("money", "资金情况", "lrr", "来源 计划 到位", ["财政 1 2", "社会 3 4"], unit="万元"),
            prose("特此报告。"),
        ),
        (
            Annex(
                "项目实施台账", (table("list", "台账", "lrr", "项目 投资 完成", ["甲 1 2"]), Remark(text("注：无。")))
            ),
            Annex("设施对照表", (Heading(1, text("说明")), prose("附件正文。" + SENTENCE))),
        ),
    )
)


def report() -> Manuscript:
    """An upward report with three signers, two annexes and an imprint."""
    return replace(
        manuscript(),
        assets=(),
        title="双塔区完整社区建设试点工作2023年上半年总结报告",
        masthead=HEAD,
        addressees=("朝阳市住房和城乡建设局", "朝阳市民政局"),
        signers=(OFFICE,),
        annotation="联系人：张三，联系电话：0421-1234567",
        imprint=Imprint(f"{OFFICE}办公室", date(2023, 7, 11), ("双塔区人民政府办公室", "双塔区财政局")),
        marks=("示例数据",),
    )


def notice() -> Manuscript:
    """A downward notice: no signers, its number centred."""
    return replace(report(), masthead=Masthead((OFFICE,), "双住建发〔2023〕13号", upward=False))


COUNTY = "喀喇沁左翼蒙古族自治县"
BUREAUX = (OFFICE, "双塔区民政局", "双塔区财政局", "双塔区水务局")
MANUSCRIPTS = {
    "report": report(),
    "notice": notice(),
    "sealed": replace(report(), sealed=True),
    "joint": replace(report(), masthead=replace(HEAD, issuers=BUREAUX[:2]), signers=BUREAUX[:2]),
    "joint with long names": replace(
        report(), signers=(f"{COUNTY}住房和城乡建设局", f"{COUNTY}民政局")
    ),
    "sealed with long names": replace(
        report(), signers=(f"{COUNTY}住房和城乡建设局", f"{COUNTY}民政局"), sealed=True
    ),
    "sealed with one long name": replace(report(), signers=(f"{COUNTY}住房和城乡建设局",), sealed=True),
    "joint and sealed": replace(report(), masthead=replace(HEAD, issuers=BUREAUX), signers=BUREAUX, sealed=True),
    "plain": replace(report(), annotation="", imprint=None),
    "draft": replace(report(), masthead=replace(HEAD, number="", signatories=()), status="draft"),
    "landscape": report(),
    "letter": replace(
        report(),
        masthead=Masthead(
            (OFFICE,), "双住建函〔2023〕3号", upward=False, kind="letter", copy_number="000001", urgency="加急"
        ),
        sealed=True,
    ),
    "urgent letter": replace(
        report(), masthead=Masthead((OFFICE,), "双住建函〔2023〕3号", upward=False, kind="letter", urgency="加急")
    ),
    "minutes": replace(
        report(),
        masthead=Masthead((OFFICE,), upward=False, kind="minutes", letterhead="双塔区完整社区建设联席会议纪要"),
        addressees=(),
        signers=(),
        annotation="",
        attendance=(Attendance("出席", (f"{OFFICE}张三", "双塔区民政局李四")), Attendance("请假", ("王五",))),
    ),
    "draft of four offices": replace(report(), masthead=Masthead(BUREAUX), signers=BUREAUX, status="draft"),
    "attachment": replace(report(), masthead=None, addressees=(), signers=(), annotation="", imprint=None),
}


LONG = "双塔区完整社区建设试点项目实施台账及各部门各街道责任分工和完成时限一览表"
TURNED = numbered(
    replace(TEXT, annexes=(replace(TEXT.annexes[0], landscape=True), replace(TEXT.annexes[1], title=LONG)))
)
PROFILES: dict[str, Profile] = {"letter": "letter", "urgent letter": "letter", "minutes": "minutes"}


def profile(name: str) -> Profile:
    """What a manuscript is to be measured as."""
    return PROFILES.get(name, "report")


@cache
def written(name: str) -> bytes:
    """The .docx of one of the manuscripts."""
    return write(MANUSCRIPTS[name], TURNED if name == "landscape" else TEXT)
