"""Context (上下文): what the words before a number and the header above it say the number is."""

from __future__ import annotations

import re
from typing import Literal

Asked = Literal["identity", "telephone", "card", "mail", "plate"]

REACH = 16
"""Characters before a number that are read for what it is; they end at the sentence before."""

_ASKED: dict[Asked, re.Pattern[str]] = {
    "identity": re.compile(r"身份证|身份号码|公民身份|证件号|证件编号|(?<![a-z])id(?![a-z])", re.I),
    "telephone": re.compile(
        r"电话|手机|联系方式|联系人|联系|致电|拨打|来电|座机|热线|传真|微信|号码|机主"
        r"|(?<![a-z])(?:tel|phone|mobile|cell|fax|wechat|wx|vx)(?![a-z])",
        re.I,
    ),
    "card": re.compile(
        r"卡号|银行卡|储蓄卡|信用卡|社保卡|一卡通|账号|帐号|账户|帐户|开户|收款|(?<![a-z])card(?![a-z])", re.I
    ),
    "mail": re.compile(r"邮箱|邮件|e-?mail", re.I),
    "plate": re.compile(r"车牌|牌照|号牌|车号"),
}
_CODE = re.compile(
    r"代码|编码|编号|单号|订单|流水号|序列号|批号|批次|合同号|发票|文号|备案号|许可证|证书号|条码|条形码|图号|项目号|标识码"
    r"|(?<![a-z])(?:no|sn|code|uuid|isbn|doi)(?![a-z])",
    re.I,
)
_AMOUNT = re.compile(r"金额|投资|资金|概算|预算|决算|总额|合计|总计|共计|累计|造价|余额|[¥￥$]|人民币")
_UNIT = re.compile(
    r" ?(?:[万亿千百]?(?:元|户|人|平方|立方|米|公里|亩|公顷|吨|千瓦|个|栋|套|辆|株|字节|㎡)"
    r"|[万亿千百]?[度项件处台份次](?![\u4e00-\u9fff])"
    r"|m[2²3]?(?![A-Za-z])|[%％‰])"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_BEFORE = re.compile(r"[\u4e00-\u9fff][：:，,、（(“\"]?\Z")
_FAMILIES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦"
    "季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘"
    "景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁"
)
"""The family names of nearly everybody."""
_NAME_BEFORE = re.compile(rf"(?<![\u4e00-\u9fff])[{_FAMILIES}][\u4e00-\u9fff]{{1,3}} {{1,2}}\Z")
_ENDS = re.compile(r"[。；;！!？?\n]")


def asks_for(what: Asked, text: str, start: int, context: str) -> bool:
    """Whether the words before ``start``, or the header, say that such a number follows."""
    return bool(_ASKED[what].search(_before(text, start)) or (context and _ASKED[what].search(context)))


def is_code(text: str, start: int, context: str) -> bool:
    """Whether the words before ``start``, or the header, say that a code of something else follows.

    The nearest word counts: in ``编号7，身份证号`` that of the identity card.
    """
    said = f"{context} {_before(text, start)}"
    last = max((found.end() for found in _CODE.finditer(said)), default=-1)
    rival = max((found.end() for known in _ASKED.values() for found in known.finditer(said)), default=-1)
    return last > rival


def is_amount(text: str, start: int, end: int, context: str) -> bool:
    """Whether a number is an amount: a unit follows it, or a word for money stands right before it or in the header."""
    return bool(_UNIT.match(text, end) or _AMOUNT.search(text[max(0, start - 6) : start]) or _AMOUNT.search(context))


def is_prose(text: str, start: int, end: int) -> bool:
    """Whether a Chinese word touches a number, as in a sentence and never in a row of figures."""
    return bool(_HAN_BEFORE.search(text[max(0, start - 2) : start]) or _HAN.match(text, end))


def is_named(text: str, start: int) -> bool:
    """Whether somebody's name stands right before a number, as in a list of people."""
    return bool(_NAME_BEFORE.search(text[max(0, start - 8) : start]))


def _before(text: str, start: int) -> str:
    near = text[max(0, start - REACH) : start]
    ends = [found.end() for found in _ENDS.finditer(near)]
    return near[ends[-1] :] if ends else near
