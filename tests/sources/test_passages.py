"""Prose as an editor writes it: front matter, then passages under the headings that the document needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.errors import ContentError, FileError
from builders.model.notice import Artifact, Unit
from builders.model.passage import Content, Passage
from builders.model.period import half_year_of
from builders.sources.passages import parse_content, read_content
from builders.sources.workspace import Workspace
from tests.sources.refusals import edited, refusal, slips, told

SHOWN = "content/pilot/东县/2023H1/half-year.md"
REPORT = Artifact(
    id="half-year", title="半年报告", level="county", cadence="half-year", document_title="报告",
    template="half-year/report.md.j2", passages=("主要做法", "存在问题"),
)  # fmt: skip
TEXT = """\
---
status: draft
date: 2023-06-08
author: 东县
---

# 主要做法

## 先问需求

入户征求意见。

# 存在问题

用房不足。
"""


def parsed(text: str) -> Content:
    return parse_content(text, SHOWN, REPORT)


def faults(text: str) -> list[str]:
    """Return what is wrong with a text, without the file's name."""
    return [fault.removeprefix(SHOWN).lstrip() for fault in told(lambda: parsed(text), ContentError)]


def passage(body: str) -> Content:
    """Return the content whose first passage is ``body``."""
    return parsed(edited(TEXT, "入户征求意见。", body))


def test_front_matter_and_passages_are_read() -> None:
    assert parsed(TEXT) == Content(
        file=SHOWN,
        status="draft",
        date=date(2023, 6, 8),
        passages=(
            Passage("主要做法", "\n## 先问需求\n\n入户征求意见。\n", SHOWN, 8),
            Passage("存在问题", "\n用房不足。\n", SHOWN, 14),
        ),
        author="东县",
    )


def test_a_passage_starts_at_the_line_that_it_names() -> None:
    lines = TEXT.split("\n")
    for found in parsed(TEXT).passages:
        assert lines[found.line - 2] == f"# {found.name}"
        assert lines[found.line - 1 :][: found.text.count("\n")] == found.text.split("\n")[:-1]


def test_everything_that_the_front_matter_may_say() -> None:
    said = "status: 定稿\ndate: 2023-06-08\nnumber: 某发〔2023〕10号\nsignatories: [甲, 乙]\nreviewed: 丙\n"
    content = parsed(f"---\n{said}" + TEXT[TEXT.index("author") :])
    assert (content.status, content.number) == ("final", "某发〔2023〕10号")
    assert (content.signatories, content.author, content.reviewed) == (("甲", "乙"), "东县", "丙")


@pytest.mark.parametrize(
    ("word", "status"), [("草稿", "draft"), ("draft", "draft"), ("定稿", "final"), ("final", "final")]
)
def test_the_status_has_chinese_names(word: str, status: str) -> None:
    assert parsed(edited(TEXT, "status: draft", f"status: {word}")).status == status


def test_without_a_status_it_is_a_draft() -> None:
    assert parsed(edited(TEXT, "status: draft\n", "")).status == "draft"


SLIPS = slips("""
a misspelt key
    - author:
    + auhtor:
    = 第4行: [Y007] 不认识的键“auhtor” → 是否指“author”？

a status that is none
    - status: draft
    + status: dratf
    = 第2行: [Y004] “status”的值不认识（值：“dratf”） → 是否指“draft”？

a date that is none
    - 2023-06-08
    + 2023-06-31
    = 第3行: [Y005] “date”不是日期（值：“2023-06-31”） → 请写成 2023-06-08 的形式

a date that is a list
    - 2023-06-08
    + [2023-06-08]
    = 第3行: [Y003] “date”应为一个值 → 请写成“键: 值”

no date
    - date: 2023-06-08
    + number: 某发
    = 第2行: [C002] 缺少成文日期“date” → 请补上“date: 2023-06-08”

a date left empty
    - 2023-06-08
    +
    = 第3行: [C002] 缺少成文日期“date” → 请补上“date: 2023-06-08”

a key twice
    - status: draft
    + author: 西区
    = 第4行: [Y002] “author”重复出现，第2行已有 → 请只保留一处

a slip of syntax
    - author: 东县
    + author: '东县
    = 第4行: [Y001] YAML 写法有误：引号没有配对 → 请检查缩进、冒号和引号

a heading like a known one
    - # 存在问题
    + # 存在的问题
    = 第13行: [C005] 不认识的标题（值：“存在的问题”） → 是否指“存在问题”？

a heading like none
    - # 存在问题
    + # 附录
    = 第13行: [C005] 不认识的标题（值：“附录”） → 可用的标题有：主要做法、存在问题

a heading twice
    - # 存在问题
    + # 主要做法
    = 第13行: [C004] 标题重复，第7行已有（值：“主要做法”） → 请合并为一处

no heading
    - # 存在问题
    + ## 存在问题
    = : [C007] 缺少标题“# 存在问题” → 请补上这一部分

a heading without text
    - 用房不足。
    +
    = 第13行: [C008] 标题下没有文字（值：“存在问题”） → 请补写

text before the first heading
    - # 主要做法
    + 总的看，进展顺利。
    = 第7行: [C006] 第一个标题之前有文字（值：“总的看，进展顺利。”） → 请放到标题下：主要做法、存在问题

a heading without a blank
    - # 存在问题
    + #存在问题
    = 第13行: [C031] 标题写法有误（值：“#存在问题”） → 请顶格写“# 标题”，“#”后面空一格

a heading in full width
    - # 存在问题
    + ＃ 存在问题
    = 第13行: [C031] 标题写法有误（值：“＃ 存在问题”） → 请顶格写“# 标题”，“#”后面空一格

a heading not at the margin
    - # 存在问题
    +   # 存在问题
    = 第13行: [C031] 标题写法有误（值：“# 存在问题”） → 请顶格写“# 标题”，“#”后面空一格

a heading without words
    - # 存在问题
    + #
    = 第13行: [C031] 标题写法有误（值：“#”） → 请顶格写“# 标题”，“#”后面空一格

a heading underlined
    - 用房不足。
    + ======
    = 第15行: [C031] 标题写法有误（值：“======”） → 请顶格写“# 标题”，“#”后面空一格

a code block never closed
    - 用房不足。
    + ```
    = 第15行: [C032] 代码块没有结束（值：“```”） → 请在代码块后加一行“```”
""")


@pytest.mark.parametrize(("old", "new", "fault"), SLIPS)
def test_a_slip_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    assert fault in faults(edited(TEXT, old, new))


@pytest.mark.parametrize(
    "block",
    [
        "```\n# 不是标题\n```",
        "~~~ {.python}\n# 不是标题\n~~~~~",
        "````\n```\n# 不是标题\n```\n````",
        "```\n# 不是标题\n~~~\n# 也不是\n```",
        "  ```\n# 不是标题\n  ```",
        "```\n#不是标题\n====\n```",
    ],
)
def test_a_heading_in_a_code_block_is_none(block: str) -> None:
    assert passage(block).passages[0].text == f"\n## 先问需求\n\n{block}\n"


@pytest.mark.parametrize(
    "line",
    [
        "`code` and ```more``` here",
        "```全行``` 是行内代码",
        "表\t格",
        "## 小标题",
        "### 更小",
        "1#楼和2#楼",
        "a = b",
        "- # 号",
    ],
)
def test_what_only_looks_like_a_heading_or_a_code_block_is_text(line: str) -> None:
    assert line in passage(line).passages[0].text


def test_a_heading_may_be_closed_with_its_mark() -> None:
    assert parsed(edited(TEXT, "# 存在问题", "# 存在问题 #")) == parsed(TEXT)


@pytest.mark.parametrize("text", ["", "# 主要做法\n", "\n---\nstatus: draft\n---\n", "status: draft\n---\n"])
def test_front_matter_must_stand_first(text: str) -> None:
    assert faults(text) == ["第1行: [C003] 文件应以文件头开始 → 请在开头写两行“---”，中间写 status、date 等"]


def test_prose_without_any_heading_is_told() -> None:
    assert faults(TEXT[: TEXT.index("# 主要")] + "只有文字。\n") == [
        ": [C007] 缺少标题“# 主要做法” → 请补上这一部分",
        ": [C007] 缺少标题“# 存在问题” → 请补上这一部分",
        "第7行: [C006] 第一个标题之前有文字（值：“只有文字。”） → 请放到标题下：主要做法、存在问题",
    ]


def test_a_file_without_front_matter_is_named() -> None:
    assert refusal(lambda: parsed(""), ContentError).message == f"正文 {SHOWN} 缺少文件头"


def test_front_matter_must_end() -> None:
    assert faults("---\nstatus: draft\n\n# 主要做法\n") == [
        "第1行: [C003] 文件头没有结束 → 请在开头写两行“---”，中间写 status、date 等"
    ]


def test_front_matter_may_not_be_empty() -> None:
    assert faults("---\n---\n" + TEXT[TEXT.index("# 主要") :])[0].startswith("第2行: [Y001] 应为“键: 值”的形式")


def test_all_slips_are_told_at_once_with_lines_of_the_file() -> None:
    text = edited(edited(TEXT, "author:", "auhtor:"), "# 存在问题", "# 存在问提")
    error = refusal(lambda: parsed(text), ContentError)
    assert error.message == f"正文 {SHOWN} 有3处问题"
    assert [(problem.code, problem.place.line) for problem in error.diagnostics] == [
        ("C007", 0),
        ("Y007", 4),
        ("C005", 13),
    ]


@pytest.mark.parametrize(("character", "code"), [("\ue000", "U+E000"), ("\u200b", "U+200B"), ("\x07", "U+0007")])
def test_prose_hides_no_character(character: str, code: str) -> None:
    assert faults(edited(TEXT, "用房不足", f"用房{character}不足")) == [
        f"第15行: [C030] 含有不可见字符 {code} → 请删除后重新键入"
    ]


def test_front_matter_hides_none_either() -> None:
    assert any("[C030]" in fault for fault in faults(edited(TEXT, "东县", "东\u200b县")))


@given(st.text(alphabet="#＃= `~\n-甲a:{}\t", max_size=60))
def test_whatever_is_written_is_read_or_refused(body: str) -> None:
    try:
        content = parsed(f"---\ndate: 2023-06-08\n---\n{body}")
    except ContentError as error:
        assert error.diagnostics
    else:
        assert [found.name for found in content.passages] == list(REPORT.passages)


@given(st.lists(st.sampled_from(["甲。", "", "## 小", "- 一", "```", "x"]), max_size=8))
def test_no_line_of_a_passage_is_lost_or_changed(lines: list[str]) -> None:
    body = "\n".join([*lines, "```"] if lines.count("```") % 2 else lines)
    assert passage(f"始\n{body}").passages[0].text == f"\n## 先问需求\n\n始\n{body}\n"


UNIT = Unit("211302", "东县", "东县", "county")
PERIOD = half_year_of(date(2023, 6, 8))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = Workspace(tmp_path).content_file("pilot", "东县", "2023H1", "half-year")
    found.parent.mkdir(parents=True)
    return found


def from_file(tmp_path: Path) -> Content:
    return read_content(Workspace(tmp_path), "pilot", REPORT, UNIT, PERIOD)


def test_a_content_file_is_read_from_its_place(tmp_path: Path, path: Path) -> None:
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    assert from_file(tmp_path) == parsed(TEXT)


def test_a_missing_content_file_is_told_with_the_place_where_it_belongs(tmp_path: Path) -> None:
    error = refusal(lambda: from_file(tmp_path), ContentError)
    assert error.message == "没有东县2023年上半年“半年报告”的正文"
    assert [str(problem) for problem in error.diagnostics] == [
        f"{SHOWN}: [C001] 文件不存在 → 请参照其他单位的同名文件编写"
    ]


def test_a_content_file_in_another_encoding_is_a_fault_of_content(tmp_path: Path, path: Path) -> None:
    path.write_bytes(TEXT.encode("gbk"))
    assert told(lambda: from_file(tmp_path), ContentError) == [
        f"{SHOWN} 第4行: [D008] 不是 UTF-8 编码 → 请用编辑器另存为 UTF-8"
    ]


def test_a_linked_content_file_is_refused(tmp_path: Path, path: Path) -> None:
    path.symlink_to(tmp_path / "nothing.md")
    assert "是一个链接" in refusal(lambda: from_file(tmp_path), FileError).message
