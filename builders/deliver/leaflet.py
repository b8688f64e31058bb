"""The leaflet (说明文件) of a bundle: what it is and how to check it, for who has never heard of this program."""

from __future__ import annotations

from collections.abc import Sequence

LEAFLET_NAME = "说明文件.txt"

_TEXT = """\
{title}

一、这是什么
本文件夹（或压缩包）是{unit}报送{programme}{period}文件的报送包，按国际通用的 BagIt 1.0（RFC 8493）格式整理。\
每个文件都登记了 sha256 和 sha512 摘要，改动一个字节也能查出来。{sample}

二、里面有什么
{documents}
data/报送文件    文件本身，以及每份文件的文稿（manuscript.md）、数据出处（facts.json）和清单（manifest.json）
data/工作区      生成这些文件所用的数据表、正文、模板和规则，可以在另一台计算机上重新生成
data/检验报告    数据和正文的检查结果，公文格式（GB/T 9704-2012）的检验结果
data/构建记录.json    用什么数据、什么工具、什么字体生成
bag-info.txt     报送单位、日期、数量
manifest-sha256.txt、manifest-sha512.txt    每个文件的摘要

三、怎样核对
1. 用 make-report：在放报送包的文件夹里运行（没有解压的，名称后加 .zip）
   make-report verify {name}
   make-report verify --rebuild {name}    （用包里的数据重新生成一遍，逐字节比较）
   最后一行是“结论：通过”即可。
2. 不用 make-report：解压，进入文件夹 {name}，运行（Windows 在 Git Bash 里运行）
   sha256sum -c manifest-sha256.txt
   sha256sum -c tagmanifest-sha256.txt
   每行都显示 OK（成功）即登记的文件没有改动。
   Windows 没有 Git Bash 的，在“命令提示符”里逐个文件运行下面的命令，与 manifest-sha256.txt 里这个文件的一行比较：
   certutil -hashfile 文件名 SHA256
3. 报送包旁边有 {name}.intoto.json 和 {name}.intoto.json.sig 的，可以核对是谁签的名：
   ssh-keygen -Y verify -f 签名人名单 -I 签名人 -n make-report -s {name}.intoto.json.sig < {name}.intoto.json
   签名人名单是文本文件，一行一人，先写名称，再写公钥；公钥要从可靠的途径取得，不要用随包送来的。
   再看 {name}.intoto.json 里写的 sha256 与压缩包（或 tagmanifest-sha256.txt）的 sha256sum 是否相同。
"""


def leaflet(
    name: str, unit: str, programme: str, period: str, documents: Sequence[tuple[str, str]], *, sample: bool
) -> bytes:
    """Return the leaflet; ``documents`` are title and state of each. Its lines end as Windows ends them."""
    listed = "\n".join(f"{number}. {title}（{state}）" for number, (title, state) in enumerate(documents, 1))
    told = "\n数据为示例数据，仅供演示，不是真实报送数据。" if sample else ""
    text = _TEXT.format(
        title=f"{unit}{programme}{period}报送包说明", name=name, unit=unit, programme=programme, period=period,
        documents=listed, sample=told,
    )  # fmt: skip
    return text.replace("\n", "\r\n").encode()
