"""The rules of pictures and faces (图片和字体规则): what a file cannot be printed without."""

from __future__ import annotations

from builders.core.rule import Rule

_FETCH = "再次运行 make-report fonts fetch"

RULES = (
    Rule(
        "G101",
        "图片不能印入文件",
        "图片损坏或格式不被 Word、PDF 接受。",
        "请换成完整的 jpg 或 png 图片",
    ),
    Rule(
        "G102",
        "字体里没有这个字",
        "没有字形的字印出来是空框。",
        "请运行 make-report fonts fetch 取得字体，或换一个字",
        wrong=("（生僻字、表情符号）",),
    ),
    Rule(
        "G111",
        "字体分工表写错",
        "templates/gongwen/fonts.yaml 定每种字由哪个字体来印，键名写错或缺了角色，就有字没有字体可用。",
        "请按提示的位置改正这个文件，或从本工具的仓库里取回原来的",
        wrong=("filse: [simfang.ttf]",),
        right=("files: [simfang.ttf]",),
    ),
    Rule(
        "G112",
        "找不到字体",
        "公文的标题、正文、各级标题各有规定的字体，本机没有能用的就不能排版。",
        "请把字体文件（如 simfang.ttf）复制到提示的文件夹，或运行 make-report fonts fetch",
        clause="GB/T 9704—2012 5.2.2",
    ),
    Rule(
        "G113",
        "字体文件与登记的 sha256 不一致",
        "取得的开放字体应当与登记的完全相同，否则同样的数据在两台计算机上排出来不一样。",
        "请删去提示的文件，再运行 make-report fonts fetch",
    ),
    Rule(
        "G114",
        "不是可用的字体文件",
        "文件损坏、没有复制完，或者不是字体，只是改了扩展名。",
        "请换一个完好的文件，或把它移出字体文件夹",
    ),
    Rule(
        "G115",
        "软件包里的字体与登记的不一致",
        "取得的软件包里缺少登记的字体，或者字体的 sha256 不同；不一致的一个也不安装。",
        f"请{_FETCH}；仍不一致的，请告诉维护人员更新字体分工表",
    ),
    Rule(
        "G116",
        "没有取得字体",
        "取得字体要有网络和 Debian、Ubuntu 的 apt-get、dpkg-deb；原因写在提示里，其余的字体照常可用。",
        f"请检查网络后，{_FETCH}；没有网络的计算机，请把字体文件复制到字体文件夹",
    ),
)
