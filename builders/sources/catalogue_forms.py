"""The rules of workbooks that come back (表单检查规则), codes X1xx."""

from __future__ import annotations

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError
from builders.core.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "X101",
        "不是 Excel 工作簿（.xlsx）",
        "改了扩展名的文件内容并没有变，按表格读会读错。",
        "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”",
    ),
    Rule(
        "X102",
        "是旧版 Excel 文件（.xls）",
        "旧版文件的结构不同，改扩展名也不会变成新版。",
        "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”",
    ),
    Rule("X103", "设了打开密码", "加密的文件没有密码读不出任何内容。", "请取消密码后重新保存"),
    Rule(
        "X104",
        "文件已损坏或不完整",
        "传输中断或保存失败的文件会缺少内容，不能只读一半。",
        "请在原来的电脑上重新保存，再发一次",
    ),
    Rule(
        "X105",
        "文件太大，不像填报的表",
        "解压后极大的文件会耗尽内存，正常的表不会这样大。",
        "请删去多余的工作表、空行和图片后另存",
    ),
    Rule(
        "X106",
        "含有宏",
        "宏是会运行的程序，填报的表不需要，也不应打开。",
        "请另存为“Excel 工作簿（.xlsx）”，不要用启用宏的格式",
    ),
    Rule(
        "X107",
        "引用了别的工作簿",
        "引用的数会随别的文件变化，对方的文件不在这里，无法核对。",
        "请在“数据—编辑链接”中断开链接，或把公式改成数值后保存",
    ),
    Rule(
        "X108",
        "含有不允许的 XML 声明",
        "表格软件不会写出这种声明，它可以用来读取别的文件或耗尽内存。",
        "请在 Excel 或 WPS 中打开后重新另存",
    ),
    Rule(
        "X110",
        "没有找到这张表",
        "没有任何工作表的表头与数据表相同。",
        "请用 make-report form 生成的表填写，或把表头改成与数据表相同",
    ),
    Rule(
        "X111",
        "有几张工作表都像这张表",
        "不知道该读哪一张，读错会改错数据。",
        "请只留下一张，或用 make-report form 生成的表填写",
    ),
    Rule("X112", "不认识的表头", "写错的表头会让整列数据丢失。", "请改成数据表的表头，或删除这一列"),
    Rule("X113", "缺少表头", "缺一列就不知道这一列是没有数据还是漏了。", "请补上这一列，没有数据的留空"),
    Rule("X114", "表头重复", "同名的两列不知道以哪一列为准。", "请删除其中一列"),
    Rule(
        "X115",
        "表头占了几行或用了合并单元格",
        "多行表头无法对应到数据表的列。",
        "请改成一行表头，一列一个名称，不要合并",
    ),
    Rule("X116", "合并了单元格", "合并后只有左上角一格有值，其余的行和列都成了空的。", "请取消合并，逐格填写"),
    Rule(
        "X117",
        "公式没有算出的结果",
        "文件里只有公式没有数值，读出来是空的。",
        "请在 Excel 或 WPS 中打开、计算并保存，或改成数值",
    ),
    Rule("X118", "是公式，已读取保存时的结果", "结果可能随别的格变化。", "请核对，最好改成数值", "warning"),
    Rule(
        "X119",
        "隐藏了行或列，其中的数据也已读取",
        "看不见的数据容易漏核对。",
        "请取消隐藏或筛选，核对后再导入",
        "warning",
    ),
    Rule("X120", "隐藏的工作表有数据，没有读取", "里面可能有漏报的数据。", "请取消隐藏后核对", "warning"),
    Rule("X121", "单元格读不出来", "类型不对的内容不能进入数据表。", "请按这一列的填写要求改正"),
    Rule(
        "X122",
        "写法不规范，已按规范读取",
        "全角数字、千位逗号、文本型数字等意思清楚，但最好写规范。",
        "请核对",
        "warning",
    ),
    Rule("X123", "是合计行", "合计由程序计算，混在数据里会被当成一条记录重复相加。", "请删除这一行"),
    Rule(
        "X124", "像是公式，却存成了文字", "存成文字的公式不会计算，写进数据表后用 Excel 打开又会被执行。", "请填写结果"
    ),
    Rule(
        "X125", "以“+”“-”“@”等符号开头", "用 Excel 打开数据表时会被当成公式。", "请核对，最好去掉开头的符号", "warning"
    ),
    Rule("X130", "表单与指定的通知、表或单位不符", "写进别的表或别的单位会改错数据。", "请核对文件，或去掉相应的选项"),
    Rule("X131", "这一行属于别的单位", "一个单位的表只能改自己的数据。", "请删除这一行，或由所属的单位填报"),
    Rule(
        "X132",
        "表单发出后数据又有改动，两边不一致",
        "直接写入会冲掉别人的改动。",
        "请核对以哪个为准；以表单为准的，加 --force 重新导入",
    ),
    Rule("X133", "与表中另一行重复", "同一个编号的两行不知道以哪一行为准。", "请删除或改正其中一行"),
    Rule(
        "X134",
        "现有的行在表中没有，保留不动",
        "漏填和有意删除分不清，所以不自动删除。",
        "要删除，请在“本行处理”列选“删除”；或加 --remove，表中没有的行全部删除",
        "warning",
    ),
    Rule("X135", "要删除的行不在数据表里", "没有可删的行，可能选错了行或改了编号。", "请核对编号，或清空这一行"),
    Rule("X136", "表单发出后表的结构有改动", "列的要求可能变了。", "请核对；需要时重新生成表单", "warning"),
    Rule(
        "X137",
        "表单的来历信息被改动",
        "隐藏工作表里的原始数据对不上，不能判断改了什么。",
        "请重新生成表单，把数据复制进去",
    ),
)
_BY_CODE = {rule.code: rule for rule in RULES}


def problem(code: str, place: Place, value: str = "", message: str = "", cure: str = "") -> Diagnostic:
    """Return a problem of a workbook; message and cure are the rule's where nothing more exact is known."""
    rule = _BY_CODE[code]
    return Diagnostic(place, code, message or rule.title, value, cure or rule.cure, rule.severity)


def refusal(code: str, file: str, detail: str = "") -> DataError:
    """Return the error for a file that cannot be read at all."""
    rule = _BY_CODE[code]
    message = f"{rule.title}（{detail}）" if detail else rule.title
    return DataError(
        f"不能导入 {file}：{message}。{rule.cure}。", [Diagnostic(Place(file), code, message, cure=rule.cure)]
    )
