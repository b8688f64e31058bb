"""Numbers and dates that a scanner or a converter spoiled (识别错误的数字)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from builders.checks.corruption.characters import HAN, at
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import Text
from builders.core.rule import Rule

_UNITS = "[万亿元个户套栋处人年月日米亩吨次天千百项%％㎡]|平方米|公里|公顷|立方米"
_LETTERS = re.compile(
    rf"(?<![A-Za-z0-9%$.-])(?P<number>(?=[0-9.,]*[IOlo])[0-9IOlo]*[0-9IOlo.,]*[0-9IOlo])(?=\s?(?:{_UNITS}))"
    r"|(?<![A-Za-z0-9])(?P<inner>\d+[IOlo]+\d[\dIOlo]*)(?![A-Za-z0-9])"
)
_SHAPES = str.maketrans("IlOo", "1100")
_NAMES = frozenset({"O2O", "o2o", "I", "II", "III", "l", "o", "O"})
_PERCENT = re.compile(r"\d%(?P<o>[oO0])(?![A-Za-z0-9.])")
_DATE = re.compile(r"(?<!\d)(?:(?P<year>\d{4}) ?年 ?)?(?P<month>\d{1,4}) ?月(?: ?(?P<day>\d{1,4}) ?日)?")
_NUMBERED_LIST = re.compile(r"(?:^|(?<=\n))[ \0]*(?P<mark>\d{1,3}、)(?=[、，。；：）])")
_CHUNK = re.compile(rf"(?<=[{HAN}、，：])\n(?P<mark>\d{{1,3}}、)(?=[{HAN}])")
_AT_START = re.compile(rf"(?:^|(?<=\n))(?P<mark>\d{{1,3}}、)(?=[{HAN}])")
_LONG_LINE = 60
_SERIES = 3
_ORDINAL = re.compile(rf"(?:^|(?<=[\n\0。；：型]))(?P<mark>\d{{1,2}} +[.．])(?=[{HAN}])")


def _letters(text: Text) -> Iterator[Hit]:
    for match in _LETTERS.finditer(text.body):
        group = "number" if match["number"] else "inner"
        if match[group] not in _NAMES and re.search("[0-9]|[IOlo]{2}", match[group]):
            right = match[group].translate(_SHAPES)
            yield at(text, *match.span(group), replacement=right, cure=f"应是“{right}”，请与原件核对")


def _percent(text: Text) -> Iterator[Hit]:
    for match in _PERCENT.finditer(text.body):
        following = text.body[match.end() : match.end() + 1]
        right = "。" if following in ("", "\n", "（", "(") else None
        cure = "原文应是句号“。”或千分号“‰”，请与原件核对"
        yield at(text, *match.span("o"), replacement=right, cure=cure)


def _dates(text: Text) -> Iterator[Hit]:
    for match in _DATE.finditer(text.body):
        month, day = int(match["month"]), int(match["day"] or 1)
        if (match["year"] or match["day"]) and not _exists(int(match["year"] or 2024), month, day):
            yield at(text, *match.span(), cure=_advice(match["month"], match["day"], month))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _advice(month: str, day: str | None, number: int) -> str:
    """Return what a spoiled month or day may have been: what is left when one digit, or more, is taken away."""
    what, digits, most = ("月", month, 12) if not 1 <= number <= 12 else ("日", day or "", 31)
    left = {digits[:i] + digits[j:] for i in range(len(digits)) for j in range(i + 1, len(digits) + 1)}
    able = sorted({int(each) for each in left if each and not each.startswith("0") and 1 <= int(each) <= most})
    if len(digits) <= 2 or not able:
        return "请核对日期"
    return f"可能是{'、'.join(f'{each}{what}' for each in able)}，请与原件核对"


def _page_numbers(text: Text) -> Iterator[Hit]:
    for match in _NUMBERED_LIST.finditer(text.body):
        yield at(text, *match.span("mark"))


def _chunks(text: Text) -> Iterator[Hit]:
    found = [match for match in _CHUNK.finditer(text.body) if len(text.place(match.start())[0].prose) >= _LONG_LINE]
    if len(found) >= _SERIES:  # a series of page numbers: those that happen to stand after a full stop belong to it
        lines = {text.place(match.start("mark"))[0].number for match in found}
        last = max(int(match["mark"][:-1]) for match in found)
        found += [
            match
            for match in _AT_START.finditer(text.body)
            if int(match["mark"][:-1]) <= last and text.place(match.start("mark"))[0].number not in lines
        ]
    for match in found:
        yield at(text, *match.span("mark"), replacement="")


def _ordinals(text: Text) -> Iterator[Hit]:
    for match in _ORDINAL.finditer(text.body):
        yield at(text, *match.span("mark"), replacement=match["mark"].replace(" ", ""))


RULES = (
    ProseRule(
        Rule(
            "R130",
            "数字里夹着字母",
            "扫描识别常把 0 认成 O、把 1 认成 I 或 l。",
            "请与原件核对",
            wrong=("补助IOOO万元", "完成7O8户", "共l5个项目", "投资1O.5亿元"),
            right=("补助1000万元", "推广O2O项目", "安装LED灯5个", "II类项目"),
        ),
        _letters,
        needs="[IOlo]",
    ),
    ProseRule(
        Rule(
            "R131",
            "百分号后面多出字母",
            "扫描识别常把句号认成 o，也可能是千分号拆成两个字符。",
            "请与原件核对",
            wrong=("奖励其差额的50%o（四）鼓励社会参与", "占30%o", "达到5%0，完成任务"),
            right=("奖励其差额的50%。（四）鼓励社会参与", "占30‰"),
        ),
        _percent,
        needs="%[oO0]",
    ),
    ProseRule(
        Rule(
            "R132",
            "没有这一天",
            "两次修改叠在一起或识别错误，会造出不存在的日期。",
            "请核对日期",
            wrong=("自2023年108月1日起施行", "2023年2月29日", "13月5日前报送", "2023年6月31日"),
            right=("自2023年8月1日起施行", "2024年2月29日", "历时18个月"),
        ),
        _dates,
        needs=r"\d ?月",
    ),
    ProseRule(
        Rule(
            "R133",
            "标点前多出序号",
            "文库网站把页码插进了句子。",
            "请删去序号，与上一行接起来",
            wrong=("空地、荒地\n7、、政府公共用房", "3、，推动社区更新", "5、。"),
            right=("空地、荒地、政府公共用房", "1、2、3号楼"),
        ),
        _page_numbers,
        needs=r"\d、[、，。；：）]",
    ),
    ProseRule(
        Rule(
            "R134",
            "句子中间多出序号",
            "上一行没有说完，行首的数字可能是网站插入的页码。",
            "是页码的请删去，与上一行接起来；是序号的请在上一行末尾补标点",
            severity="warning",
            wrong=(
                "加快构建居民共建共治共享的未来社区群众参与模式，坚持民生导向，聚焦民生需求，结合我区实际，制定方案，以建设幸福家园为目标，不断推\n2、动未来社区增点扩面",
            ),
            right=("工作任务：\n1、完善设施", "一是完善设施；\n2、打造环境"),
            excusable=True,
        ),
        _chunks,
        needs=r"\n\d{1,3}、",
    ),
    ProseRule(
        Rule(
            "R135",
            "序号和点之间有空格",
            "序号的点紧跟数字。",
            "请删去空格",
            wrong=("1 .旧改类", "2  .新建类", "12 .其他类"),
            right=("1.旧改类", "3.5公里"),
            safe=True,
        ),
        _ordinals,
        needs=r"\d +[.．]",
    ),
)
