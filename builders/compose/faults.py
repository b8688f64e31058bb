"""Faults of templates and passages (模板问题), as an editor can mend them: in Chinese, at the file and line.

Jinja and Python speak English; what they say is told in our own words, and what is not understood is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import nearest

FILES = ("templates/", "content/")
"""How the shown names of templates and passages begin."""


class Unprintable(TemplateError):
    """A value that must never reach a document: None, a float, a list, a whole row. The message is Chinese."""


class Boundless(TemplateError):
    """A template that takes more steps, text or time than any document needs. The message is Chinese."""


class NotebookFault(TemplateError):
    """A notebook that cannot be used, or failed; ``problem`` says where and why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Keep the problem."""
        super().__init__(problem.message)
        self.problem = problem


class NothingFound(UndefinedError):
    """The first row of none."""


class UnknownName(UndefinedError):
    """A name, column or key that a template used and nothing defines.

    ``owner`` is what it was looked for in: a row or a group, None for an empty cell, ``NOTHING`` for a plain name.
    """

    def __init__(self, name: str, owner: object) -> None:
        """Keep the name and its owner."""
        super().__init__(name)
        self.name = name
        self.owner = owner


NOTHING = object()

_SYNTAX = (
    (r"innermost block that needs to be closed is '(?P<a>\w+)'", "“{a}”没有结束", "请补上“end{a}”，或检查中间是否写错"),
    (r"Encountered unknown tag '(?P<a>.+?)'", "不认识的语句“{a}”", "可用的有 if、for、set、macro、call、include"),
    (r"got '(?P<a>end of [^']+)'", "这里没有写完", "请检查花括号、百分号和引号是否成对"),
    (r"(?:got|unexpected) '(?P<a>[^']+)'", "“{a}”写的位置不对", "请检查花括号、百分号和引号是否成对"),
    (r"", "写法有误", "请检查花括号、百分号和引号是否成对"),
)
_RUNTIME = (
    (r"not supported between", "这两项不能比较大小", "数字、日期、文字只能与同类比较"),
    (r"unsupported operand|can only concatenate|bad operand", "这里的数据不能运算", "算法请写在 facts.yaml 中"),
    (r"not callable", "这里的数据不能调用", "名称后面不写圆括号"),
    (r"not iterable", "这里的数据不能循环", "只有视图和分组可以循环"),
    (r"'(?P<a>[\u4e00-\u9fff]+)'", "参数“{a}”写错或漏写", "请参照其他模板的写法"),
    (r"recursion", "互相引用，没有尽头", "请检查宏和 include"),
    (r"", "这一行不能执行", "请检查这一行的写法"),
)


def explain(fault: Exception, file: str, absent: Mapping[str, str], known: Collection[str]) -> Diagnostic:
    """Return the problem behind an exception that rendering raised, placed at the template's line."""
    if isinstance(fault, NotebookFault):
        return fault.problem
    place = Place(*_where(fault, file))
    if isinstance(fault, UnknownName):
        return _unknown(fault, place, absent, known)
    if isinstance(fault, TemplateNotFound):
        return not_found(place, str(fault.name))
    if isinstance(fault, SecurityError):
        return Diagnostic(place, "C014", "模板中使用了不允许的写法", cure="模板只能引用数据、循环和判断，不能计算")
    if isinstance(fault, NothingFound):
        return Diagnostic(place, "C019", "没有符合条件的行，取不到数据", cure="请核对筛选条件里的文字与数据表是否一致")
    if isinstance(fault, Boundless):
        return Diagnostic(place, "C021", str(fault.message), cure="请检查循环、宏和 include 是否一层套一层")
    if isinstance(fault, Unprintable):
        return Diagnostic(place, "C015", str(fault.message), cure="请先用 if 判断，或改用其中的一项")
    code, told = ("C012", _SYNTAX) if isinstance(fault, TemplateSyntaxError) else ("C016", _RUNTIME)
    message, cure = _in_chinese(str(getattr(fault, "message", None) or fault), told)
    return Diagnostic(place, code, message, cure=cure)


def not_found(place: Place, name: str) -> Diagnostic:
    """Return the problem of a template that is not there, or not in the workspace."""
    cure = "请核对文件名；模板只能放在 templates 文件夹里，不能是链接"
    return Diagnostic(place, "C013", f"没有模板“{name}”", cure=cure)


def misspelt(place: Place, name: str, known: Collection[str]) -> Diagnostic:
    """Return the problem of a name that nothing defines."""
    near = nearest(name, known)
    cure = f"是否指“{near}”？" if near else "请核对名称，可用 make-report explain 查看全部数据名称"
    return Diagnostic(place, "C010", f"没有数据“{name}”", cure=cure)


def _unknown(fault: UnknownName, place: Place, absent: Mapping[str, str], known: Collection[str]) -> Diagnostic:
    if fault.owner is NOTHING:
        if fault.name not in absent:
            return misspelt(place, fault.name, known)
        cure = f"请用 {{% if {fault.name} is defined %}} 判断后再写"
        return Diagnostic(place, "C011", f"“{fault.name}”此处没有值：{absent[fault.name]}", cure=cure)
    if fault.owner is None:
        return Diagnostic(place, "C015", f"“{fault.name}”前面的一项是空单元格", cure="请先用 if 判断")
    if isinstance(fault.owner, Mapping):
        keys = [str(key) for key in fault.owner]
        near = nearest(fault.name, keys)
        cure = f"是否指“{near}”？" if near else f"可用的有：{'、'.join(keys)}"
        return Diagnostic(place, "C010", f"所在的行或分组没有“{fault.name}”", cure=cure)
    cure = "数据可写 数、表数、绝对值、百分点、年月、词；一列数据先循环"
    return Diagnostic(place, "C010", f"这里没有“{fault.name}”", cure=cure)


def _in_chinese(message: str, told: tuple[tuple[str, str, str], ...]) -> tuple[str, str]:
    """Return message and cure of the first pattern that is in an English message; a Chinese message stays."""
    if re.match(r"[“\u4e00-\u9fff]", message):
        return message, "请检查这一行的写法"
    for pattern, sentence, cure in told:
        if match := re.search(pattern, message):
            return sentence.format(**match.groupdict()), cure.format(**match.groupdict())
    raise AssertionError("the last pattern matches everything")


def _where(fault: Exception, file: str) -> tuple[str, int]:
    """Return file and line of the innermost template frame of a traceback."""
    if isinstance(fault, TemplateSyntaxError):
        return fault.filename or fault.name or file, fault.lineno
    found = (file, 0)
    step = fault.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if name.startswith(FILES):
            found = (name, step.tb_lineno)
        step = step.tb_next
    return found
