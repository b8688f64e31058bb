"""What a template or a passage may not do: reach out of its data, out of its folder, or into the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.compose.desk import CONTENT_FILE, FIRST_LINE, TEMPLATE_FILE, Desk, fact

FACTS = {"名称": "甲", "数": fact("数", 3, "个")}
VIEWS = {"项目": ({"名称": fact("项目.名称", "甲")},)}

ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 名称.__class__ }}",
    "{{ 名称._fact }}",
    "{{ 名称._trace.facts }}",
    "{{ 项目.__class__ }}",
    "{{ 数.词.__func__.__globals__ }}",
    "{{ 名称 | attr('__class__') }}",
    "{{ 名称 | attr('_fact') }}",
    "{{ '{0.__class__}'.format(名称) }}",
    "{{ '{x}'.format_map(单位) }}",
    "{{ '甲'.ljust(1000000000) }}",
    "{{ '甲' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ cycler('甲') }}",
    "{{ range(10) }}",
    "{% for i in range(999999999) %}{% endfor %}",
    "{% set range = range(9) %}{{ range | list | length }}",
    "{{ lipsum() }}",
    "{{ namespace() }}",
    "{{ dict() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ 项目.append(1) }}",
    "{{ 项目[0].update(单位) }}",
    "{{ 单位.clear() }}",
    "{{ 项目.pop() }}",
    "{% do 项目.append(1) %}",
    "{{ 数 | int }}",
    "{{ 数 | float }}",
    "{{ 名称 | tojson }}",
    "{{ 项目 | pprint }}",
    "{{ 名称 | center(100000) }}",
    "{{ 名称 | urlize }}",
    "{% import 'os' as os %}",
    "{% debug %}",
]


@pytest.mark.parametrize("template", ESCAPES)
def test_a_template_cannot_leave_its_data(desk: Desk, template: str) -> None:
    problem = desk.problem(f"第一行\n{template}\n", facts=FACTS, views=VIEWS)

    assert (problem.place.file, problem.place.line) == (TEMPLATE_FILE, 2)
    assert_chinese(str(problem).replace(template, ""))


@pytest.mark.parametrize("template", ESCAPES)
def test_a_passage_cannot_either(desk: Desk, template: str) -> None:
    problem = desk.problem(passages={"主要做法": f"\n第一行\n\n{template}\n"}, facts=FACTS, views=VIEWS)

    assert (problem.place.file, problem.place.line) == (CONTENT_FILE, FIRST_LINE + 4)


@pytest.mark.parametrize("statement", ["include", "extends", "import"])
@pytest.mark.parametrize(
    "name", ["../secret.txt", "half-year/../../secret.txt", "{secret}", "link.md", "folder/secret.txt"]
)
def test_a_template_reads_nothing_outside_its_folder(desk: Desk, tmp_path: Path, statement: str, name: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    (desk.templates / "link.md").symlink_to(secret)
    (desk.templates / "folder").symlink_to(tmp_path)
    tail = " as 宏" if statement == "import" else ""

    problem = desk.problem(f"第一行\n{{% {statement} '{name.format(secret=secret)}' {tail} %}}\n")

    assert "没有模板" in problem.message
    assert (problem.place.file, problem.place.line) == (TEMPLATE_FILE, 2)


def test_a_template_whose_name_is_computed_is_refused(desk: Desk) -> None:
    desk.write("甲.md", "甲")

    problem = desk.problem("第一行\n{% include 名称 ~ '.md' %}\n", facts=FACTS)

    assert (problem.place.file, problem.place.line) == (TEMPLATE_FILE, 2)
    assert "写明" in str(problem)


def test_a_template_beside_may_be_included(desk: Desk) -> None:
    desk.write("half-year/part.md.j2", "附：{{ 数 }}")

    assert desk.text("甲\n{% include 'half-year/part.md.j2' %}\n", facts=FACTS) == "甲\n附：3个"


def test_macros_may_be_imported_and_their_faults_are_placed_where_they_stand(desk: Desk) -> None:
    desk.write("shared/macros.md.j2", "{% macro 数字(x) %}\n共{{ x.年月 }}\n{% endmacro %}\n")

    problem = desk.problem("{% import 'shared/macros.md.j2' as 宏 %}\n{{ 宏.数字(数) }}\n", facts=FACTS)

    assert (problem.place.file, problem.place.line) == ("templates/shared/macros.md.j2", 2)


def test_an_artifact_whose_template_is_missing_is_told(desk: Desk) -> None:
    problem = desk.problem("{% include 'half-year/part.md.j2' %}")

    assert "half-year/part.md.j2" in problem.message


def test_a_template_that_calls_itself_for_ever_is_stopped(desk: Desk) -> None:
    problem = desk.problem("{% macro 甲() %}{{ 甲() }}{% endmacro %}\n{{ 甲() }}\n")

    assert "没有尽头" in problem.message
    assert_chinese(str(problem))


def test_a_passage_cannot_print_passages(desk: Desk) -> None:
    problem = desk.problem(passages={"主要做法": '{{ 正文("主要做法") }}'})

    assert problem.place.file == CONTENT_FILE
    assert "正文" in problem.message


def assert_chinese(sentence: str) -> None:
    """No word of Jinja's or Python's own complaints."""
    english = r"\b(is|not|the|No|unexpected|undefined|object|attribute|maximum|expected|unsafe|of)\b"
    assert re.findall(english, sentence) == []
