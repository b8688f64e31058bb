"""Files that cannot be measured (无法读取): encrypted, truncated, overblown, or something else under another name."""

from __future__ import annotations


class Unreadable(Exception):  # noqa: N818 - a finding about a file, turned into an exit code by the command line
    """The file is no document that can be measured; the message is Chinese and says what to do."""
