"""Names in prose against the register: slips are told with the right name, other names are let be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.checks.prose.rulebook import check_prose
from builders.checks.register import names_rules
from builders.checks.register.catalogue import RULES
from builders.checks.text import plain_text, read_prose
from builders.core.rule import Rule
from builders.model.notice import Notice
from builders.sources.notices import parse_notice

NOTICE = "《关于印发朝阳市开展完整社区建设试点工作实施方案的通知》"
PLAN = "《朝阳市开展完整社区建设试点工作实施方案》"
LIST = """  documents:
    - {title: 示例省社区建设补助资金管理办法, number: 示财规〔2023〕12号, issuer: 示例省财政厅}
"""
WRONG = [(rule, wrong) for rule in RULES for wrong in rule.wrong]
RIGHT = [(rule, right) for rule in RULES for right in rule.right]


SAMPLE = """\
id: sample
title: 关于印发示例市开展完整社区建设试点工作实施方案的通知
number: 示住建发〔2022〕44号
date: 2022-11-21
issuers: [示例市住房和城乡建设局, 示例市民政局]
source: 示例
programme: 试点
sample: true
tables: [projects]
levels:
  county: {title: 县, option: district}
  city: {title: 市, option: city}
units:
  - {code: '990000', name: 示例市, full_name: 示例市, level: city}
  - {code: '990001', name: 示塔区, full_name: 示塔区, level: county, parent: '990000'}
  - {code: '990002', name: 例城区, full_name: 例城区, level: county, parent: '990000'}
artifacts:
  - id: report
    title: 报告
    level: county
    cadence: once
    document_title: '{name}报告'
    template: report.md.j2
    issuers: ['{full_name}住房和城乡建设局']
register:
  documents:
    - {title: 关于开展完整社区建设试点工作的通知, number: 示办发〔2022〕48号, issuer: 示例厅}
    - {title: 完整居住社区建设标准（试行）}
"""


@pytest.fixture(scope="module")
def sample() -> Notice:
    return parse_notice(SAMPLE, "sample", "x")


@pytest.fixture(scope="module")
def notice(workspace_root: Path) -> Notice:
    text = (workspace_root / "data/chaoyang/notice.yaml").read_text(encoding="utf-8")
    assert "  documents:\n" in text
    return parse_notice(text.replace("  documents:\n", LIST, 1), "chaoyang", "x")


def told(text: str, notice: Notice) -> list[str]:
    found = check_prose(plain_text(text, "x.md"), names_rules(notice))
    return [f"{each.code} {each.value} {each.cure}" for each in found]


@pytest.mark.parametrize(("rule", "wrong"), WRONG, ids=[f"{rule.code}-{wrong}" for rule, wrong in WRONG])
def test_what_a_rule_calls_wrong_is_found_by_it_alone(rule: Rule, wrong: str, sample: Notice) -> None:
    assert {each[:4] for each in told(wrong, sample)} == {rule.code}


@pytest.mark.parametrize(("rule", "right"), RIGHT, ids=[f"{rule.code}-{right}" for rule, right in RIGHT])
def test_what_a_rule_calls_right_is_right_for_all(rule: Rule, right: str, sample: Notice) -> None:
    assert told(right, sample) == []


@pytest.mark.parametrize(
    ("text", "code", "cure"),
    [
        # numbers written otherwise
        ("按照建办科[2022]48号文件要求", "R201", "应写成“建办科〔2022〕48号”"),
        ("按照建办科（2022）48号文件要求", "R201", "应写成“建办科〔2022〕48号”"),
        ("按照建办科【2022】48号文件要求", "R201", "应写成“建办科〔2022〕48号”"),
        ("按照建办科〔2022〕048号文件要求", "R201", "应写成“建办科〔2022〕48号”"),
        ("按照建办科〔2022〕 48 号文件要求", "R201", "应写成“建办科〔2022〕48号”"),
        ("按照建办科〔2022〕48文件要求", "R201", "应写成“建办科〔2022〕48号”"),
        ("根据朝住建发[2022]44号", "R201", "应写成“朝住建发〔2022〕44号”"),
        # numbers of nothing
        ("按照建办科〔2022〕84号文件要求", "R202", "是否指“建办科〔2022〕48号”？另有此文的请登记"),
        ("按照建办科〔2021〕48号文件要求", "R202", "是否指“建办科〔2022〕48号”？另有此文的请登记"),
        ("根据朝住建发〔2022〕4号", "R202", "是否指“朝住建发〔2022〕44号”？另有此文的请登记"),
        ("按照示办发〔2023〕7号文件要求", "R203", "请核对原件；确有其文的，请在通知文件的 register.documents 中登记"),
        # titles with a slip
        ("落实《朝阳市开展完整社区建设试点工作实施方安》", "R204", f"登记的标题是{PLAN}"),
        ("落实《朝阳市开展完整社区建设实点工作实施方案》", "R204", f"登记的标题是{PLAN}"),
        ("落实《辽宁省开展完整社区试点工作实施方案》", "R204", f"登记的标题是{PLAN}".replace("朝阳市", "辽宁省")),
        ("对照《完整居住社区建设标准》", "R208", "是否指《完整居住社区建设标准（试行）》？另有此文的请登记"),
        # title and number of two documents
        (f"{NOTICE}（建办科〔2022〕48号）", "R205", None),
        (f"{NOTICE}（示财规〔2023〕12号）", "R205", None),
        ("《示例省社区建设补助资金管理办法》（建科规〔2020〕7号）", "R205", None),
        ("《关于加强示例工程质量管理的意见》（建办科〔2022〕48号）", "R205", None),
        # bodies
        ("朝阳市住建局组织验收", "R206", "全称是“朝阳市住房和城乡建设局”；简称可在 register 中登记后使用"),
        ("双塔区住建局组织验收", "R206", "全称是“双塔区住房和城乡建设局”；简称可在 register 中登记后使用"),
        ("市住建局组织验收", "R206", "全称是“住房和城乡建设局”；简称可在 register 中登记后使用"),
        ("落实《城市居住区规化设计标准》", "R204", "登记的标题是《城市居住区规划设计标准》"),
        ("朝阳市住房和城乡建社局", "R206", "登记的名称是“住房和城乡建设局”"),
        ("朝阳市住房城乡建设局", "R206", None),
        ("双塔区住房及城乡建设局", "R206", "登记的名称是“住房和城乡建设局”"),
        # units
        ("北票市、淩源市、朝阳县", "R207", "应为“凌源市”"),
        ("双塔区和尤城区", "R207", "应为“龙城区”"),
        ("双搭区住房和城乡建设局", "R207", "应为“双塔区”"),
        ("朝阳市建乎县", "R207", "应为“建平县”"),
        ("喀喇沁左翼蒙占族自治县", "R207", "应为“喀喇沁左翼蒙古族自治县”"),
    ],
)
def test_a_slip_in_a_name_is_told_with_the_right_one(text: str, code: str, cure: str | None, notice: Notice) -> None:
    found = [each for each in check_prose(plain_text(text, "x.md"), names_rules(notice)) if each.code == code]

    assert len(found) == 1, told(text, notice)
    assert cure is None or found[0].cure == cure


@pytest.mark.parametrize(
    "right",
    [
        f"{NOTICE}（朝住建发〔2022〕44号）",
        "《住房和城乡建设部办公厅　民政部办公厅关于开展完整社区建设试点工作的通知》（建办科〔2022〕48号）",
        "《住房和城乡建设部办公厅 民政部办公厅关于开展完整社区建设试点工作的通知》（建办科〔2022〕48号）",
        "《关于开展完整社区建设试点工作的通知》（建办科〔2022〕48号）",
        "《完整居住社区建设标准（试行）》（以下简称《标准》）",
        "《完整居住社区建设标准(试行)》（建科规〔2020〕7号附件）",
        "《凌源市开展完整社区建设试点工作实施方案》",  # another place, another document
        "《双塔区完整社区建设试点工作方案》",  # the unit's own
        "《双塔区完整社区建设试点工作2023年上半年总结报告》",
        "GB 50180—2018",
        "《城市居住区规划设计标准》（GB50180-2018）",
        "《中共辽宁省委办公厅 辽宁省人民政府办公厅印发<关于推动城乡建设绿色发展的实施意见>的通知》",
        "《辽宁省“十四五”城乡社区服务体系建设规划》（辽政办发〔2022〕35号）",
        "省人民政府办公厅和朝阳市人民政府办公室",
        "共有项目（2022）3个",
        "朝阳市民政局、朝阳市财政局、朝阳市教育局",
        "朝阳市住房和城乡建设局、民政局",
        "市主城区、老城区和新城区的居民",
        "北票市、凌源市、朝阳县、建平县、喀左县、双塔区、龙城区",
        "北京市、天津市和石家庄市",
        "位于双塔区的朝阳大街",
        "沈阳市皇姑区、和平区",
    ],
)
def test_other_names_are_let_be(right: str, notice: Notice) -> None:
    assert told(right, notice) == []


def test_a_document_need_not_register_its_own_number(notice: Notice) -> None:
    text = read_prose("---\nnumber: 双住建发〔2024〕5号\n---\n\n正文。\n", "x.md")
    assert check_prose(text, names_rules(notice)) == []


@pytest.mark.parametrize("name", ["chaoyang", "national"])
def test_what_the_sample_notices_cite_is_registered(workspace_root: Path, name: str) -> None:
    written = (workspace_root / f"data/{name}/notice.yaml").read_text(encoding="utf-8")
    rules = names_rules(parse_notice(written, name, "x"))
    folders = [workspace_root / "content" / name, *([workspace_root / "templates"] if name == "chaoyang" else [])]
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".j2")]
    assert len(paths) > 1
    texts = [read_prose(path.read_text(encoding="utf-8"), path.name) for path in paths]
    found = [each for text in texts for each in check_prose(text, rules)]
    assert [str(each) for each in found] == []


NAMES = "建办科 〔2022〕 [2022] 48号 84号 《 》 （ ） 关于开展完整社区建设试点工作的通知 完整居住社区建设标准"
PLACES = "朝阳市 双塔区 双搭区 住建局 住房和城乡建设局"
PIECES = st.sampled_from([*NAMES.split(), *PLACES.split(), "、", "，", "\n", "{{ 甲 }}"])


@given(text=st.lists(PIECES, max_size=20).map("".join))
def test_every_find_lies_in_one_line(notice: Notice, text: str) -> None:
    lines = text.split("\n")
    for each in names_rules(notice):
        for hit in each.find(plain_text(text, "x.md")):
            assert 0 <= hit.start < hit.end <= len(lines[hit.line - 1]), each.rule.code
