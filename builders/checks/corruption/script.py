"""Characters that official writing does not use (繁体字、异体字): traditional, variant, Japanese, rare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builders.checks.corruption.characters import HAN, at, in_simplified, simplified, standard, thickest
from builders.checks.corruption.garbled import garbled
from builders.checks.corruption.ruby import RUBY as AFTER
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import Text
from builders.core.rule import Rule

_MANY = 60
_FOREIGN = 0.1
_LAW = "《国家通用语言文字法》第九条；《通用规范汉字表》"
# What stands for another character in these words although the table has it for others: 於 is a family name.
_WORDS = {
    "於": (("[关對对由至位属處处基用等低高少多终善急敢限便易勇限忠]於|於[是此]", "于"),),
    "瞭": (("瞭[解然如]|明瞭", "了"),),
    "徵": (("徵[求收集询兆信用聘税召]|[特象表]徵|应徵", "征"),),
    "乾": (("乾[净燥旱涸部预扰线]|[晾晒烘饼风]乾", "干"),),
    "覆": (("[反答回批函]覆(?!盖|土|膜|绿)", "复"),),
    "彷": (("彷[佛彿]", "仿"),),
    "著": (
        ("(?<=[沿随为接本朝顺跟看凭])著(?![名作述称录者书译文])", "着"),
        ("(?<![原名专论编译合巨遗新])著(?=[手重力眼])", "着"),
    ),
    "昇": (("[提上攀回]昇|昇[级值温]", "升"),),
    "甦": (("甦醒|复甦", "苏"),),
    "祇": (("祇[有要是能需]|[不]祇", "只"),),
    "夥": (("夥伴|[合入散]夥", "伙"),),
    "麽": (("[什甚怎那这多要]麽", "么"),),
    "剋": (("剋[服制扣]", "克"),),
    "巿": (("巿", "市"),),
    "藉": (("(?<!狼)藉[口助此由机]|凭藉", "借"),),
}


@cache
def _forms() -> frozenset[str]:
    return frozenset(simplified())


@cache
def _runs(forms: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(forms))}]+")


def _count(text: Text) -> int:
    """Return how many characters of other scripts the text has."""
    forms = text.characters & _forms()
    return sum(text.body.count(form) for form in forms)


def _is_traditional(text: Text) -> bool:
    """Return whether the whole text is in traditional characters, rather than a word or a name in it."""
    count = _count(text)
    return count > _MANY and count > _FOREIGN * len(re.findall(f"[{HAN}]", text.body))


def _whole(text: Text) -> Iterator[Hit]:
    if _is_traditional(text):
        runs = list(_runs(text.characters & _forms()).finditer(text.body))
        message = f"全文是繁体字（共{_count(text)}个）"
        yield at(text, *thickest(text, runs).span(), message=message)


def _single(text: Text) -> Iterator[Hit]:
    forms = text.characters & _forms()
    if forms and not _is_traditional(text):
        told = garbled(text)
        for match in _runs(forms).finditer(text.body):
            if match.start() in told or AFTER.match(text.body, match.end() - 1):
                continue
            right = in_simplified(match[0])
            yield at(text, *match.span(), replacement=right, cure=f"请改成“{right}”")


def _in_words(text: Text) -> Iterator[Hit]:
    for form in sorted(text.characters & _WORDS.keys()):
        for pattern, right in _WORDS[form]:
            for match in re.finditer(pattern, text.body):
                start = text.body.index(form, match.start())
                yield at(text, start, start + 1, replacement=right, cure=f"请改成“{right}”")


def _rare(text: Text) -> Iterator[Hit]:
    rare = {c for c in text.characters - standard() - _forms() - _WORDS.keys() if re.match(f"[{HAN}]", c)}
    if rare:
        told = garbled(text)
        for match in re.finditer(f"[{''.join(sorted(rare))}]", text.body):
            if match.start() not in told:
                yield at(text, *match.span())


RULES = (
    ProseRule(
        Rule(
            "R106",
            "繁体字、异体字或日文汉字",
            "公文使用规范汉字。",
            "请改成规范字；引用古籍、姓名中确需保留的，请说明理由",
            clause=_LAW,
            wrong=("推進社區服務", "羣众满意度", "关注関键环节", "社区裡的老人"),
            right=("推进社区服务", "群众满意度", "关注关键环节", "王喆、李堃、张淼同志"),
            excusable=True,
        ),
        _single,
    ),
    ProseRule(
        Rule(
            "R107",
            "全文是繁体字",
            "公文使用规范汉字；从繁体网页复制的文字要先整篇转换，再逐句核对。",
            "请整篇转换成简体后再粘贴",
            clause=_LAW,
            wrong=(
                "為滿足人民群眾日益增長的美好生活需要，按照國家關於開展綠色社區創建行動、城市居住社區建設補短板行動和加快發展數字家庭提高居住品質工作的部署，進一步提高社區功能品質，提升社區宜居環境，推動城市高質量可持續發展，特製定本方案。堅持黨的領導，統籌協調，優化環境，創新機制，建設智慧社區，為居民辦實事，讓群眾滿意。"
                "完善設施，補齊短板，開展試點，總結經驗，營造氛圍，強化監督，確保實效，鞏固擴大成果。",
            ),
            right=("为满足人民群众日益增长的美好生活需要，按照国家部署，特制定本方案。",),
            excusable=True,
        ),
        _whole,
        whole=True,
    ),
    ProseRule(
        Rule(
            "R108",
            "用了繁体写法的字",
            "这个字另有读音或用作姓氏，在这个词里应写规范字。",
            "请改成规范字",
            clause=_LAW,
            wrong=("关於印发方案的通知", "广泛徵求意见", "请予答覆", "沿著道路"),
            right=("关于印发方案的通知", "於先生", "覆盖全部社区", "按著录规则", "名著重温", "李昇华"),
            excusable=True,
        ),
        _in_words,
    ),
    ProseRule(
        Rule(
            "R109",
            "这个字不在《通用规范汉字表》内",
            "表外的字打印时可能缺字形，也常是识别错误。",
            "请核对是否写错；人名、地名确用此字的，请说明理由",
            severity="warning",
            clause="《通用规范汉字表》",
            wrong=("黁先生", "建设龘龘公园", "麴某"),
            right=("闫先生", "建设口袋公园"),
            excusable=True,
        ),
        _rare,
    ),
)
