"""Why the file system refused (原因), in Chinese: the system's own words are English or the machine's."""

from __future__ import annotations

import errno

_REASONS = {
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EROFS": "该位置只读",
    "ENOSPC": "磁盘空间不足",
    "EDQUOT": "超出磁盘配额",
    "EFBIG": "文件过大",
    "ENOENT": "文件或文件夹不存在",
    "EEXIST": "已有同名文件",
    "ENOTDIR": "路径中有一段是文件，不是文件夹",
    "EISDIR": "是文件夹，不是文件",
    "ENOTEMPTY": "文件夹不空",
    "ENAMETOOLONG": "名称太长",
    "ELOOP": "链接互相指向",
    "EBUSY": "正被其他程序使用",
    "ETXTBSY": "正被其他程序使用",
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "EIO": "磁盘读写出错",
    "ENODEV": "设备不存在",
    "EXDEV": "不在同一磁盘",
    "EINVAL": "名称或操作无效",
}


def reason(fault: OSError) -> str:
    """Return why an operation on files failed: ``磁盘空间不足``; an unknown reason is told by its number."""
    name = errno.errorcode.get(fault.errno or 0, "")
    return _REASONS.get(name) or f"系统错误{fault.errno or type(fault).__name__}"
