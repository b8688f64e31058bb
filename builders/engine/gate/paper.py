"""One file of prose at the gate (单份正文): read with every rule, its excuses heard."""

from __future__ import annotations

from builders.checks.excuses import Judgement, read_excuses, weigh
from builders.checks.privacy.telling import without_personal_data
from builders.engine.catalogue import all_rules
from builders.engine.proofreading import Proofreader
from builders.sources.files import read_text
from builders.sources.passages import LARGEST_CONTENT
from builders.sources.workspace import Workspace


def judge_prose(workspace: Workspace, file: str, reader: Proofreader) -> Judgement:
    """Return what is wrong with a content file or a template after its excuses, and what they excused.

    Raises FileError or DataError when it cannot be read.
    """
    return judge_text(read_text(workspace.root / file, file, LARGEST_CONTENT), file, reader)


def judge_text(text: str, file: str, reader: Proofreader) -> Judgement:
    """Return the judgement of a file that holds ``text``, like ``judge_prose``."""
    excuses, wrong = read_excuses(text, file)
    found = [*reader.written(text, file), *wrong]
    return weigh(dict.fromkeys(without_personal_data(problem) for problem in found), excuses, all_rules())
