"""The rules of typesetting (排版规则): what cannot be put on paper."""

from __future__ import annotations

from builders.core.rule import Rule

RULES = (
    Rule(
        "G101",
        "图片不能印入文件",
        "图片损坏或格式不被 Word、PDF 接受。",
        "请换成完整的 jpg 或 png 图片",
    ),
    Rule(
        "G102",
        "字体里没有这个字",
        "没有字形的字印出来是空框。",
        "请运行 make-report fonts fetch 取得字体，或换一个字",
        wrong=("（生僻字、表情符号）",),
    ),
)
