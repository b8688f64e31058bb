"""Pages of the rules (检查规则页): one page of the handbook for each rule, and their index, made from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builders.core.diagnostics import visible
from builders.core.rule import Rule

INDEX = "README.md"
FOLDER = "content/handbook/检查规则"
FAMILIES = {
    "D": "读表（CSV）",
    "T": "表的规则",
    "F": "口径和核对",
    "X": "填报表（Excel）",
    "S": "表结构文件",
    "N": "通知文件",
    "Y": "YAML 写法",
    "C": "正文和模板",
    "M": "Markdown 写法",
    "P": "标点、数字和行文",
    "R": "文字损坏和名称",
    "V": "个人信息",
    "K": "例外和文件位置",
    "G": "图片和字体",
    "E": "生成",
    "B": "报送包",
}
"""What the first letters of the codes stand for, in the order of the index."""
_SEVERITIES = {"error": "错误", "warning": "提醒"}
_CONSEQUENCES = {
    "B": ("不能打包，或核验不通过", "不影响打包和核验"),
    "X": ("不改不能导入", "不影响导入"),
    "G115": ("不安装这种字体", "不影响安装"),
    "G116": ("不安装这种字体", "不影响安装"),
    "": ("不改不能生成", "不影响生成"),
}
"""What an error and a warning mean, by the beginning of the code; the first that fits."""
_HEAD = "<!-- 本页由 make-report rules --write 生成，请勿手工修改 -->\n"


def pages(rules: Mapping[str, Rule]) -> dict[str, str]:
    """Return every page by file name: the index and one for each rule."""
    return {INDEX: _index(rules.values()), **{f"{code}.md": page(rule) for code, rule in sorted(rules.items())}}


def page(rule: Rule) -> str:
    """Return the page of a rule as Markdown."""
    return "\n".join([_HEAD, f"# {rule.code}　{rule.title}", "", *_lines(rule)])


def _lines(rule: Rule) -> Iterator[str]:
    yield f"- 程度：{_SEVERITIES[rule.severity]}，{_consequence(rule)}"
    yield f"- 依据：{rule.clause or '本工具的规定'}"
    yield f"- 自动修正：{'可以（--fix）' if rule.safe else '不可以，请人工修改'}"
    yield f"- 例外：{_excuse(rule) if rule.excusable else '不可以'}"
    yield from ("", "## 为什么", "", rule.reason or f"{rule.title}。")
    yield from ("", "## 怎么改", "", rule.cure.rstrip("。") + "。")
    for title, examples in (("错误的写法", rule.wrong), ("正确的写法", rule.right)):
        if examples:
            yield from ("", f"## {title}", "")
            yield from (_example(example) for example in examples)
    yield ""


def _consequence(rule: Rule) -> str:
    error, warning = next(said for start, said in _CONSEQUENCES.items() if rule.code.startswith(start))
    return error if rule.severity == "error" else warning


def _excuse(rule: Rule) -> str:
    return f"可以，在这一行末尾写明理由：{_code(f'{{## 例外 {rule.code}：理由 ##}}')}"


def _example(text: str) -> str:
    """Return an example as a point of a list: several lines stand as they would in the file."""
    shown = [visible(line) for line in text.split("\n")]
    if len(shown) == 1:
        return f"- {_code(shown[0])}"
    return "\n".join(["- ```text", *(f"  {line}".rstrip() for line in shown), "  ```"])


def _code(text: str) -> str:
    """Return text of one line as code of Markdown, whatever backticks it holds."""
    fence = "`" * (max((len(run) for run in text.split() if set(run) == {"`"}), default=0) + 1)
    while fence in text:
        fence += "`"
    return f"{fence} {text} {fence}" if text[:1] in "` " or text[-1:] in "` " else f"{fence}{text}{fence}"


def _index(rules: Iterable[Rule]) -> str:
    known = sorted(rules, key=lambda rule: rule.code)
    said = f"共{len(known)}条。每条规则的依据、例子和改法见各页，也可运行 `make-report rules 代号` 查看。"
    parts = [_HEAD, "# 检查规则", "", said]
    for letter, title in FAMILIES.items():
        family = [rule for rule in known if rule.code.startswith(letter)]
        if family:
            parts += ["", f"## {title}", "", "| 代号 | 规则 | 程度 | 依据 |", "|:--|:--|:--|:--|"]
            parts += [_row(rule) for rule in family]
    return "\n".join([*parts, ""])


def _row(rule: Rule) -> str:
    cells = (f"[{rule.code}]({rule.code}.md)", _cell(rule.title), _SEVERITIES[rule.severity], _cell(rule.clause))
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
