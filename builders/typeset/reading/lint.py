"""What pandoc would swallow without a word (静默丢失), found in the Markdown before pandoc reads it.

pandoc drops the cells that a row has too many, a footnote that nobody cites, a line that looks like a link definition;
and it prints the mark of a footnote that has no text. Each is text lost, or litter printed in an official document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from builders.typeset.reading.trail import Trail

_CITED = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\](?!:)")
_NOTED = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]+)\]:")
_DEFINED = re.compile(r" {0,3}\[(?!\^)(?P<name>[^\]]+)\]:")
_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*|\s*\|\s*:?-+:?\s*\|\s*")
_BAR = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"\s*:{3,}\s*(?P<rest>.*?)\s*:*\s*")
_UNDERLINE = re.compile(r" {0,3}(-+|=+)\s*")
_COMMENT = re.compile(r"(?<!\\)<!--")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffd]")


def inspect(trail: Trail) -> None:
    """Note on the trail everything in the Markdown that would be lost or printed as litter."""
    lines = trail.manuscript.markdown.split("\n")
    _characters(trail, lines)
    _footnotes(trail, lines)
    _lines(trail, lines)
    _tables(trail, lines)
    _fences(trail, lines)


def _characters(trail: Trail, lines: list[str]) -> None:
    for number, line in enumerate(lines, 1):
        for character in sorted(set(line)):
            broken = unicodedata.category(character) in ("Cc", "Cs") and character not in "\t"
            if broken or _INVISIBLE.match(character):
                trail.refuse(
                    "M151", f"有看不见的控制字符（U+{ord(character):04X}）", line=number,
                    value=line.strip().encode("utf-8", "backslashreplace").decode(), cure="请删去该字符。",
                )  # fmt: skip


def _footnotes(trail: Trail, lines: list[str]) -> None:
    noted = [(match["name"], number) for number, line in enumerate(lines, 1) if (match := _NOTED.match(line))]
    cited = [(match["name"], number) for number, line in enumerate(lines, 1) for match in _CITED.finditer(line)]
    known, used = Counter(name for name, _ in noted), {name for name, _ in cited}
    for name, number in cited:
        if name not in known:
            cure = f"请在段后另起一行写“[^{name}]: 脚注文字”。"
            trail.refuse("M152", "脚注没有对应的文字", line=number, value=f"[^{name}]", cure=cure)
    for name, number in noted:
        if name not in used:
            cure = f"请在正文引用处写 [^{name}]，或删去这条脚注。"
            trail.refuse("M153", "脚注没有在正文里引用，不会印出", line=number, value=f"[^{name}]", cure=cure)
        elif known[name] > 1:
            trail.refuse("M154", "脚注的标识重复", line=number, value=f"[^{name}]", cure="请给每条脚注不同的标识。")


def _lines(trail: Trail, lines: list[str]) -> None:
    for number, line in enumerate(lines, 1):
        if match := _DEFINED.match(line):
            cure = "链接请写成 [文字](网址)；不是链接时在方括号前加反斜杠。"
            trail.refuse("M155", "这一行会被当作链接定义，不会印出", line=number, value=match["name"], cure=cure)
        if number > 1 and lines[number - 2].strip() and _UNDERLINE.fullmatch(line):
            cure = "标题请用井号写；分隔线请删去。"
            trail.refuse("M159", "这一行会把上一行变成标题", line=number, value=line.strip(), cure=cure)
        if _COMMENT.search(line):
            cure = "请删去注释；确需印出时在 < 前加反斜杠。"
            trail.refuse("M156", "正文里不能写注释", line=number, value=line.strip(), cure=cure)


def _tables(trail: Trail, lines: list[str]) -> None:
    """Compare every row of a pipe table with its ruler; pandoc pads short rows and cuts long ones."""
    for index, line in enumerate(lines):
        if index == 0 or not _RULER.fullmatch(line) or not _BAR.search(lines[index - 1]):
            continue
        expected = _cells(line)
        last = index + 1
        while last < len(lines) and lines[last].strip():
            last += 1
        for number in [index, *range(index + 2, last + 1)]:
            found = _cells(lines[number - 1])
            if found != expected:
                cure = "请补齐或删去单元格；文字里的竖线前加反斜杠。"
                value = lines[number - 1].strip()
                trail.refuse("M157", f"表格这一行有{found}格，应有{expected}格", line=number, value=value, cure=cure)


def _cells(row: str) -> int:
    return len(_BAR.split(re.sub(r"^\||(?<!\\)\|$", "", row.strip())))


def _fences(trail: Trail, lines: list[str]) -> None:
    open_at: list[int] = []
    for number, line in enumerate(lines, 1):
        match = _FENCE.fullmatch(line)
        if match is None:
            continue
        if match["rest"]:
            open_at.append(number)
        elif open_at:
            open_at.pop()
        else:
            trail.refuse("M158", "“:::”没有对应的开头", line=number, cure="请删去这一行，或补上块的开头。")
    for number in open_at:
        trail.refuse("M158", "“:::”没有对应的结尾", line=number, cure="请在块的末尾另起一行写“:::”。")
