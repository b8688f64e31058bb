"""The archive layout (移交档案的结构): 说明文件.TXT, 文件目录.XML, 电子档案/ and 其他/, as archives take in records.

After the storage structure of 档发〔2012〕7号, annex 2. Nothing is compressed or encrypted there, so it is a folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from builders.deliver.bag.names import refuse_names

CATALOGUE_NAME = "文件目录.XML"
LEAFLET_NAME = "说明文件.TXT"
RECORDS, OTHERS = "电子档案", "其他"
DIGESTS_NAME = f"{OTHERS}/sha256.txt"
COLUMNS = ("顺序号", "档号", "责任者", "题名", "日期", "密级", "电子档案名称", "备注")
_LEAFLET = """\
{title}

一、电子档案 文件夹：每份文件一个子文件夹，按年度和顺序号排列，内有 Word、PDF（PDF/A-2a）等各种格式的同一份文件，\
以及它的元数据：文稿（manuscript.md）、数据出处（facts.json）、清单（manifest.json）。
二、文件目录.XML：各份文件的目录，编码为 UTF-8。档号由档案部门编定，密级由移交单位确定，此处留空。
三、其他 文件夹：生成这些文件所用的数据表、正文、模板和规则，检验报告，构建记录；sha256.txt 登记全部文件的摘要，\
在移交文件夹里运行 sha256sum -c {digests} 可以核对。
四、没有压缩，没有加密。
共{count}份文件。{sample}
"""


@dataclass(frozen=True)
class ArchivedRecord:
    """One document to be archived: who is responsible, title, date (ISO) and its files by name."""

    responsible: str
    title: str
    date: str
    remark: str
    files: Mapping[str, bytes]


def archive_layout(
    title: str, records: Sequence[ArchivedRecord], others: Mapping[str, bytes], *, sample: bool
) -> dict[str, bytes]:
    """Return the files of the layout by path. Raises UsageError for names that an archive cannot carry."""
    files: dict[str, bytes] = {f"{OTHERS}/{path}": content for path, content in others.items()}
    rows = []
    for number, record in enumerate(records, 1):
        folder = f"{RECORDS}/{record.date[:4]}年/{number:03d}"
        files |= {f"{folder}/{name}": content for name, content in record.files.items()}
        rows.append((str(number), "", record.responsible, record.title, record.date.replace("-", ""), "", folder,
                     record.remark))  # fmt: skip
    files[CATALOGUE_NAME] = _catalogue(rows)
    told = "数据为示例数据，仅供演示。" if sample else ""
    text = _LEAFLET.format(title=title, digests=DIGESTS_NAME, count=len(records), sample=told)
    files[LEAFLET_NAME] = text.replace("\n", "\r\n").encode()
    refuse_names([*files, DIGESTS_NAME])
    files[DIGESTS_NAME] = _digests(files)
    return files


def _catalogue(rows: Iterable[Sequence[str]]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<文件目录>"]
    for row in rows:
        cells = zip(COLUMNS, row, strict=True)
        lines += ["  <文件>", *(f"    <{name}>{escape(text)}</{name}>" for name, text in cells), "  </文件>"]
    return ("\n".join([*lines, "</文件目录>"]) + "\n").encode()


def _digests(files: Mapping[str, bytes]) -> bytes:
    paths = sorted(files, key=lambda path: PurePosixPath(path).as_posix().encode())
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in paths).encode()
