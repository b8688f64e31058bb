"""A submission (报送流水线) by a machine: check, build, conform, bundle, verify, each when the one before holds.

``python -m builders.cli.submission [step...] [option...]`` is what ``nox -s submission`` and the workflow for GitHub
run. Each option goes to the steps that know it, so the line is as long as that of one verb.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from builders.cli import voice
from builders.cli.main import run
from builders.core.digests import file_digest
from builders.core.errors import DataError, ProblemsFound, ReportError, UsageError
from builders.core.suggest import unknown

if TYPE_CHECKING:
    from builders.conform.finding import Profile

STEPS = {"check": "检查", "build": "生成", "conform": "检验格式", "bundle": "打包", "verify": "核验"}
_OPTIONS = {
    "--all": ("build", "bundle"),
    "--period": ("build", "bundle"),
    "--sample": ("build", "bundle"),
    "--output": ("build", "conform", "bundle", "verify"),
    "--strict": ("check",),
    "--artifact": ("bundle",),
    "--archive": ("bundle",),
    "--sign": ("bundle",),
    "--rebuild": ("verify",),
    "--signer": ("verify",),
    "--principal": ("verify",),
}
"""Whose an option is; one that is not here names a unit or a notice, and a typo is answered by the first step."""
_NAMING = ("check", "build", "bundle")
_MEASURED = (".docx", ".pdf")


@dataclass(frozen=True)
class Submission:
    """What is asked for: the steps, the options of each, and the folder where everything lies."""

    steps: tuple[str, ...]
    options: dict[str, list[str]]
    output: Path

    def words(self, step: str) -> list[str]:
        """Return the command line of a step that is a verb of make-report; without files to work on."""
        here = ["--output", str(self.output)] if step in ("build", "bundle") else []
        annotated = ["--format", "github"] if step == "check" and os.environ.get("GITHUB_ACTIONS") == "true" else []
        return [step, *self.options[step], *here, *annotated]


def read(arguments: list[str]) -> Submission:
    """Return the submission that a command line asks for: all steps and all units unless some are named.

    Raises UsageError for a step that is none.
    """
    count = next((place for place, word in enumerate(arguments) if word not in STEPS), len(arguments))
    chosen, rest = arguments[:count], arguments[count:]
    if rest and not rest[0].startswith("-"):
        raise UsageError(unknown(rest[0], STEPS))
    options: dict[str, list[str]] = {step: [] for step in STEPS}
    output, one = Path("outputs"), False
    while rest:
        group, rest = _first(rest)
        name, _, value = group[0].partition("=")
        one = one or name not in (*_OPTIONS, "--notice")
        if name == "--output":
            output = Path(value or group[-1])
            continue
        for step in _OPTIONS.get(name, _NAMING):
            options[step] += group
    for step in ("build", "bundle"):
        options[step] += [] if one or "--all" in options[step] else ["--all"]
    return Submission(tuple(step for step in STEPS if step in chosen or not chosen), options, output)


def _first(words: list[str]) -> tuple[list[str], list[str]]:
    """Split off the first option with its value, where one follows."""
    end = next((place for place, word in enumerate(words[1:], 1) if word.startswith("-")), len(words))
    return words[:end], words[end:]


def submit(asked: Submission) -> int:
    """Take the steps one after another, until one fails; tell what came out. Returns the exit code of the last."""
    taken: list[tuple[str, float, int]] = []
    for step in asked.steps:
        voice.say(f"\n—— {STEPS[step]} ——")
        begun = time.monotonic()
        try:
            code = _DOINGS.get(step, _run_verb)(asked, step)
        except ReportError as fault:
            voice.say(f"错误：{fault.message}")
            code = fault.exit_code
        taken.append((step, time.monotonic() - begun, code))
        if code:
            break
    _tell(asked, taken)
    return taken[-1][2]


def _run_verb(asked: Submission, step: str) -> int:
    return run(asked.words(step))


def _conform(asked: Submission, step: str) -> int:
    """Measure every document in the output folder; print only those that are against the standard."""
    from builders.conform.isolation import inspect_isolated
    from builders.conform.unreadable import Unreadable

    measured = list(_documents(asked.output))
    if not measured:
        voice.say(f"错误：{asked.output} 里没有生成的文件，请先运行 build。")
        return UsageError.exit_code
    worst = 0
    for number, (file, profile) in enumerate(measured, 1):
        try:
            sound = inspect_isolated(file.read_bytes(), profile).conforms
        except Unreadable:
            sound = False
        if not sound:
            worst = max(worst, run(["conform", "--profile", profile, str(file)]) or ProblemsFound.exit_code)
        if number % 20 == 0:
            voice.say(f"已检验{number}个，共{len(measured)}个")
    voice.tell(f"检验了{len(measured)}个文件，{'有不符合的，见上' if worst else '全部符合'}。")
    return worst


def _documents(output: Path) -> Iterator[tuple[Path, Profile]]:
    """Yield every Word file and PDF that a manifest lists, with the form that it is measured as. Raises DataError."""
    from builders.deliver.manifest import MANIFEST_NAME

    for manifest in sorted(output.rglob(MANIFEST_NAME)):
        if manifest.is_relative_to(output / "bundles"):
            continue
        try:
            told = json.loads(manifest.read_text(encoding="utf-8"))
            names = [entry["file"] for entry in told["outputs"] if entry["file"].endswith(_MEASURED)]
            profile = _profile(told["notice"], told["artifact"])
        except (OSError, ValueError, LookupError, TypeError) as fault:
            raise DataError(f"{manifest} 不是 make-report 写的清单，请删除 {output} 后重新生成。") from fault
        yield from ((manifest.parent / name, profile) for name in names)


@cache
def _profile(notice: str, artifact: str) -> Profile:
    """Return the form of an artifact; one without a masthead counts as a report."""
    from builders.sources.notices import read_notice
    from builders.sources.workspace import find_workspace

    workspace = find_workspace()
    artifacts = read_notice(workspace, notice).artifacts if workspace else ()
    kinds = [each.masthead.kind for each in artifacts if each.id == artifact and each.masthead]
    return "report" if not kinds or kinds[0] == "document" else kinds[0]


def _verify(asked: Submission, step: str) -> int:
    bundles = _bundles(asked)
    if not bundles:
        voice.say(f"错误：{asked.output / 'bundles'} 里没有报送包，请先运行 bundle。")
        return UsageError.exit_code
    return run([*asked.words(step), *map(str, bundles)])


def _bundles(asked: Submission) -> list[Path]:
    """Return the bundles in the output folder."""
    return sorted((asked.output / "bundles").rglob("*.zip"))


def _tell(asked: Submission, taken: list[tuple[str, float, int]]) -> None:
    """Print how each step ended, and the bundles with size and digest; where GitHub wants a summary, the same there."""
    lines = ["| 步骤 | 结果 | 用时（秒） |", "|---|---|---:|"]
    lines += [f"| {STEPS[step]} | {'不通过' if code else '通过'} | {taken_s:.0f} |" for step, taken_s, code in taken]
    bundles = _bundles(asked) if {"bundle", "verify"} & {step for step, _, _ in taken} else []
    if bundles:
        lines += ["", "| 报送包 | 大小（MB） | sha256 |", "|---|---:|---|"]
        lines += [
            f"| {bundle.name} | {bundle.stat().st_size / 1e6:.1f} | `{file_digest(bundle)}` |" for bundle in bundles
        ]
    text = "\n".join(lines)
    voice.tell(f"\n{text}")
    if place := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(place).open("a", encoding="utf-8") as summary:
            summary.write(f"{text}\n\n")


_DOINGS: dict[str, Callable[[Submission, str], int]] = {"conform": _conform, "verify": _verify}


def main() -> None:
    """Make the submission that the command line asks for and exit with 0, or with the code of the step that failed."""
    voice.prepare()
    try:
        asked = read(sys.argv[1:])
    except UsageError as fault:
        voice.say(f"错误：{fault.message}")
        sys.exit(fault.exit_code)
    sys.exit(submit(asked))


if __name__ == "__main__":
    main()
