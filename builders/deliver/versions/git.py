"""The door to Git (版本库): four questions about the commits of a folder; nothing is written, run or fetched.

Only plumbing that reads objects is asked: no index, no filter, no hook, no pager, no network. What a repository's own
configuration could change in the answers is said on the command line.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builders.core.errors import ToolError
from builders.core.process import run

TIMEOUT_S = 60.0
WHAT = "读取版本"
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CEILING_DIRECTORIES")
"""What of Git's variables is heeded; GIT_DIR and the like would answer for another repository, inside a hook."""
_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "log.showSignature=false",
    "i18n.logOutputEncoding=UTF-8",
    "diff.renameLimit=1000",
    "protocol.allow=never",  # a partial clone would fetch what it lacks
)
PARTIAL = "Git 仓库里缺少旧的文件内容（部分克隆），数不出版本，请完整克隆"
_REASONS = (
    ("promisor remote", PARTIAL),
    ("没有找到程序", "这台计算机没有安装 Git"),
    ("not a git repository", "工作区不在 Git 仓库中"),
    ("must be run in a work tree", "这是没有工作文件的 Git 仓库"),
    ("dubious ownership", "Git 不信任这个仓库（属于别的用户，可用 git config --global --add safe.directory 写明）"),
    ("does not have any commits", "Git 仓库还没有提交"),
    ("unknown revision", "Git 仓库还没有提交"),
    ("bad revision", "Git 仓库还没有提交"),
    ("Not a valid object name", "Git 仓库还没有提交"),
)


class NoHistory(Exception):  # noqa: N818 - no error: documents are made without Git as well
    """Git cannot tell the history of the folder; ``reason`` says why in a Chinese phrase."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Blob:
    """A file of a commit: its mode as Git writes it (100644) and the id of its content."""

    mode: str
    id: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file: neither a link nor a repository of its own."""
        return self.mode.startswith("100")


@dataclass(frozen=True)
class Git:
    """The commits of the repository that ``folder`` lies in; all paths are relative to that folder."""

    folder: Path

    def ask(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        """Return the answer to a question. Raises NoHistory."""
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        argv = ["git", "--no-pager", "--literal-pathspecs", *settings, "-C", str(self.folder), *arguments]
        try:
            return run(argv, timeout_s=TIMEOUT_S, what=WHAT, stdin=stdin, env=_environment())
        except ToolError as fault:
            known = next((reason for sign, reason in _REASONS if sign in fault.message), None)
            raise NoHistory(known or f"Git 没有回答（{fault.message}）") from fault

    def is_shallow(self) -> bool:
        """Return whether the repository holds only the newest commits. Raises NoHistory outside a working tree."""
        answer = self.ask("rev-parse", "--is-shallow-repository", "--show-toplevel")
        return answer.split(b"\n", 1)[0] == b"true"

    def commit(self, name: str) -> str | None:
        """Return the full id of the commit that a name means (HEAD~3, a tag, a1b2c3d), or None."""
        if name.startswith("-") or not name.isprintable():
            return None
        try:
            answer = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except NoHistory:
            return None
        return answer.decode("ascii", "replace").strip().splitlines()[-1]

    def files(self, commit: str, folders: Sequence[str]) -> dict[str, Blob]:
        """Return the files of a commit below some folders. Raises NoHistory."""
        found = {}
        for entry in self.ask("ls-tree", "-r", "-z", commit, "--", *folders).split(b"\0"):
            about, _, path = entry.partition(b"\t")
            if path:
                mode, _, id = about.decode("ascii").split(" ")
                found[path.decode("utf-8", "surrogateescape")] = Blob(mode, id)
        return found

    def contents(self, ids: Sequence[str]) -> dict[str, bytes]:
        """Return the content of blobs by id; what the repository lacks is left out. Raises NoHistory."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        answer = self.ask("cat-file", "--batch", stdin="".join(f"{id}\n" for id in wanted).encode("ascii"))
        found, at = {}, 0
        for id in wanted:
            end = answer.index(b"\n", at)
            about = answer[at:end].split(b" ")
            at = end + 1
            if about[-1] != b"missing":
                size = int(about[-1])
                found[id] = answer[at : at + size]
                at += size + 1
        return found


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
