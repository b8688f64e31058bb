"""Rules of formalities (公文要素检查): what a document cannot go up without, clauses 7.2.1–7.2.6."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builders.core.diagnostics import Diagnostic, Place
from builders.core.rule import Rule
from builders.model.notice import Artifact
from builders.model.passage import Content

RULES = (
    Rule(
        "C044",
        "标注密级的公文没有份号",
        "涉密公文应当标注份号。",
        "请补上六位份号，如“copy_number: '000001'”",
        clause="GB/T 9704—2012 7.2.1",
    ),
    Rule(
        "C045",
        "定稿没有发文字号",
        "没有发文字号的公文不能印发。",
        "请补上“number: 双住建发〔2024〕5号”，或改回草稿",
        clause="GB/T 9704—2012 7.2.5",
    ),
    Rule(
        "C046",
        "上行文定稿没有签发人",
        "上行文应当标注签发人姓名。",
        "请补上“signatories: [姓名]”，或改回草稿",
        clause="GB/T 9704—2012 7.2.6",
    ),
    Rule(
        "C047",
        "定稿没有审核人",
        "公文签发前应当经过审核；写明谁审核过，出了问题才知道问谁。",
        "请补上“reviewed: 审核人姓名”，或改回草稿",
        clause="党政机关公文处理工作条例 第二十条",
    ),
    Rule(
        "C048",
        "示例数据不能定稿",
        "通知写明数据是演示编造的（sample: true），这样的文件不能当作正式文件报出。",
        "请改回草稿；只作演示的，在命令后加 --sample",
    ),
    Rule(
        "C049",
        "定稿用到的文件有未提交的修改",
        "定稿的版本应当能在 Git 里找到，以后才能核对、重做。",
        "请先提交（git commit）再生成，或改回草稿",
    ),
)
_BY_CODE = {rule.code: rule for rule in RULES}


def check_formalities(content: Content, artifact: Artifact) -> list[Diagnostic]:
    """Return what the front matter lacks: a draft may wait for its number and its signers, a final document may not."""
    return list(_lacking(content, artifact))


def check_final(content: Content, *, invented: bool, modified: Iterable[str]) -> list[Diagnostic]:
    """Return what a final document must not be made from: invented data, and inputs changed since the last commit.

    A draft may. ``invented`` is false too where a demonstration is wanted; ``modified`` are paths of inputs.
    """
    if content.status != "final":
        return []
    found = [_problem(content, "status", "C048")] if invented else []
    return found + [_problem(content, "status", "C049", file) for file in sorted(modified)]


def _lacking(content: Content, artifact: Artifact) -> Iterator[Diagnostic]:
    head = artifact.masthead
    if content.classification and not content.copy_number:
        yield _problem(content, "copy_number", "C044")
    if content.status != "final":
        return
    if not content.reviewed:
        yield _problem(content, "reviewed", "C047")
    if head and not content.number and head.kind != "minutes":
        yield _problem(content, "number", "C045")
    if head and head.upward and not content.signatories:
        yield _problem(content, "signatories", "C046")


def _problem(content: Content, key: str, code: str, value: str = "") -> Diagnostic:
    rule = _BY_CODE[code]
    return Diagnostic(Place(content.file, column=key), code, rule.title, value, rule.cure, rule.severity)
