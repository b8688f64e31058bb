"""The catalogue (规则目录) of bags: what a name may not be, and what speaks against a bag of any producer."""

from __future__ import annotations

from builders.core.diagnostics import Severity
from builders.core.rule import Rule

_RFC = "RFC 8493"
_AGAIN = "请向报送单位重新索取，不要自己改包里的文件"
_PRODUCER = "请打包的单位用符合标准的软件重新打包"


def told(
    code: str, title: str, reason: str, cure: str = _AGAIN, clause: str = "", severity: Severity = "error"
) -> Rule:
    """Return a rule of bundles."""
    return Rule(code, title, reason, cure, severity, clause)


RULES = (
    told("B101", "文件名不能打包", "BagIt 清单或 Windows 不能保存这个名称，解包后文件会丢失或改名。",
         "请改名后重新打包", f"{_RFC} 2.1.3"),
    told("B102", "两个文件名只差大小写或字符写法", "在 Windows 和 macOS 上它们是同一个文件，解包时会互相覆盖。",
         "请改名后重新打包", _RFC),
    told("B201", "包里有链接", "链接可以指向包外的任何文件，核验时从不跟随。"),
    told("B202", "包里有特殊文件", "管道、设备不是文件，不能保存。"),
    told("B203", "文件名不是有效的文字", "这样的名称在别的计算机上打不开。"),
    told("B204", "有的系统不能保存这个名称", "在 Windows 上解包时会失败或改名。", "请报送单位以后改名",
         severity="warning"),
    told("B205", "名称指向包外", "解包时会覆盖别处的文件，是常见的攻击手法。", clause=_RFC),
    told("B212", "加了密码", "移交和核验的包不能加密。", "请报送单位取消密码后重新打包"),
    told("B213", "少见的压缩方法", "不是所有软件都能解开。", "请报送单位用普通的 zip 重新打包"),
    told("B214", "压缩包里有同名文件", "不同的软件会取不同的一个，看到的内容不一样。"),
    told("B215", "压缩包里有不属于任何文件的内容", "正常的软件不会这样写，可能夹带了别的东西。"),
    told("B216", "压缩包末尾有附加的内容", "打包之后有人加了东西，或者文件拼接过。"),
    told("B217", "压缩包对同一文件的两处登记不一致", "不同的软件会相信不同的一处，看到的内容不一样。"),
    told("B218", "报送包的文件夹以外还有文件", "它们不在清单里，没有人担保。"),
    told("B300", "不能作为报送包打开", "文件损坏、没有传完，或者根本不是报送包。"),
    told("B301", "bagit.txt 开头有 BOM", "标准规定没有 BOM。", _PRODUCER, f"{_RFC} 2.1.1"),
    told("B302", "BagIt 版本不认识", "只认识 0.93 至 1.0 版。", _PRODUCER, f"{_RFC} 2.1.1"),
    told("B303", "bagit.txt 写法不对", "1.0 版规定正好两行，冒号后一个空格。", _PRODUCER, f"{_RFC} 2.1.1"),
    told("B304", "写法与标准略有不同", "能看懂，不影响核对。", _PRODUCER, _RFC, "warning"),
    told("B305", "包信息不是“名称: 内容”", "读不出这一行说什么。", _PRODUCER, f"{_RFC} 2.2.2"),
    told("B306", "本机不会算这种摘要", "这份清单没有核对，别的清单照常核对。", "请用支持它的软件核对",
         severity="warning"),
    told("B307", "清单的一行看不懂", "每行应是摘要、空格、文件名。", _PRODUCER, f"{_RFC} 2.1.3"),
    told("B308", "没有文件清单", "没有摘要，就不能证明内容没有改动。", _PRODUCER, f"{_RFC} 2.1.3"),
    told("B309", "data 文件夹里没有文件", "包里没有内容。", "请确认是否报送了空包", severity="warning"),
    told("B310", "列错了清单", "内容列在 manifest 里，说明文件列在 tagmanifest 里。", _PRODUCER, f"{_RFC} 2.1.3"),
    told("B311", "同一文件两个摘要", "两个摘要只能有一个对。", _PRODUCER, f"{_RFC} 2.1.3"),
    told("B401", "文件读不出来", "压缩包里这个文件的内容损坏了。"),
    told("B402", "内容被改动", "文件的摘要与清单登记的不同：打包之后有改动，或者传输出错。", clause=f"{_RFC} 3"),
    told("B403", "缺少文件", "清单里登记了，包里没有。", clause=f"{_RFC} 3"),
    told("B404", "多余的文件", "包里有，清单里没有登记，没有人担保它。", clause=f"{_RFC} 3"),
    told("B405", "文件改了名", "内容与清单登记的一个文件相同，名称不同。", clause=f"{_RFC} 3"),
    told("B406", "没有列在每份清单里", "1.0 版规定每份内容清单都要列出全部文件。", _PRODUCER, f"{_RFC} 2.1.3"),
    told("B407", "不在 tagmanifest 里", "这个说明文件改动了也看不出来。", _PRODUCER, severity="warning"),
    told("B408", "Payload-Oxum 看不懂", "应写“字节数.文件数”，只写一次。", _PRODUCER, f"{_RFC} 2.2.2"),
    told("B409", "数量与登记的不同", "文件有缺少、多余或改动。", clause=f"{_RFC} 2.2.2"),
    told("B410", "内容不在包里，要从网上取", "核验不联网，不能证明网上的内容就是当时的内容。",
         "请报送单位把内容放进包里", f"{_RFC} 2.2.3"),
    told("B411", "还留着网址", "内容已在包里，网址没有用。", _PRODUCER, f"{_RFC} 2.2.3", "warning"),
    told("B412", "摘要算法不够可靠", "md5 和 sha1 能防传输出错，不能防有意伪造。", "请打包的单位改用 sha256 或 sha512",
         _RFC, "warning"),
    told("B421", "缺少打包时写的清单", "make-report 打的包有两份 tagmanifest，现在少了。"),
    told("B422", "与打包时写的不同", "make-report 对同样的内容只有一种写法，现在有字节不同。"),
    told("B424", "打包之后加进来的说明文件", "根文件夹里多了文件，常是操作系统自己放的（.DS_Store、Thumbs.db）。",
         "请确认它是什么；是操作系统放的，删去即可"),
    told("B423", "压缩包重新压缩过", "有人解开后又用别的软件压缩，里面的文件以摘要为准。",
         "内容核对通过即可使用", severity="warning"),
)  # fmt: skip
