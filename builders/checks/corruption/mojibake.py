"""Bytes read in the wrong encoding (乱码): put right where they are all there, told where they are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.corruption.characters import HAN, at
from builders.checks.corruption.garbled import find_scrambled, garbled
from builders.checks.corruption.shifting import find_shifted
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import Text
from builders.core.rule import Rule

_LOST = re.compile(r"(?:锟斤拷?|(?<=斤拷)锟|(?<=锟斤拷)[锟斤拷]|烫烫烫+|屯屯屯+|\ufffd)+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_QUESTION = re.compile("[吗呢么何谁几哪否怎难岂啥吧啊呀]|有没有|多少|是不是|能不能|要不要|可不可")
_BETWEEN = re.compile(rf"(?<=[{HAN}])[?？]{{1,2}}(?=[{HAN}])")
_LEADING = re.compile(rf"(?:^|(?<=[\n \0]))[?？]+(?=[{HAN}《“])")
_KANA = re.compile(rf"(?<=[{HAN}])[\u3041-\u3096\u30a1-\u30fa]+(?=[{HAN}])")


def _shifted(text: Text) -> Iterator[Hit]:
    for each in find_shifted(text.body):
        yield at(text, each.start, each.end, replacement=each.right, cure=f"原文应是“{each.right}”，请与原件核对")


def _scrambled(text: Text) -> Iterator[Hit]:
    for each in find_scrambled(text.body):
        yield at(text, each.start, each.end, replacement=each.right, cure=f"原文应是“{each.right}”")


def _lost(text: Text) -> Iterator[Hit]:
    for match in _LOST.finditer(text.body):
        yield at(text, *match.span())


def _private(text: Text) -> Iterator[Hit]:
    if any("\ue000" <= c <= "\uf8ff" or c >= "\U000f0000" for c in text.characters):
        told = garbled(text)
        for match in _PRIVATE.finditer(text.body):
            if match.start() not in told:
                yield at(text, *match.span())


def _unread(text: Text) -> Iterator[Hit]:
    told = garbled(text)
    for match in _BETWEEN.finditer(text.body):
        before = re.split("[。！\n]", text.body[max(0, match.start() - 40) : match.start()])[-1]
        if match.start() not in told and not _QUESTION.search(before):
            yield at(text, *match.span())


def _leading(text: Text) -> Iterator[Hit]:
    for match in _LEADING.finditer(text.body):
        yield at(text, *match.span(), replacement="")


def _kana(text: Text) -> Iterator[Hit]:
    told = garbled(text)
    for match in _KANA.finditer(text.body):
        if match.start() not in told:
            yield at(text, *match.span())


RULES = (
    ProseRule(
        Rule(
            "R110",
            "汉字编码错位的乱码",
            "转换程序丢了半个汉字，后面的字全部错位。",
            "请按原件改正",
            wrong=("发展?摿Υ蟮男鲁切聟^规划", "信贷支持??蛇m当降低条件", "推动夤艿览匣赂脑斓裙ぷ鳎"),
            right=("发展潜力大的新城新区规划", "喀喇沁左翼蒙古族自治县"),
        ),
        _shifted,
        covers=True,
    ),
    ProseRule(
        Rule(
            "R111",
            "编码读错的乱码",
            "文件按错误的编码打开后又存了一次。",
            "请用原来的文件，按 UTF-8 或 GB18030 打开",
            wrong=("鍖哄幙填报", "总结â€œ一老一幼工作", "ÍêÕûÉçÇø建设"),
            right=("区县填报", "总结“一老一幼”工作", "café"),
        ),
        _scrambled,
        covers=True,
    ),
    ProseRule(
        Rule(
            "R112",
            "文字已经丢失",
            "这里的字在转换时丢了，只剩替代符号。",
            "请按原件补上",
            wrong=("完整锟斤拷社区", "社区烫烫烫建设", "社区\ufffd建设"),
            right=("完整社区", "水很烫"),
        ),
        _lost,
        needs="[锟烫屯\ufffd]",
        covers=True,
    ),
    ProseRule(
        Rule(
            "R113",
            "用了只有个别字库才有的字符",
            "自造字和私人区字符在别的电脑上显示为空白或别的字。",
            "请按原件改正",
            wrong=("社区\ue1ed建设",),
            right=("社区建设",),
        ),
        _private,
    ),
    ProseRule(
        Rule(
            "R114",
            "汉字之间的问号",
            "转换不了的字会变成问号；问句的问号后面通常分段或另起一句。",
            "请按原件补上丢失的字或标点",
            severity="warning",
            wrong=("完善社区?务设施", "基础条件??绿色社区", "推进？化改造"),
            right=("怎么办？要依靠群众。", "完善社区的设施", "钱从哪里来？一靠投入"),
            excusable=True,
        ),
        _unread,
        needs="[?？]",
        covers=True,
    ),
    ProseRule(
        Rule(
            "R115",
            "行首多出问号",
            "行首的问号是网页里丢失的项目符号或不可见字符。",
            "请删去问号",
            wrong=("?住建部、民政部联合发文", "？开展试点工作", "首页 ?开展试点工作"),
            right=("住建部、民政部联合发文", "怎么办?"),
        ),
        _leading,
        needs="[?？]",
        covers=True,
    ),
    ProseRule(
        Rule(
            "R116",
            "汉字之间夹着日文假名",
            "夹在汉字里的假名多是乱码。",
            "请按原件改正",
            severity="warning",
            wrong=("裙ぷ鳎的工作", "社区の建设", "改造ア工程"),
            right=("社区的建设",),
            excusable=True,
        ),
        _kana,
        needs="[\u3041-\u30fa]",
    ),
)
