"""How numbers are written (数字的写法): half-width, in one script, whole, and the same way throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from builders.checks.prose.patterns import HAN, ONE_TO_NINE, by_pattern
from builders.checks.prose.rulebook import Hit, ProseRule, hits
from builders.checks.text import PRINTED, Text
from builders.core.rule import Rule

_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_ZERO = re.compile("[○◯0OＯΟО０零]")
_GROUPED = re.compile(r"(?<![\dA-Za-z.,\-—/〔])\d{1,3}(?:,\d{3})+(?![\d,])")
_PLAIN = re.compile(r"(?<![\dA-Za-z.,\-—/〔_])\d{5,8}(?![\dA-Za-z,\-—_]|\s*号|\s*热线)")
_NO_AMOUNT = re.compile(r"(?:热线|电话|邮编|邮政编码|代码|编码|编号|传真|号码|账号|拨打)[:：为是]?\s*$")


def _groups(text: Text) -> Iterator[Hit]:
    """Numbers of five digits and more of the way that is rarer in the text."""
    grouped = [hit for hit, match in hits(text, _GROUPED) if len(match[0]) > 5]
    plain = [
        hit
        for hit, match in hits(text, _PLAIN)
        if not _NO_AMOUNT.search(text.body[max(0, match.start() - 8) : match.start()])
    ]
    if grouped and plain:
        rarer, other = (grouped, "不分节") if len(grouped) <= len(plain) else (plain, "分节")
        for hit in rarer:
            yield replace(hit, cure=f"同一文件里多数数字{other}，请改成一样的写法")


RULES = (
    by_pattern(
        Rule(
            "P201",
            "用了全角数字",
            "阿拉伯数字用半角，全角数字不能计算、查找时会漏掉，版面上也占两倍宽。",
            "改成半角数字",
            clause="GB/T 15835—2011 5.1.7；GB/T 9704—2012 第9章",
            wrong=("建成３处广场。", "面积３８０．５平方米。", "于２０２３年完工"),
            right=("建成3处广场。", "面积380.5平方米。", "于2023年完工", "第①条"),
            safe=True,
            excusable=True,
        ),
        "[０-９]+(?:．[０-９]+)?",
        lambda match: match[0].translate(_WIDE),
        needs="[０-９]",
    ),
    by_pattern(
        Rule(
            "P202",
            "汉字年份里的零没有用“〇”",
            "用汉字写年份时，零写作“〇”（U+3007），不用圆圈、数字0、字母O和“零”。",
            "改成“〇”",
            clause="GB/T 15835—2011 5.2",
            wrong=("二○二三年八月", "二0二三年八月", "二零二三年八月"),
            right=("二〇二三年八月", "二〇二三年八月", "二〇二三年八月", "一九九八年"),
            safe=True,
            excusable=True,
        ),
        rf"(?<![{ONE_TO_NINE}〇])[一二](?=[{ONE_TO_NINE}〇]*[○◯0OＯΟО０零])[{ONE_TO_NINE}〇○◯0OＯΟО０零]{{3}}(?=年)",
        lambda match: _ZERO.sub("〇", match[0]),
        needs="[○◯0OＯΟО０零][^\n]{0,2}年",
    ),
    by_pattern(
        Rule(
            "P203",
            "日期的月、日前加了0",
            "公文里的日期用阿拉伯数字，年份写全，月、日不编虚位（1不写成01）。",
            "去掉0",
            clause="GB/T 9704—2012 7.3.5.4",
            wrong=("2023年06月8日印发", "2023年6月08日印发", "截至05月底"),
            right=("2023年6月8日印发", "2023年6月8日印发", "截至5月底", "2023年10月20日印发"),
            safe=True,
            excusable=True,
        ),
        rf"(?<=[\d{PRINTED}]年)0(?=[1-9]月)|(?<=月)0(?=[1-9]日)|(?<![\d.年/—-])0(?=[1-9]月)",
        "",
        needs="0[1-9][月日]",
    ),
    by_pattern(
        Rule(
            "P208",
            "年份没有写全",
            "年份写全四位；“90年代”要写明是哪个世纪。",
            "写成四位年份，如2023年；年代写成20世纪90年代",
            "warning",
            "GB/T 15835—2011 5.1.4",
            wrong=("小区建成于98年6月。", "建于90年代的小区", "23年底前完成", "22年度计划"),
            right=("小区建成于1998年6月。", "建于20世纪90年代的小区", "产权70年，已使用30年", "合同期12年6个月"),
            excusable=True,
        ),
        r"(?<![\d.纪－—～~-])\d0年代|(?<![\d.—～~-])\d\d年(?=\d{1,2}月(?!个)|[上下]半年|[年]?[底初末](?!期)|度)",
        needs=r"\d\d年",
    ),
    by_pattern(
        Rule(
            "P209",
            "一个数里混用阿拉伯数字和汉字数字",
            "一个数只用一种数字；只有“万”“亿”可以跟在阿拉伯数字后面。",
            "全用阿拉伯数字，或全用汉字",
            "warning",
            "GB/T 15835—2011 5.3",
            wrong=("惠及居民4千余户", "投入3千5百元", "共有2百零8户", "覆盖居民6千。"),
            right=("惠及居民4000余户", "投入3500元", "供水管5千米", "总投资1.24亿元", "新增3千瓦充电桩"),
            excusable=True,
        ),
        rf"\d[百千](?:零?\d|(?=[余多]?[元户人个名亩家栋套件辆吨株次天里，。；、]|多万|余万|万|$))|[{ONE_TO_NINE}十百千]零\d",
        needs=r"\d[百千]|零\d",
    ),
    ProseRule(
        Rule(
            "P214",
            "多位数的写法前后不一",
            "五位以上的整数，同一文件里要么都用千位逗号分节，要么都不用。",
            "改成一样的写法",
            "warning",
            "GB/T 15835—2011 5.1.1",
            wrong=(
                "总投资12,345元。到位12345元，支出23456元。",
                "甲区10,000户，乙区20,000户，丙区30000户。",
                "共123456人。\n\n其中12,345人",
            ),
            right=("总投资12,345元，到位23,456元。", "总投资12345元，到位1,350元。", "拨打12345热线。共12,345户。"),
            excusable=True,
        ),
        _groups,
        r"\d{1,3},\d{3}",
    ),
    by_pattern(
        Rule(
            "P215",
            "数字里用了全角逗号",
            "千位分隔用半角逗号；全角逗号会被读成两个数。",
            "改成半角逗号，或去掉；本来是两个数的，用顿号分开",
            "warning",
            "GB/T 15835—2011 5.1.1",
            wrong=("惠及1，350户", "投资12，345，678元", "面积1，200平方米"),
            right=("惠及1,350户", "投资12345678元", "到2025年，300户完成改造"),
            excusable=True,
        ),
        r"(?<![\d.])\d{1,3}(?:，\d{3})+(?!\d)",
        lambda match: match[0].replace("，", ","),
        needs=r"\d，\d{3}",
    ),
    by_pattern(
        Rule(
            "P216",
            "纯小数没有写小数点前的0",
            "纯小数必须写出小数点前的0，“.5”会被看漏小数点。",
            "在小数点前补0",
            "warning",
            "GB/T 15835—2011 5.1.2",
            wrong=("增长.5个百分点", "面积缩小了.25公顷", "约.8公里"),
            right=("增长0.5个百分点", "面积缩小了0.25公顷", "见表1.5"),
            excusable=True,
        ),
        rf"(?<=[{HAN}（ ])\.\d+",
        lambda match: "0" + match[0],
        needs=r"\.\d",
    ),
    by_pattern(
        Rule(
            "P217",
            "日期用点或斜线代替年月日",
            "公文里的日期写明年、月、日，不用点、斜线代替。",
            "写成2023年6月8日",
            "warning",
            "GB/T 9704—2012 7.3.5.4",
            wrong=("2023.6.8通过验收", "于2023/06/08开工", "施工期2023.06.01至8月"),
            right=("2023年6月8日通过验收", "于2023年6月8日开工", "版本1.2.3"),
            excusable=True,
        ),
        r"(?<![\d./])(?:19|20)\d\d([./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\d./])",
        needs=r"\d{4}[./]\d",
        passing=("front",),
    ),
)
