"""The Jinja environment (模板环境): a sandbox that only reads, unknown names are errors, values are escaped."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, MutableMapping
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from builders.compose.allowance import MOST_CHARACTERS, STEPS_OF_A_TEMPLATE, Allowance, too_long
from builders.compose.faults import NOTHING, NothingFound, UnknownName, Unprintable
from builders.compose.filters import house_filters, printable, side_by_side
from builders.compose.marks import mark_line
from builders.compose.markup import Markdown

LARGEST_TEMPLATE = 1_000_000
_METHODS_OF_TEXT = ("startswith", "endswith")


class _Missing(StrictUndefined):
    """An undefined value that says its name, and what it was looked for in, when it is touched."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        if issubclass(self._undefined_exception, SecurityError):
            raise SecurityError(self._undefined_message)
        if not isinstance(self._undefined_name, str):  # first of none, or [0] of none
            raise NothingFound(self._undefined_message)
        raise UnknownName(self._undefined_name, NOTHING if self._undefined_obj is missing else self._undefined_obj)

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __call__ = __getitem__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error


class WorkspaceLoader(BaseLoader):
    """Loads templates of the workspace only: no link, no path that leaves the folder."""

    def __init__(self, root: Path) -> None:
        """Serve templates below ``root``."""
        self.root = Path(os.path.realpath(root))

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return source, shown name and an always-current mark. Raises TemplateNotFound, Unprintable."""
        path = self.root / template
        # An absolute name would replace the root; a link or ".." would resolve elsewhere.
        if not path.is_relative_to(self.root) or Path(os.path.realpath(path)) != path or not path.is_file():
            raise TemplateNotFound(template)
        shown = f"templates/{template}"
        if path.stat().st_size > LARGEST_TEMPLATE:
            raise Unprintable(f"{shown} 太大，不是模板")
        try:
            return path.read_text(encoding="utf-8-sig"), shown, lambda: True
        except UnicodeDecodeError as fault:
            raise Unprintable(f"{shown} 不是 UTF-8 编码，请用编辑器另存为 UTF-8") from fault


class _Lines(Extension):
    """Lets every printed line remember its source, and takes away the lines that hold only tags or comments.

    Jinja's own trimming would also join a paragraph that ends with a tag to what follows it.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Put a mark before each piece of text and each expression; drop the line end after tags that stand alone."""
        file, alone, first = stream.filename or "", True, True
        for token in stream:
            if token.type == "data" and alone and not first and not token.value.strip(" \t"):
                continue  # between tags that may yet turn out to stand alone
            if token.type == "data":
                dropped = alone and not first and token.value.startswith("\n")
                lines = enumerate(token.value[dropped:].split("\n"), token.lineno + dropped)
                marked = [mark_line(file, number) + line if line.strip() else line for number, line in lines]
                yield Token(token.lineno, "data", "\n".join(marked))
                _, newline, rest = token.value.rpartition("\n")
                alone = not rest.strip() and (alone or bool(newline))
            elif token.type == "variable_begin":
                alone = False
                yield Token(token.lineno, "data", mark_line(file, token.lineno))
                yield token
            else:
                yield token
            first = False


class _Generator(CodeGenerator):
    """Compiles ``~`` as printing side by side: what is joined is escaped once and keeps its trace.

    Each turn of a loop draws on the allowance, and each list that is written out. Nothing is printed at compile time,
    where ``'甲' ~ none`` would be joined by Python and not by us.
    """

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ANN401 - Jinja's
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write the call that joins the parts."""
        self.write("environment.side_by_side((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write the statements of a block; those of a loop draw on the allowance first."""
        if frame.loop_frame:
            self.writeline("environment.allowance.spend()")
        super().blockvisit(nodes, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a list."""
        self._admitted(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a dict."""
        self._admitted(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a tuple, which may also be the names that a loop gives values to."""
        if node.ctx == "load":
            self._admitted(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def _admitted(self, write: Callable[[Any, Frame], None], node: nodes.Expr, frame: Frame) -> None:
        self.write("environment.allowance.admit(")
        write(node, frame)
        self.write(")")


class HouseEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox. What macros, captured blocks and joined values give is Markdown and is not escaped again.

    ``allowance`` is what is left to the rendering that this environment is for.
    """

    allowance: Allowance
    code_generator_class = _Generator
    side_by_side = staticmethod(side_by_side)
    # Numbers are computed in facts.yaml, where they have a name and a lineage.
    intercepted_binops = frozenset({"*", "/", "//", "%", "**"})

    def concat(self, parts: Iterable[str]) -> Markdown:
        """Join what a template, a macro or a block has printed. Raises Boundless where the template stands then."""
        kept, length = [], 0
        for part in parts:
            kept.append(part)
            length += len(part)
            if length > MOST_CHARACTERS:
                if isinstance(parts, Generator):
                    parts.throw(too_long())
                raise too_long()
        text = Markdown("".join(kept))
        self.allowance.spend_on(text)
        return text

    def call(self, context: Context, obj: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - Jinja's
        """Call what the sandbox lets be called; each call draws on the allowance."""
        self.allowance.spend_on_arguments((*given, *named.values()))
        return super().call(context, obj, *given, **named)

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return a template that another one includes; each use draws on the allowance."""
        self.allowance.spend(STEPS_OF_A_TEMPLATE)
        return super().get_template(name, parent, globals)

    def printed(self, value: object) -> str:
        """Return what is printed for a value, drawing on the allowance."""
        text = printable(value)
        self.allowance.spend_on(text)
        return text

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> NoReturn:
        """Refuse to compute."""
        raise SecurityError(f"{operator} is not admitted")

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Admit what the sandbox admits, but of text only questions: its other methods can fill the memory."""
        if isinstance(obj, str):
            return attr in _METHODS_OF_TEXT
        return super().is_safe_attribute(obj, attr, value)


def make_environment(root: Path) -> HouseEnvironment:
    """Return the environment of one rendering, for the templates below ``root``."""
    environment = HouseEnvironment(
        loader=WorkspaceLoader(root),
        undefined=_Missing,
        autoescape=False,
        optimized=False,
        extensions=[_Lines],
        comment_start_string="{##",  # "{#" opens the attributes of a table or figure in Markdown
        comment_end_string="##}",
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.allowance = Allowance()
    environment.finalize = environment.printed
    environment.filters = house_filters(environment.allowance)
    environment.globals.clear()
    return environment


def compile_source(environment: Environment, source: str, file: str) -> Template:
    """Return the template that ``source`` holds, so that its errors and its lines name ``file``."""
    code = environment.compile(source, name=file, filename=file)
    return Template.from_code(environment, code, environment.make_globals(None))
