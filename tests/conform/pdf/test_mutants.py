"""Broken papers (变异样张): each differs from a good one in one thing, and the rule for that thing says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from builders.conform.finding import Profile, Verdict
from tests.conform.pdf import papers
from tests.conform.pdf.measured import findings
from tests.conform.pdf.press import CHARACTER, FOOT, LEFT, MM, PITCH, TOP, Bar, Paper, Words, at

Break = Callable[[Paper], Paper]
LAST = 7


def is_body(words: Words) -> bool:
    return words.size == 16.0 and words.face == "仿宋" and words.page <= 4 and len(words.text) > 12


def is_folio(words: Words) -> bool:
    return words.text.startswith("— ")


def is_text(words: Words) -> bool:
    return not is_folio(words)


def moved(right: float = 0.0, down: float = 0.0) -> dict[str, Any]:
    return {"x": lambda words: words.x + right, "baseline": lambda words: words.baseline + down}


def red(bar: Bar) -> bool:
    return bar.colour == papers.RED


def imprint(bar: Bar) -> bool:
    return bar.page == LAST


def stretched(paper: Paper) -> Paper:
    return paper.change(
        lambda words: is_text(words) and words.page in (2, 3),
        baseline=lambda words: TOP + (words.baseline - TOP) * 28.0 / PITCH,
    )


def crowded(paper: Paper) -> Paper:
    extra = [at(page, 23, "再加一行使版心超出下边缘的文字，共二十八个汉字以上") for page in (2, 3)]
    return paper.also(*(replace(words, text=words.text[:24]) for words in extra))


REPORT: dict[str, tuple[Break, str]] = {
    "the paper is B5": (lambda paper: replace(paper, width=182 * MM, height=257 * MM), "用纸幅面"),
    "the binding edge is 25 mm": (lambda p: p.change(is_text, **moved(right=-3 * MM)), "订口（左边距）"),
    "the head margin is 34 mm": (lambda p: p.change(is_text, **moved(down=-3 * MM)), "天头（上边距）"),
    "lines are 150 mm wide": (
        lambda p: p.change(is_body, pitch=150 * MM / 28),
        "版心宽度",
    ),
    "a page has 23 lines": (crowded, "地脚（版心下边缘）"),
    "a page has 23 lines, counted": (crowded, "每面行数"),
    "a table is wider than the type area": (
        lambda p: p.rule(lambda bar: bar.page == 6 and not bar.down, length=245 * MM),
        "表格和图片的范围",
    ),
    "the text is 四号": (lambda p: p.change(is_body, size=14.0), "正文字号"),
    "one paragraph is 小四": (lambda p: p.change("按照有关要求", size=12.0), "正文字号"),
    "the text is 楷体": (lambda p: p.change(is_body, face="楷体"), "正文字体"),
    "the text is 雅黑": (lambda p: p.change(is_body, face="雅黑"), "正文字体"),
    "a line is blue": (lambda p: p.change("按照有关要求", colour="0000FF"), "文字颜色"),
    "the lines are 28 pt apart": (stretched, "行距"),
    "a line is half a line off": (
        lambda p: p.change(lambda words: words.page == 2 and words.text.startswith("建设和"), **moved(down=PITCH / 2)),
        "行的位置",
    ),
    "27 characters in a line": (
        lambda p: p.change(lambda words: is_body(words) and len(words.text) == 28, text=lambda words: words.text[:27],
                           pitch=156 * MM / 27),
        "每行字数",
    ),
    "a paragraph begins at the edge": (lambda p: p.change("特此报告", **moved(right=-2 * CHARACTER)), "段落缩进"),
    "a paragraph begins four characters in": (lambda p: p.change("特此报告", **moved(right=2 * CHARACTER)), "段落缩进"),
    "the first page has no text": (
        lambda p: p.keep(lambda w: w.page > 1 or w.baseline < TOP + 14 * PITCH or is_folio(w)),
        "首页正文",
    ),
    "a first heading is 仿宋": (lambda p: p.change("一、", face="仿宋"), "第一层标题字体"),
    "a second heading is 黑体": (lambda p: p.change("（一）", face="黑体"), "第二层标题字体"),
    "a third heading is 楷体": (lambda p: p.change("1.设施", face="楷体"), "第三、四层标题字体"),
    "二 is missing": (lambda p: p.change("二、", text="三、下一步打算"), "层次序数"),
    "（一） begins with （二）": (lambda p: p.change("（一）", text="（二）服务设施"), "层次序数"),
    "the copy number has five digits": (lambda p: p.change("000012", text="00012"), "份号"),
    "the copy number is indented": (lambda p: p.change("000012", **moved(right=2 * CHARACTER)), "份号"),
    "secrecy is 仿宋": (lambda p: p.change("秘密", face="仿宋"), "密级和保密期限"),
    "the term is in Chinese digits": (lambda p: p.change("秘密", text="秘密★一年"), "密级和保密期限"),
    "urgency stands first": (lambda p: p.change("特急", baseline=at(1, 0.2, "").baseline), "紧急程度"),
    "the issuers' name is 5 mm low": (
        lambda p: p.change(lambda words: words.colour == papers.RED, **moved(down=5 * MM)),
        "发文机关标志位置",
    ),
    "the issuers' name is 黑体": (
        lambda p: p.change(lambda words: words.colour == papers.RED, face="黑体"),
        "发文机关标志字体",
    ),
    "the issuers' name is black": (
        lambda p: p.change(lambda words: words.colour == papers.RED, colour="000000"),
        "发文机关标志颜色",
    ),
    "the issuers' name is left of the middle": (
        lambda p: p.change(lambda words: words.colour == papers.RED, **moved(right=-20)),
        "发文机关标志居中",
    ),
    "the year stands in square brackets": (lambda p: p.change("双政发", text="双政发[2024]12号"), "发文字号写法"),
    "the number has a 第": (lambda p: p.change("双政发", text="双政发〔2024〕第12号"), "发文字号写法"),
    "the number has a leading zero": (lambda p: p.change("双政发", text="双政发〔2024〕012号"), "发文字号写法"),
    "the number is missing": (lambda p: p.without("双政发"), "发文字号写法"),
    "the number stands four characters in": (
        lambda p: p.change("双政发", **moved(right=3 * CHARACTER)),
        "发文字号排布",
    ),
    "the number is 黑体": (lambda p: p.change("双政发", face="黑体"), "发文字号字体字号"),
    "the head is squeezed by a line": (
        lambda p: p.change(lambda words: words.page == 1 and words.text.startswith(("双政发", "签发", "张文")),
                           **moved(down=-PITCH)),
        "发文字号位置",
    ),
    "the signers are 仿宋": (lambda p: p.change("张文远", face="仿宋"), "签发人"),
    "the signers stand three characters in": (
        lambda p: p.change(lambda w: w.text.startswith(("签发", "张文")), **moved(right=-2 * CHARACTER)),
        "签发人",
    ),
    "the red rule is 8 mm below": (lambda p: p.rule(red, y=lambda bar: bar.y + 4 * MM), "版头分隔线位置"),
    "the red rule is 120 mm long": (lambda p: p.rule(red, length=120 * MM), "版头分隔线"),
    "the rule is black": (lambda p: p.rule(red, colour="000000"), "版头分隔线"),
    "there is no rule": (lambda p: p.bare(red), "版头分隔线"),
    "the title is 小二": (lambda p: p.change(lambda w: w.size == 22.0 and w.page == 1, size=18.0), "标题字号"),
    "the title is 黑体": (lambda p: p.change(lambda w: w.size == 22.0 and w.page == 1, face="黑体"), "标题字体"),
    "the title begins at the edge": (lambda p: p.change("试点工作情况", x=LEFT), "标题居中"),
    "the title is a line too high": (
        lambda p: p.change(lambda w: w.size == 22.0 and w.page == 1, **moved(down=-PITCH)),
        "标题位置",
    ),
    "the last line of the title is one character": (
        lambda p: p.change("试点工作情况", text="告", x=LEFT + 78 * MM - 11),
        "标题回行",
    ),
    "the addressees are indented": (lambda p: p.change("朝阳市人民", **moved(right=2 * CHARACTER)), "主送机关"),
    "the addressees end with a narrow colon": (lambda p: p.change("朝阳市人民", text="朝阳市人民政府:"), "主送机关"),
    "no blank line is below the title": (lambda p: p.change("朝阳市人民", **moved(down=-PITCH)), "主送机关位置"),
    "the list of annexes is at the edge": (
        lambda p: p.change("附件：", **moved(right=-2 * CHARACTER)),
        "附件说明位置",
    ),
    "no blank line is above the list of annexes": (
        lambda p: p.change(lambda w: w.text.startswith(("附件：", "2.服务")), **moved(down=-PITCH)),
        "附件说明位置",
    ),
    "an annex is listed with a full stop": (lambda p: p.change("2.服务", text="2.服务设施对照表。"), "附件说明写法"),
    "annexes are numbered with 、": (lambda p: p.change("2.服务", text="2、服务设施对照表"), "附件说明写法"),
    "the second annex is out of line": (lambda p: p.change("2.服务", **moved(right=-2 * CHARACTER)), "附件说明对齐"),
    "the name ends at the edge": (lambda p: p.change("双塔区住房", **moved(right=2 * CHARACTER)), "署名位置"),
    "no blank line is above the name": (
        lambda p: p.change(lambda w: w.text.startswith(("双塔区住房", "2024年6月8日")) and w.page == 4,
                           **moved(down=-PITCH)),
        "署名位置",
    ),
    "the date begins below the name": (
        lambda p: p.change(lambda w: w.text == "2024年6月8日", **moved(right=-2 * CHARACTER)),
        "成文日期位置",
    ),
    "the date has leading zeros": (
        lambda p: p.change(lambda w: w.text == "2024年6月8日", text="2024年06月08日"),
        "成文日期写法",
    ),
    "the date is in Chinese digits": (
        lambda p: p.change(lambda w: w.text == "2024年6月8日", text="二〇二四年六月八日"),
        "成文日期写法",
    ),
    "the signature is alone on its page": (
        lambda p: p.without("特此报告").without("附件：").without("2.服务"),
        "署名页有正文",
    ),
    "the remark is at the edge": (lambda p: p.change("（联系人", **moved(right=-2 * CHARACTER)), "附注"),
    "the remark is a line low": (lambda p: p.change("（联系人", **moved(down=PITCH)), "附注"),
    "the label of an annex is centred": (lambda p: p.change("附件1", **moved(right=12 * CHARACTER)), "附件标识位置"),
    "an annex begins below the text": (
        lambda p: p.change("附件1", page=4, baseline=at(4, 12, "").baseline),
        "附件标识位置",
    ),
    "the label of an annex is 仿宋": (lambda p: p.change("附件1", face="仿宋"), "附件标识字体字号"),
    "the label of an annex has a colon": (lambda p: p.change("附件1", text="附件1："), "附件标识写法"),
    "the second annex is numbered 3": (lambda p: p.change("附件2", text="附件3"), "附件标识写法"),
    "the title of an annex is on line 2": (lambda p: p.change("项目实施", **moved(down=-PITCH)), "附件标题位置"),
    "an annex is called something else": (lambda p: p.change("项目实施", text="项目进展台账"), "附件与附件说明一致"),
    "the rules of the imprint are 140 mm": (lambda p: p.rule(imprint, length=140 * MM), "版记分隔线长度"),
    "the imprint has no last rule": (lambda p: p.bare(lambda bar: imprint(bar) and bar.y == FOOT), "版记分隔线长度"),
    "all rules of the imprint are alike": (lambda p: p.rule(imprint, thickness=0.35 * MM), "版记分隔线粗细"),
    "the imprint hangs 6 mm high": (
        lambda p: p.rule(imprint, y=lambda bar: bar.y - 6 * MM).change(
            lambda w: w.page == LAST and w.size == 14.0 and is_text(w), **moved(down=-6 * MM)
        ),
        "版记位置",
    ),
    "the copies are 三号": (lambda p: p.change("抄送", size=16.0, pitch=16.0), "抄送机关"),
    "the copies end without a full stop": (
        lambda p: p.change("抄送", text="抄送：市住房和城乡建设局，市民政局"),
        "抄送机关",
    ),
    "the printing organ is at the edge": (lambda p: p.change("双塔区人民政府办公室", x=LEFT), "印发机关和印发日期"),
    "the date of printing has a leading zero": (
        lambda p: p.change("2024年6月8日印发", text="2024年06月8日印发", x=lambda w: w.x - 7),
        "印发机关和印发日期",
    ),
    "a page has no number": (lambda p: p.without("— 3 —"), "页码齐全"),
    "the page numbers have hyphens": (
        lambda p: p.change(is_folio, text=lambda w: w.text.replace("—", "-")),
        "页码写法",
    ),
    "the page numbers are bare": (lambda p: p.change(is_folio, text=lambda w: w.text.strip("— ")), "页码写法"),
    "the page numbers are 五号": (lambda p: p.change(is_folio, size=10.5, pitch=10.5), "页码字体字号"),
    "the page numbers are 黑体": (lambda p: p.change(is_folio, face="黑体"), "页码字体字号"),
    "the page numbers are in the middle": (lambda p: p.change(is_folio, x=LEFT + 78 * MM - 22), "页码左右位置"),
    "the page numbers are 12 mm below": (lambda p: p.change(is_folio, **moved(down=5 * MM)), "页码上下位置"),
    "a number is skipped": (lambda p: p.change("— 4 —", text="— 5 —"), "页码连续"),
    "the number of a turned page lies": (
        lambda p: p.change("— 6 —", fall=False, x=LEFT, baseline=195 * MM),
        "横排表格的页码",
    ),
}  # fmt: skip

LETTER: dict[str, tuple[Break, str]] = {
    "the name is 35 mm from the edge": (
        lambda p: p.change(lambda w: w.colour == papers.RED, **moved(down=5 * MM)),
        "信函标志位置",
    ),
    "the upper rule is single": (lambda p: p.bare(lambda bar: bar == p.bars[1]), "信函上双线"),
    "the upper rule is thin above thick": (
        lambda p: replace(p, bars=tuple(replace(b, thickness=2.2 - b.thickness) for b in p.bars[:2]) + p.bars[2:]),
        "信函上双线",
    ),
    "the lower rule is as long as the type area": (
        lambda p: p.rule(lambda bar: bar.y > 200 * MM, length=156 * MM, x=LEFT),
        "信函下双线",
    ),
    "the number is in the middle": (lambda p: p.change("双民函", **moved(right=-8 * CHARACTER)), "信函发文字号"),
    "the first page has a number": (lambda p: p.also(*papers.sealed().words[-2:-1]), "信函首页页码"),
}
MINUTES: dict[str, tuple[Break, str]] = {
    "the name does not say 纪要": (
        lambda p: p.change(lambda w: w.colour == papers.RED, text="工作专班会议文件"),
        "纪要标志",
    ),
    "the attendance is 仿宋": (lambda p: p.change("出席", face="仿宋"), "出席人员名单"),
}
CASES = [
    *((name, papers.report, "report", each) for name, each in REPORT.items()),
    *((name, papers.letter, "letter", each) for name, each in LETTER.items()),
    *((name, papers.minutes, "minutes", each) for name, each in MINUTES.items()),
]


@pytest.mark.parametrize(("name", "good", "profile", "case"), CASES, ids=[case[0] for case in CASES])
def test_the_rule_for_it_finds_what_is_broken(
    name: str, good: Callable[[], Paper], profile: Profile, case: tuple[Break, str]
) -> None:
    breaks, subject = case
    found = findings(breaks(good()), profile)

    assert found[subject].verdict is Verdict.VIOLATES, (name, found[subject])


def test_a_violation_says_where_and_what() -> None:
    found = findings(REPORT["the date has leading zeros"][0](papers.report()))["成文日期写法"]

    assert found.measured == "2024年06月08日"
    assert found.where == "第4页第5行“2024年06月…”"


def test_a_rule_broken_in_many_places_names_the_first_and_the_count() -> None:
    found = findings(papers.report().change(is_body, size=14.0))["正文字号"]

    assert found.where.count("“") == 3
    assert found.where.endswith("处")
