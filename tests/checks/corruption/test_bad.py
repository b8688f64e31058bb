"""Damage of every class that was met on real pages, each snippet caught by its rule, at its place, and by no other."""

from __future__ import annotations

import pytest

from builders.checks.corruption import RULES
from builders.checks.prose.rulebook import check_prose
from builders.checks.text import plain_text

# code, text with what is wrong between ⟦ and ⟧, what should stand there (None where nobody can know)
BAD: list[tuple[str, str, str | None]] = [
    # injected brands
    ("R101", "示例市示例区人民⟦和记AG⟧办公室", "政府"),
    ("R101", "示例市委示例市人民⟦和记AG⟧印发方案", "政府"),
    ("R101", "示例市人民⟦和记AG⟧办公厅关于印发方案的通知", "政府"),
    ("R101", "已经区人民⟦和记AG⟧常务会议审议通过", "政府"),
    ("R101", "认真落实省委省⟦和记AG⟧决策部署", "政府"),
    ("R101", "充分发挥⟦和记AG⟧统筹主导作用", "政府"),
    ("R101", "建立“⟦和记AG⟧牵头、街道落实”的机制", "政府"),
    ("R101", "党委领导、⟦和记AG⟧组织、业主参与", "政府"),
    ("R101", "整合⟦和记AG⟧、市场、社会力量", "政府"),
    ("R101", "⟦365体育⟧·社区建设专栏", None),
    ("R101", "⟦澳门新葡京⟧社区服务", None),
    ("R101", "学校简介⟦平特一肖⟧教学楼", None),
    ("R101", "访问⟦Bet365⟧了解试点", None),
    ("R101", "⟦亚洲av⟧社区工作动态", None),
    ("R102", "示例市人民⟦XQ⟧办公室", None),
    ("R102", "示例县人民⟦JBO8⟧关于印发方案的通知", None),
    ("R103", "县委县⟦KYTY⟧办公室", None),
    ("R103", "由⟦KYTY⟧牵头实施", None),
    # readings
    ("R104", "完整社⟦區(qū)⟧建设", "区"),
    ("R104", "⟦設(shè)⟧施完善", "设"),
    ("R104", "公共服⟦務(wù)⟧", "务"),
    ("R104", "加快⟦發(fā)⟧展", "发"),
    ("R104", "试⟦點(diǎn)⟧工作", "点"),
    ("R104", "试⟦點（diǎn）⟧工作", "点"),
    ("R104", "召开⟦會(huì )⟧议", "会"),
    ("R104", "召开⟦會 (huì)⟧议", "会"),
    ("R105", "⟦长(cháng)⟧宁县", None),
    ("R105", "⟦一(yī / yì /yí)⟧站式服务", None),
    # other scripts
    ("R106", "共同⟦締⟧造美好生活", "缔"),
    ("R106", "社区周⟦邊⟧", "边"),
    ("R106", "社区⟦裡⟧的老人", "里"),
    ("R106", "完成以⟦後⟧", "后"),
    ("R106", "预⟦製⟧构件", "制"),
    ("R106", "群⟦眾⟧满意", "众"),
    ("R106", "⟦峯⟧会路", "峰"),
    ("R106", "单⟦価⟧核定", "价"),
    ("R106", "⟦単⟧元改造", "单"),
    ("R108", "对⟦於⟧老旧小区", "于"),
    ("R108", "⟦徵⟧求居民意见", "征"),
    ("R108", "请予批⟦覆⟧", "复"),
    ("R108", "⟦瞭⟧解居民需求", "了"),
    ("R108", "本⟦著⟧为民服务的原则", "着"),
    ("R108", "示例⟦巿⟧住房和城乡建设局", "市"),
    ("R109", "⟦㗂⟧某", None),
    # bytes read one off
    ("R110", "发展⟦?摿Υ蟮男鲁切聟^⟧规划新建", "潜力大的新城新区"),
    ("R110", "发展⟦?jié)摿Υ蟮男鲁切聟^⟧(区内)规划新建", "潜力大的新城新区"),
    ("R110", "发展⟦?jié)摿Υ蟮男鲁切聟^(qū)⟧规划新建", "潜力大的新城新区"),
    ("R110", "(二)基础条件⟦?;诰G⟧色社区", "。基于绿"),
    ("R110", "信贷支持⟦??蛇m⟧当降低", "。可适"),
    ("R110", "城市燃⟦?xì)夤艿览匣\ue1ed\ue3db赂脑斓裙ぷ鳎\ue0d7訌?qiáng)⟧供水", "气管道老化更新改造等工作，加强"),
    # wrong encodings and lost characters
    ("R111", "各⟦鍖哄幙⟧报送", "区县"),
    ("R111", "⟦椤圭洰⟧清单", "项目"),
    ("R111", "关注⟦â€œ⟧一老一幼", "“"),
    ("R111", "⟦å®Œæ•´⟧社区", "完整"),
    ("R111", "⟦ÍêÕû⟧社区", "完整"),
    ("R112", "建设⟦锟斤拷锟斤拷⟧社区", None),
    ("R112", "建设⟦烫烫烫⟧社区", None),
    ("R112", "完整⟦\ufffd\ufffd⟧社区", None),
    ("R113", "更新⟦\ue1ed\ue3db⟧改造", None),
    ("R114", "社区服⟦?⟧设施", None),
    ("R114", "社区服⟦??⟧设施", None),
    ("R115", "⟦?⟧住建部、民政部联合发文", ""),
    ("R116", "社区⟦ぷ⟧建设", None),
    # what nobody sees
    ("R120", "完整⟦\u200b⟧社区", ""),
    ("R120", "完整⟦\ufeff⟧社区", ""),
    ("R120", "完整⟦\u00ad⟧社区", ""),
    ("R120", "完整⟦\u202e⟧社区", ""),
    ("R120", "完整⟦\ufe0f⟧社区", ""),
    ("R120", "完整社区⟦\u2028⟧试点工作", None),
    ("R120", "完整⟦\u0008⟧社区", ""),
    ("R121", "完成，⟦\u00a0⟧建成", ""),
    ("R121", "共⟦\u00a0⟧15个", " "),
    ("R121", "办公厅⟦\u00a0⟧民政部", None),
    ("R121", "示例市民政局⟦\u00a0\u00a0\u00a0⟧", ""),
    ("R122", "⟦\u3000\u3000⟧为做好试点工作", ""),
    ("R122", "一、⟦\t⟧总体要求", None),
    ("R123", "报送⟦⽅⟧案", "方"),
    ("R123", "⟦⻋⟧位改造", "车"),
    ("R123", "⟦\uf967⟧得", "不"),
    # spoiled numbers and dates
    ("R130", "通过市级验收补助⟦IOOO⟧万元", "1000"),
    ("R130", "改造⟦l5⟧个小区", "15"),
    ("R130", "惠及⟦7O8⟧户", "708"),
    ("R131", "奖励其差额的50%⟦o⟧(四)鼓励社会参与", "。"),
    ("R132", "自⟦2023年108月1日⟧起施行", None),
    ("R132", "于⟦2023年6月31日⟧前", None),
    ("R132", "⟦2023年13月⟧完成", None),
    ("R133", "荒地\n⟦7、⟧、政府公共用房", None),
    ("R135", "⟦1 .⟧旧改类", "1."),
    # what is left of the page, and blanks
    ("R150", "⟦您的位置:首页⟧ > 政务公开", None),
    ("R150", "⟦时间:2022-12-02来源:住建局 点击:⟧", None),
    ("R150", "⟦来源:家居百科 时间:2022年11月06日 11:53⟧", None),
    ("R150", "⟦分享到：⟧微信", None),
    ("R150", "⟦打印本页⟧", None),
    ("R150", "⟦扫一扫在手机打开当前页⟧", None),
    ("R150", "《方案》⟦由会员分享⟧", None),
    ("R150", "⟦热门推荐⟧", None),
    ("R151", "完整⟦&nbsp;⟧社区", None),
    ("R151", "完整社区⟦<br/>⟧试点", None),
    ("R160", "⟦XX⟧县人民政府", None),
    ("R160", "投资⟦____⟧万元", None),
    ("R161", "⟦按照省发展改革委关于印发省未来社区试点建设管理办法（试行）的通知⟧等文件精神", None),
    # wrong words
    ("R170", "对创建工作⟦给与支持⟧", "给予支持"),
    ("R170", "重点对⟦维护结构⟧、用能设备", "围护结构"),
    ("R170", "⟦减化⟧审批事项", "简化"),
    ("R170", "⟦截止⟧2023年6月底", "截至"),
    ("R136", "⟦供暧⟧改造", "供暖"),
]


@pytest.mark.parametrize(("code", "marked", "right"), BAD, ids=[f"{code}-{text[:14]}" for code, text, _ in BAD])
def test_damage_is_found_where_it_is_and_told_what_it_was(code: str, marked: str, right: str | None) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    before, _, rest = marked.partition("⟦")
    line, start, length = before.count("\n") + 1, len(before.rpartition("\n")[2]), len(rest.partition("⟧")[0])
    prose = plain_text(text, "x.md")

    found = [(each.rule.code, hit) for each in RULES for hit in each.find(prose)]

    assert [(said, hit.line, hit.start, hit.end) for said, hit in found] == [(code, line, start, start + length)]
    assert found[0][1].replacement == right
    assert len(check_prose(prose, RULES)) == 1, "the pattern that a rule needs must not hide what it finds"
