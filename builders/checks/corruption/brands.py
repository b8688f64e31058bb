"""Names of gambling sites and the like that a stolen page carries inside its words (植入的商业名称)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.corruption.characters import HAN, at
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import Text
from builders.core.rule import Rule

_KNOWN = re.compile(
    r"(?P<state>和记(?:AG|ag|娱乐|H88|平台|国际))"
    r"|澳门(?:新?葡京|威尼斯人|永利|银河|金沙|皇冠|太阳城|巴黎人|百家乐)|新葡京|威尼斯人(?:娱乐|官网|平台)"
    r"|亚洲av|平特一肖|六合彩资料|PG电子|AG(?:真人|亚游)"
    r"|(?<![A-Za-z])bet ?365|365体育"
    r"|(?:开云|乐鱼|米兰|华体会?|万博|亚博|凯发|九游会|必威|皇冠|半岛|雷火|竞博|爱游戏|金沙|太阳城|龙八|尊龙)"
    r"(?:体育|娱乐|电竞|官网|国际官网|平台官网|app|APP|真人)|真人荷官|官方網站",
    re.IGNORECASE,
)
_LISTED = """
和记 澳门 葡京 威尼斯人 亚洲 平特 六合彩 PG电子 AG真人 AG亚游 365 bet BET Bet 开云 乐鱼 米兰 华体 万博 亚博
凯发 九游 必威 皇冠 半岛 雷火 竞博 爱游戏 金沙 太阳城 龙八 尊龙 真人 官方網站
"""
_TRACES = _LISTED.split()
"""Without one of these there is no brand: to pass over most texts at little cost."""
_WRITTEN = """
AA AAA AAAA AAAAA AED AI AIP APEC API APP AQI AR BIM BOD BOT BRT CAD CBD CCER CCTV CDC CEO CIM CNG COD CPI CPU
CT DCMM DNA DRG EHS EMC EOD EPC EPS ERP ESG ETC EV GB GDP GEF GIS GMP GNSS GPS HR HSE ICU ID IDC IP IPTV ISO
IT KPI KTV LED LNG LOGO LPG MBR MPA MR NGO NPC OA OFDI OLED OTA OTO PC PDCA PE PET PHC PM POE POI POS PPP PPR
PVC QC QR REITS RFID ROT SCI SDG SDK SIM SOP SOS SPD SUV SWOT TD TDS TOD TOT TV UHPC UPS USB VI VIP VOC VOCS
VPN VR WHO WIFI WTO XPS
"""
_ABBREVIATIONS = frozenset(_WRITTEN.split())
_ORGAN = re.compile(rf"[省市县区州旗镇乡]人民(?P<glued>[A-Z]{{2,8}}[0-9]{{0,3}})(?=[{HAN}])")
_BEFORE_WORK = re.compile(
    rf"(?<=[{HAN}])(?P<glued>[A-Z]{{2,8}}[0-9]{{0,3}})(?=统筹主导|主导作用|牵头|办公[厅室]|常务会议|党组|引导、|职能转变)"
)


def _known(text: Text) -> Iterator[Hit]:
    if not any(trace in text.body for trace in _TRACES):
        return
    for match in _KNOWN.finditer(text.body):
        right = "政府" if match["state"] else None
        cure = "这里原来是“政府”，请改回" if right else "请删除，并与原文逐句核对"
        yield at(text, *match.span(), replacement=right, cure=cure)


def _in_organs(text: Text) -> Iterator[Hit]:
    for match in _ORGAN.finditer(text.body):
        if match["glued"].rstrip("0123456789") not in _ABBREVIATIONS:
            yield at(text, *match.span("glued"))


def _before_work(text: Text) -> Iterator[Hit]:
    organs = {match.start("glued") for match in _ORGAN.finditer(text.body)}
    for match in _BEFORE_WORK.finditer(text.body):
        known = _KNOWN.search(text.body[max(0, match.start() - 4) : match.end()])
        in_organ = match.start() in organs
        if match["glued"].rstrip("0123456789") not in _ABBREVIATIONS and not known and not in_organ:
            yield at(text, *match.span("glued"))


RULES = (
    ProseRule(
        Rule(
            "R101",
            "文字里混入了赌博等网站的名称",
            "被篡改的网页会把“政府”等词整批换成网站名称，照抄就进了公文。",
            "请与原文逐句核对",
            wrong=("区人民和记AG办公室", "充分发挥和记AG统筹主导作用", "365体育·官方网站：社区建设通知"),
            right=("区人民政府办公室", "充分发挥政府统筹主导作用"),
            excusable=True,
        ),
        _known,
    ),
    ProseRule(
        Rule(
            "R102",
            "机关名称里夹着外文字母",
            "机关名称只有汉字，夹着的字母是篡改或误贴。",
            "请改成机关的正式名称",
            wrong=("市人民XQ办公厅印发通知", "区人民JBO常务会议审议通过", "县人民KY关于印发方案的通知"),
            right=("市人民政府办公厅印发通知", "市人民医院HIS系统", "区人民法院ODR平台", "全市PPP项目"),
            excusable=True,
        ),
        _in_organs,
        needs="[A-Z]{2}",
    ),
    ProseRule(
        Rule(
            "R103",
            "机关名称的位置上是外文字母",
            "“牵头”“统筹”等词前面应是机关或部门，不应是来历不明的字母。",
            "请与原文核对；确是缩写的，请写中文名称",
            severity="warning",
            wrong=("由XQ牵头组织", "充分发挥KYTY主导作用", "由整改KYTY牵头组织"),
            right=("由政府牵头组织", "由APEC牵头组织", "市TOD办公室"),
            excusable=True,
        ),
        _before_work,
        needs="[A-Z]{2}",
    ),
)
