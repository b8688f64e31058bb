"""Safe names (文件名): what may become part of a path, on every system that a county uses."""

from __future__ import annotations

import unicodedata

from builders.core.errors import UsageError

LONGEST_NAME_BYTES = 200
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{digit}" for port in ("COM", "LPT") for digit in range(1, 10))}
_FORBIDDEN = set('<>:"/\\|?*%／＼：＊？＂＜＞｜％')


def fault_of_name(name: str) -> str | None:
    """Return why ``name`` cannot be one part of a path, as a Chinese phrase, or None when it can."""
    if not name or name.strip() != name or name.strip(".") == "":
        return "为空、只有点号，或首尾有空格"
    if unicodedata.normalize("NFC", name) != name:
        return "含有未合成的字符"
    for character in name:
        if character in _FORBIDDEN:
            return f"含有不能用于文件名的字符“{character}”"
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            return f"含有不可见字符 U+{ord(character):04X}"
    if name.endswith(".") or name.startswith("-"):
        return "不能以减号开头，也不能以点号结尾"
    if name.split(".")[0].upper() in _RESERVED:
        return "是 Windows 的保留名称"
    if len(name.encode()) > LONGEST_NAME_BYTES:
        return f"太长（超过{LONGEST_NAME_BYTES}字节）"
    return None


def safe_name(name: str, what: str) -> str:
    """Return ``name`` unchanged when it may be part of a path; it is refused, never silently changed.

    Raises UsageError naming ``what`` the name is for.
    """
    fault = fault_of_name(name)
    if fault:
        raise UsageError(f"{what}“{name!r}”{fault}，不能用作文件名，请改名。")
    return name
