"""Characters that nobody sees (不可见字符) and spaces that only push things about (排版空格)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from builders.checks.corruption.characters import HAN, at
from builders.checks.corruption.garbled import garbled
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import PRINTED, SILENT, Text
from builders.core.rule import Rule

_UNSEEN = (
    "\u0001-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e01ef"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
_BREAKS = "\u2028\u2029\u000b\u000c\u0085\u001c\u001d\u001e"
_WIDE = f"{HAN}，。、；：？！（）《》〈〉“”‘’【】〔〕"
_MARKS = "，。、；：？！（）《》〈〉“”‘’【】〔〕"
_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_RUN = f"[ {_ODD}]*[{_ODD}][ {_ODD}]*"
_ODD_SPACES = re.compile(f"(?<=[{_WIDE}]){_RUN}|{_RUN}(?=[{_WIDE}])|^{_RUN}|{_RUN}$", re.MULTILINE)
_PADDING = re.compile(rf"(?:^|(?<=\n))[{SILENT}]*\u3000+|\u3000{{2,}}|(?<=[{HAN}，。、；：])\t+(?=\S)")
_LOOKS = dict(
    zip(
        "⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⺟⺠",
        "虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟母民",
        strict=True,
    )
)
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def _invisible(text: Text) -> Iterator[Hit]:
    told = garbled(text)
    for match in _INVISIBLE.finditer(text.body):
        if match.start() in told:
            continue
        names = "、".join(dict.fromkeys(f"U+{ord(character):04X}" for character in match[0]))
        parts = any(character in _BREAKS for character in match[0])
        message = f"有看不见的字符（{names}）"
        cure = "请改成换行或删去" if parts else ""
        yield at(text, *match.span(), message=message, replacement=None if parts else "", cure=cure)


def _odd_spaces(text: Text) -> Iterator[Hit]:
    for match in _ODD_SPACES.finditer(text.body):
        before, after = text.body[: match.start()][-1:], text.body[match.end() :][:1]
        yield at(text, *match.span(), replacement=_without(before, after), cure=_advice(before, after))


def _without(before: str, after: str) -> str | None:
    """Return what should stand where odd spaces stood: nobody knows between words, where they may part two organs."""
    if not before.strip() or not after.strip() or before in _MARKS or after in _MARKS:
        return ""
    wide = bool(re.match(f"[{_WIDE}]", before)) + bool(re.match(f"[{_WIDE}]", after))
    return None if wide == 2 or PRINTED in (before, after) else " "


def _advice(before: str, after: str) -> str:
    """Return what to do where no mend is safe."""
    return "" if _without(before, after) is not None else "多余的请删去；隔开两个机关或姓名的，请用一个全角空格"


def _padding(text: Text) -> Iterator[Hit]:
    for match in _PADDING.finditer(text.body):
        start = match.end() - len(match[0].lstrip(SILENT))
        line, place = text.place(start)
        first = not line.prose[:place].strip(SILENT) and line.kind != "row"
        if line.kind != "row" or "\t" in match[0]:
            yield at(text, start, match.end(), replacement="" if first and "\t" not in match[0] else None)


def _compatible(text: Text) -> Iterator[Hit]:
    for match in _COMPATIBLE.finditer(text.body):
        right = _LOOKS.get(match[0]) or normalize("NFKC", match[0])
        if right != match[0]:
            cure = f"请改成“{right}”（看起来一样，编码不同）"
            yield at(text, *match.span(), replacement=right, cure=cure)


RULES = (
    ProseRule(
        Rule(
            "R120",
            "有看不见的字符",
            "从网页和聊天软件复制的文字带着零宽字符等，会让查找、比对和排版出错。",
            "请删去；重新输入这几个字即可",
            safe=True,
        ),
        _invisible,
        needs=f"[{_UNSEEN}]",
    ),
    ProseRule(
        Rule(
            "R121",
            "用了不换行空格等特殊空格",
            "网页用特殊空格排版，公文的位置由模板安排。",
            "请删去",
            safe=True,
        ),
        _odd_spaces,
        needs=f"[{_ODD}]",
    ),
    ProseRule(
        Rule(
            "R122",
            "用空格或制表符排位置",
            "首行缩进和对齐由模板安排，多出的全角空格会再缩进一次。",
            "请删去",
            severity="warning",
            excusable=True,
            wrong=("\u3000\u3000为做好试点工作，制定本方案。", "联系人：\u3000\u3000\u3000示例", "项目\t投资"),
            right=("为做好试点工作，制定本方案。", "住房和城乡建设部办公厅\u3000民政部办公厅", "陈\u3000庚"),
            safe=True,
        ),
        _padding,
        needs="[\u3000\t]",
    ),
    ProseRule(
        Rule(
            "R123",
            "看起来一样、编码不同的字",
            "从 PDF 复制的部首字和兼容汉字查找不到，换字体会走样。",
            "请重新输入这个字",
            wrong=("⽬录", "⻓期坚持", "\uf9f6某"),
            right=("目录", "长期坚持"),
            safe=True,
        ),
        _compatible,
        needs="[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]",
    ),
)
