"""What is left of the page that a text was copied from (网页残留), and of what was taken out of it (匿名残留)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.corruption.characters import HAN, at, in_simplified, simplified
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import SILENT, Text
from builders.core.rule import Rule

_LINE = r"(?:^|(?<=\n))"
_MADE = r"(?:来源|作者|发布|编辑|时间|字号)[^\n]{0,40}?"
_CHROME = re.compile(
    r"(?:您的|当前|所在)位置 ?[:：] ?(?:网站)?首页|扫一扫.{0,6}(?:打开|查看|访问).{0,4}(?:当前)?页"
    r"|由会员分享|可在线阅读[,，]更多|\d+页珍藏版|请在\S{0,8}(?:文库|豆丁|道客)\S{0,4}搜索"
    rf"|{_MADE}(?:点击|浏览|阅读)(?:次数|量|数)? ?[:：] ?\d{{0,7}} ?次?(?=\s|$)"
    r"|(?:来源 ?[:：][^\n]{0,30}|发布)时间 ?[:：] ?\d{4}[-年]\d\d?[-月]\d\d?日? ?\d\d:\d\d"
    r"|【?字[号体] ?[:：] ?(?:\[? ?[大中小] ?\]? ?){2,}|【(?:打印|关闭)(?:窗口|本页)?】|打印本页"
    r"|分享到 ?[:：] ?(?=$|\n|微信|微博|QQ)"
    rf"|{_LINE}[上下]一篇 ?[:：]|版权所有 ?©|Copyright ?©|ICP备\d+号|公网安备 ?\d+号"
    rf"|{_LINE}首页 ?(?:[>＞|»]|即时动态)|网址 ?[:：] ?[?？]"
    rf"|{_LINE}(?:相关知识|相关阅读|相关推荐|热门推荐|推荐阅读|猜你喜欢|推荐即时动态|即时动态热点)(?=\s|$)"
    r"|展开全文|收起全文|加入收藏|设为首页|百度一下，"
)
_LISTED = """
位置 扫一扫 作者 发布 编辑 来源 由会员 可在线阅读 珍藏版 搜索 点击 浏览
阅读 时间 日期 字号 字体 【打印 【关闭 打印本页 分享到
一篇
版权所有 Copyright ICP备 公网安备 首页 网址 相关知识 相关推荐
热门推荐 猜你喜欢 即时动态 全文 设为首页
加入收藏 百度一下
"""
_TRACES = _LISTED.split()
"""Without one of these there is nothing of a page: to pass over most texts at little cost."""
_MARKUP = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|apos|ldquo|rdquo|mdash|middot|hellip|ensp|emsp|#\d{2,6}|#x[0-9a-fA-F]{2,6});"
    r"|</?(?:p|br|span|div|font|strong|b|i|u|em|a|img|table|tbody|tr|td|th|ul|ol|li|h[1-6]|o:p|style|script)(?:\s[^<>\n]*)?/?>"
)
_BLANKS = (
    (
        re.compile("[Xx×＊]{2}"),
        re.compile(rf"(?<![A-Za-z0-9“])[Xx×＊]{{2,}}(?=[{HAN}])|(?<=[{HAN}])[Xx×＊]{{2,}}(?![A-Za-z0-9])"),
    ),
    (re.compile("_{3}|＿＿|□□|○○|〇〇"), re.compile(r"(?<=[^\s_])_{3,}|_{3,}(?=[^\s_])|＿{2,}|□{2,}|[○〇]{3,}")),
    (
        re.compile("某"),
        re.compile(
            rf"(?<![甲乙丙丁戊己庚辛壬癸])某某|(?<![{HAN}])某(?:省|市|县|区|街道|社区|局|公司)"
            r"|(?<=[在由与和对]).?某(?:省|市|县|区|街道|局)"
        ),
    ),
    (re.compile("[（(][待此]"), re.compile(r"[（(](?:待定|待填|待补充?|此处填写[^）)]*)[)）]")),
    (re.compile("TODO|TBD|todo|tbd|ipsum"), re.compile(r"\b(?:TODO|TBD|todo|tbd)\b|[Ll]orem ipsum")),
)
"""What may be looked for at little cost, and what is looked for where that is there."""
_KINDS = "通知|意见|办法|规定|方案|决定|函|批复|公告|条例"
_UNNAMED = re.compile(
    rf"(?:根据|按照|依据|落实|贯彻)(?:国家|[省市县区]|[{HAN}]{{0,10}}[省市县区])[{HAN}]{{0,12}}关于[{HAN}（）()]{{4,40}}?的(?:实施|指导|若干)?(?:{_KINDS})(?:[（(]试行[）)])?(?![{HAN}]{{0,4}}》)"
)


def _chrome(text: Text) -> Iterator[Hit]:
    if not text.characters & simplified().keys():
        traced = any(trace in text.body for trace in _TRACES)
        for match in _CHROME.finditer(text.body) if traced else ():
            if match[0].strip():
                yield at(
                    text, match.start() + len(match[0]) - len(match[0].lstrip()), match.start() + len(match[0].rstrip())
                )
        return
    for line in text.prose:  # a traditional page: what is searched is no longer as long as what stands there
        plain = in_simplified(re.sub(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}[)）]", "", line.prose))
        if _CHROME.search(plain):
            start = len(line.prose) - len(line.prose.lstrip(f" {SILENT}"))
            yield Hit(line.number, start, len(line.prose.rstrip(f" {SILENT}")))


def _markup(text: Text) -> Iterator[Hit]:
    for match in _MARKUP.finditer(text.body):
        yield at(text, *match.span())


def _blanks(text: Text) -> Iterator[Hit]:
    for cheap, blank in _BLANKS:
        if cheap.search(text.body):
            for match in blank.finditer(text.body):
                yield at(text, *match.span())


def _unnamed(text: Text) -> Iterator[Hit]:
    for match in _UNNAMED.finditer(text.body):
        yield at(text, *match.span())


RULES = (
    ProseRule(
        Rule(
            "R150",
            "留着网页或文库的栏目文字",
            "从网页复制时，栏目、导航和广告语混进了正文。",
            "请删去",
            wrong=(
                "您的位置:首页 > 政务公开",
                "扫一扫在手机打开当前页",
                "《方案.docx》由会员分享,可在线阅读",
                "时间:2022-12-02来源:住建局 点击:",
                "【字号：大 中 小】",
                "相关知识",
            ),
            right=(
                "首页设置办事指南",
                "分享经验做法",
                "时间：2023年6月8日14:30",
                "责任编辑：示例",
                "阅读量：5000次",
                "请在小程序上搜索",
            ),
            excusable=True,
        ),
        _chrome,
        covers=True,
    ),
    ProseRule(
        Rule(
            "R151",
            "留着网页的代码",
            "网页代码会原样印在公文上。",
            "请删去",
            wrong=("完整&nbsp;社区", "社区<br>建设", '<span style="x">社区</span>', "A&amp;B"),
            right=("完整社区", "面积<30平方米"),
            excusable=True,
        ),
        _markup,
        needs="[&<]",
        covers=True,
    ),
    ProseRule(
        Rule(
            "R160",
            "有没填的空或隐去的名称",
            "范文和隐去名称的文件直接套用，会把空印出来。",
            "请填写真实的名称或数字；示例请说明理由",
            severity="warning",
            wrong=("XX市人民政府", "联系××社区", "投资____万元", "在某县召开会议", "某某同志", "（待定）"),
            right=("朝阳市人民政府", "某些社区", "3×5米"),
            excusable=True,
        ),
        _blanks,
    ),
    ProseRule(
        Rule(
            "R161",
            "引用的文件没有书名号",
            "引用公文要写全标题，加书名号，并注明发文字号。",
            "请写成“《标题》（字号）”",
            severity="warning",
            clause="《党政机关公文处理工作条例》；GB/T 15834—2011 4.15",
            wrong=(
                "根据省人民政府关于印发省未来社区建设试点工作方案的通知",
                "落实市政府办公厅关于高质量推进未来社区建设的实施意见",
                "按照国家关于加强社区治理工作的意见",
            ),
            right=("根据《省人民政府关于印发试点工作方案的通知》", "落实国家关于绿色发展的要求"),
            excusable=True,
        ),
        _unnamed,
        needs="关于",
    ),
)
