"""The rules on personal data (个人信息规则): one code for each kind and how sure it is."""

from __future__ import annotations

from builders.checks.privacy.finding import Finding, Kind
from builders.core.diagnostics import Severity
from builders.core.rule import Rule

LAW = "《政府信息公开条例》第十五条，《个人信息保护法》第二十八条、第五十一条"
_MASK = "请删去，或按“{}”的样子遮盖"
DECLARED_MOBILE = "V114"
_SHOWN = "公文公开后任何人都能看到，个人的{}不得随公文送出。"


RULES = (
    Rule(
        "V101",
        "居民身份证号码",
        _SHOWN.format("身份证号码"),
        _MASK.format("35*************123"),
        clause=f"GB 11643；{LAW}",
        wrong=("身份证号后跟18位数字，校验位相符",),
        right=("35*************123", "统一社会信用代码（18位）"),
        excusable=True,
    ),
    Rule(
        "V102",
        "疑似居民身份证号码（地区和出生日期成立，校验位不符，可能抄错一位）",
        "抄错一位的号码仍能认出本人。",
        _MASK.format("35*************123") + "；确属其他编码的，请在前面写明“编码”",
        "warning",
        f"GB 11643；{LAW}",
        wrong=("18位数字，只有校验位不符",),
        right=("项目编码后跟18位数字",),
        excusable=True,
    ),
    Rule(
        "V103",
        "15位旧居民身份证号码",
        _SHOWN.format("身份证号码"),
        _MASK.format("35**********123"),
        clause=LAW,
        wrong=("身份证号后跟15位数字",),
        right=("35**********123",),
        excusable=True,
    ),
    Rule(
        "V104",
        "疑似15位旧居民身份证号码",
        "15位数字的地区和出生日期都成立，很可能是旧身份证号码。",
        _MASK.format("35**********123") + "；确属其他编码的，请在前面写明“编码”",
        "warning",
        LAW,
        wrong=("单独一格15位数字，第7至12位是日期",),
        right=("项目编码后跟15位数字",),
        excusable=True,
    ),
    Rule(
        "V105",
        "手机号码",
        _SHOWN.format("手机号码") + "附注需要联系方式的，写单位座机。",
        "请改用单位座机，或按“138****1234”的样子遮盖",
        clause=LAW,
        wrong=("联系人后跟11位手机号码", "手机号码中间有空格、短横线、全角数字或不可见字符"),
        right=("138****1234", "订单号后跟11位数字", "11位数字后跟“元”"),
        excusable=True,
    ),
    Rule(
        "V106",
        "疑似手机号码",
        "1开头的11位数字，前后没有写明是什么。",
        "是手机号码的，请删去或按“138****1234”的样子遮盖；是金额或编号的，请写明单位或“编号”",
        "warning",
        LAW,
        wrong=("单独一格1开头的11位数字",),
        right=("138****1234",),
        excusable=True,
    ),
    Rule(
        "V107",
        "银行卡号",
        _SHOWN.format("银行卡号"),
        "请删去，或只留末四位",
        clause=LAW,
        wrong=("卡号后跟16至19位数字，校验位相符",),
        right=("************0128",),
        excusable=True,
    ),
    Rule(
        "V108",
        "疑似银行卡号",
        "62开头的16至19位数字，校验位与银行卡号相符。",
        "是银行卡号的，请删去或只留末四位；是其他编码的，请在前面写明“编码”",
        "warning",
        LAW,
        wrong=("单独一格62开头的19位数字",),
        right=("************0128",),
        excusable=True,
    ),
    Rule(
        "V109",
        "电话号码",
        "单位的办公电话可以公开，个人的住宅电话不得公开。",
        "请核对是否为单位座机，不是的请删去",
        "warning",
        LAW,
        wrong=("住宅电话后跟7位数字",),
        right=("12345热线",),
        excusable=True,
    ),
    Rule(
        "V110",
        "个人电子邮箱",
        "个人邮箱能找到本人。",
        "请改用单位邮箱，或删去",
        "warning",
        LAW,
        wrong=("邮箱：示例@qq.com（@前为字母数字）",),
        right=("单位的 gov.cn 邮箱",),
        excusable=True,
    ),
    Rule(
        "V111",
        "姓名与联系方式、住址或证件号写在一起",
        "姓名和号码合在一起，就能认出本人。",
        "工作人员的姓名请核对是否应当公开，居民的姓名请删去",
        "warning",
        LAW,
        wrong=("联系人：某某，电话：……",),
        right=("联系科室：城市建设科",),
        excusable=True,
    ),
    Rule(
        "V112",
        "住址写到了门牌",
        "到户的住址能认出本人，公开时只写到乡镇、街道或小区。",
        "请只写到小区或楼栋",
        "warning",
        LAW,
        wrong=("3号楼2单元501室",),
        right=("3号楼2单元", "幸福小区3号楼"),
        excusable=True,
    ),
    Rule(
        "V113",
        "机动车号牌",
        "号牌能查到车主。",
        "请删去，或按“辽N***45”的样子遮盖",
        "warning",
        LAW,
        wrong=("车牌号辽N12A45",),
        right=("公务用车2辆",),
        excusable=True,
    ),
    Rule(
        DECLARED_MOBILE,
        "电话栏里的手机号码",
        "数据表会随文件一起报送、打包，电话栏里的手机号码也就一起送出。",
        "请核对是否需要：单位联系电话请填座机，其余按“138****1234”的样子遮盖",
        "warning",
        LAW,
        wrong=("“联系电话”栏里的11位手机号码",),
        right=("138****1234",),
        excusable=True,
    ),
    Rule(
        "V121",
        "图片里带有拍摄地点",
        "手机照片里记着经纬度，在入户照片上就是住址。生成文件时会去掉，但原图留在仓库里，收到仓库的人都能看到。",
        "请用看图软件“删除属性和个人信息”后换掉原图",
        "warning",
        LAW,
        excusable=True,
    ),
    Rule(
        "V122",
        "图片里带有设备编号",
        "设备编号能查到拍摄人。生成文件时会去掉，但原图留在仓库里。",
        "请用看图软件“删除属性和个人信息”后换掉原图",
        "warning",
        LAW,
        excusable=True,
    ),
    Rule(
        "V123",
        "图片里带有作者或拍摄人姓名",
        "照片属性里的姓名不会印出来，却会随原图留在仓库里。",
        "请用看图软件“删除属性和个人信息”后换掉原图",
        "warning",
        LAW,
        excusable=True,
    ),
    Rule(
        "V131",
        "有内容不能检查个人信息",
        "加密、损坏或过大的内容打不开，里面有没有个人信息无人知道。",
        "请去掉密码或换成能打开的文件后再检查",
        "warning",
        excusable=True,
    ),
)
"""V121 to V131 are told by ``engine.disclosure``, which opens files."""

BY_CODE = {rule.code: rule for rule in RULES}

_CODES: dict[tuple[Kind, Severity], str] = {
    ("identity", "error"): "V101",
    ("identity typo", "warning"): "V102",
    ("old identity", "error"): "V103",
    ("old identity", "warning"): "V104",
    ("mobile", "error"): "V105",
    ("mobile", "warning"): "V106",
    ("card", "error"): "V107",
    ("card", "warning"): "V108",
    ("landline", "warning"): "V109",
    ("mail", "warning"): "V110",
    ("contact", "warning"): "V111",
    ("residence", "warning"): "V112",
    ("plate", "warning"): "V113",
}


def rule_of(found: Finding) -> Rule:
    """Return the rule that a finding is against."""
    return BY_CODE[_CODES[found.kind, found.severity]]
