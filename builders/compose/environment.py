"""The Jinja environment: a sandbox where an unknown name is an error with the nearest one, and values are escaped."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from builders.compose.markup import Markdown, escaped
from builders.compose.stated import Printed, Stated, fact_of
from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import nearest

LARGEST_TEMPLATE = 1_000_000
_ADDRESS = re.compile(r"，(?P<url>https?://[^\s<>]+)")


class Unprintable(TemplateError):
    """A value that must never reach a document: None, a float, a list, a whole row."""


class UnknownName(UndefinedError):
    """A name that a template used and nothing defines."""

    def __init__(self, name: str, owner: str) -> None:
        """Keep the name and, for a column or a group's member, a word for its owner."""
        super().__init__(name)
        self.name = name
        self.owner = owner


class _Missing(StrictUndefined):
    """An undefined value that says its name when it is touched."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        owner = "" if self._undefined_obj is _no_object else "所在的行或分组"
        raise UnknownName(str(self._undefined_name), owner)

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __call__ = __getitem__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error


_no_object = StrictUndefined(name="x")._undefined_obj


class WorkspaceLoader(BaseLoader):
    """Loads templates of the workspace only: no link, no path that leaves the folder."""

    def __init__(self, root: Path) -> None:
        """Serve templates below ``root``."""
        self.root = root

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return source, shown name and an always-current mark. Raises TemplateNotFound."""
        path = self.root / template
        real = Path(os.path.realpath(path))
        if ".." in Path(template).parts or real != Path(os.path.realpath(self.root)) / template or not real.is_file():
            raise TemplateNotFound(template)
        if real.stat().st_size > LARGEST_TEMPLATE:
            raise TemplateNotFound(template)
        return real.read_text(encoding="utf-8"), f"templates/{template}", lambda: True


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox, with macros whose result is Markdown already and is not escaped a second time."""

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """Call what a template calls; everything in a template goes through here."""
        result = super().call(__context, __obj, *args, **kwargs)
        return Markdown(result) if isinstance(__obj, Macro) else result


def make_environment(root: Path) -> Environment:
    """Return the environment for the templates below ``root``."""
    environment = ReportEnvironment(
        loader=WorkspaceLoader(root),
        undefined=_Missing,
        finalize=printable,
        autoescape=False,
        comment_start_string="{##",  # "{#" opens the attributes of a table or figure in Markdown
        comment_end_string="##}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["并列"] = listed
    environment.filters["注"] = Citations().note
    for name in ("lipsum", "cycler", "joiner", "namespace", "range", "dict"):
        environment.globals.pop(name, None)
    return environment


def printable(value: object) -> str:
    """Return what a template prints for a value. Raises Unprintable for what no document may show."""
    if isinstance(value, Printed | Markdown):
        return str(value)
    if isinstance(value, Stated):
        return str(value)
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, StrictUndefined):
        return str(value)
    kinds = {type(None): "空单元格", float: "未取整的小数", list: "一列数据", dict: "整行数据", bool: "是非值"}
    raise Unprintable(f"不能打印{kinds.get(type(value), '这种值')}")


def listed(parts: Iterable[Sequence[Any]]) -> Markdown:
    """并列: word and fact pairs in a row with 、 between, those that are zero left out (已完工3个、在建8个)."""
    shown = [f"{printable(word)}{printable(fact)}" for word, fact in parts if fact]
    return Markdown("、".join(shown))


@dataclass
class Citations:
    """注: prints a fact with a footnote that names its public source; in full the first time, shortly from then on."""

    cited: set[str] = field(default_factory=set)

    def note(self, value: object) -> Markdown:
        """Return the fact with its footnote. Raises Unprintable for a fact whose rows name no public source."""
        fact = fact_of(value)
        sources = list(dict.fromkeys(cell.citation for cell in fact.sources if cell.citation)) if fact else []
        if not sources:
            raise Unprintable("这个数据没有登记公开来源，不能加注")
        words = [self._shortly(source) if source in self.cited else _in_full(source) for source in sources]
        self.cited.update(sources)
        return Markdown(f"{printable(value)}^[{'；'.join(words)}。]")

    @staticmethod
    def _shortly(source: str) -> str:
        return f"来源同前：{escaped(_ADDRESS.sub('', source))}"


def _in_full(source: str) -> str:
    """Return a citation with its address as a link."""
    address = _ADDRESS.search(source)
    if address is None:
        return escaped(source)
    return f"{escaped(source[: address.start()])}，<{address['url']}>"


def unknown_names(source: str, environment: Environment, known: Collection[str], file: str) -> list[Diagnostic]:
    """Return a problem for each name in a template that nothing defines, all at once, with the nearest known one.

    Raises TemplateSyntaxError when the source cannot be parsed.
    """
    tree = environment.parse(source)
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    own |= {node.name for node in tree.find_all((nodes.Macro,))}
    problems: dict[tuple[str, int], Diagnostic] = {}
    for node in tree.find_all(nodes.Name):
        name = node.name
        if node.ctx != "load" or name in known or name in own or name in environment.globals or name in _JINJA_NAMES:
            continue
        near = nearest(name, known)
        cure = f"是否指“{near}”？" if near else "请核对名称，可用 make-report explain 查看全部数据名称"
        problem = Diagnostic(Place(file, node.lineno), "C010", f"没有数据“{name}”", cure=cure)
        problems.setdefault((name, node.lineno), problem)
    return list(problems.values())


_JINJA_NAMES = frozenset(
    {"loop", "caller", "varargs", "kwargs", "self", "true", "false", "none", "True", "False", "None"}
)


def explain_failure(fault: Exception, file: str, absent: Mapping[str, str], known: Collection[str]) -> Diagnostic:
    """Return the problem behind an exception that rendering raised, placed at the template's line."""
    place = Place(*_where(fault, file))
    if isinstance(fault, UnknownName):
        if fault.name in absent:
            cure = f"请用 {{% if {fault.name} is defined %}} 判断后再写"
            return Diagnostic(place, "C011", f"“{fault.name}”此处没有值：{absent[fault.name]}", cure=cure)
        near = nearest(fault.name, known) if not fault.owner else None
        cure = f"是否指“{near}”？" if near else "请核对名称"
        return Diagnostic(place, "C010", f"{fault.owner}没有“{fault.name}”", cure=cure)
    if isinstance(fault, TemplateSyntaxError):
        return Diagnostic(place, "C012", f"模板写法有误：{fault.message}", cure="请检查花括号、百分号和引号是否成对")
    if isinstance(fault, TemplateNotFound):
        cure = "请核对文件名；模板只能放在 templates 文件夹里"
        return Diagnostic(place, "C013", f"没有模板“{fault.name}”", cure=cure)
    if isinstance(fault, SecurityError):
        return Diagnostic(place, "C014", "模板中使用了不允许的写法", cure="模板只能引用数据和循环、判断")
    if isinstance(fault, Unprintable):
        return Diagnostic(place, "C015", str(fault.message), cure="请先用 if 判断，或改用其中的一项")
    return Diagnostic(place, "C016", f"模板不能执行：{fault}", cure="请检查这一行的写法")


def _where(fault: Exception, file: str) -> tuple[str, int]:
    """Return file and line of the innermost template frame of a traceback."""
    if isinstance(fault, TemplateSyntaxError):
        return fault.filename or fault.name or file, fault.lineno
    found = (file, 0)
    step = fault.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if name.startswith(("templates/", "content/")):
            found = (name, step.tb_lineno)
        step = step.tb_next
    return found


def compile_source(environment: Environment, source: str, file: str) -> Template:
    """Return the template that ``source`` holds, so that its errors name ``file``."""
    code = environment.compile(source, name=file, filename=file)
    return Template.from_code(environment, code, environment.make_globals(None))
