"""Small Git repositories made in a test: nothing of the machine's own settings, every commit on a day of its own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

GIT_SETTINGS = ("user.name=示例", "user.email=shili@example.invalid", "commit.gpgsign=false", "init.defaultBranch=main")


@dataclass
class Repository:
    """A repository at ``root``; the n-th commit is of the n-th day of June 2023."""

    root: Path
    day: int = 0

    def git(self, *arguments: str) -> str:
        """Run git and return what it printed."""
        return git(self.root, *arguments, day=self.day)

    def commit(self, message: str = "改") -> str:
        """Commit everything as it is and return the commit's id."""
        self.day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD").strip()


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    """Run git in a folder with settings of its own."""
    moment = f"2023-06-{max(day, 1):02d}T12:00:00+08:00"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_DATE": moment, "LC_ALL": "C",
    }  # fmt: skip
    settings = [part for setting in GIT_SETTINGS for part in ("-c", setting)]
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def make_repository(root: Path) -> Repository:
    """Put a folder under Git, nothing committed yet."""
    git(root, "init", "-q")
    git(root, "config", "core.autocrlf", "false")
    return Repository(root)
