"""What leads to a person without a number of hers (联系人、住址、邮箱、车牌): told by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.privacy.context import asks_for
from builders.checks.privacy.finding import Finding, masked_mail, masked_name

_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10}(?![A-Za-z0-9])"
)
_OFFICIAL = (".gov.cn", ".org.cn", ".edu.cn")
"""Offices' own addresses are meant to be published."""
_PRIVATE = (
    *("qq.com", "vip.qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com"),
    *("139.com", "189.cn", "wo.cn", "21cn.com", "aliyun.com", "gmail.com", "hotmail.com", "outlook.com", "live.com"),
    *("icloud.com", "yahoo.com"),
)
_CONTACT = re.compile(
    r"(?:联系人|经办人|户主|申请人|业主姓名|居民姓名|姓名)[：: ]{1,2}"
    r"(?P<name>[\u4e00-\u9fff](?: {0,2}[\u4e00-\u9fff]){1,3}?) {0,8}[，,、；;（(]? {0,8}"
    r"(?=(?:联系)?(?:电话|手机|方式|号码|身份证|住址|Tel|tel|TEL|\d|\+))"
)
_FLAT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_RESIDENCE = re.compile(
    rf"(?:\d{{1,4}}|[A-Z])(?:号楼|栋|幢|#楼|#|座) ?-?{_FLAT}(?:单元|门) ?-?\d{{2,4}}(?:室|号|户)?"
    rf"|(?:\d{{1,4}}|[A-Z])(?:号楼|栋|幢|#楼) ?-?\d{{3,4}}(?:室|户)"
    rf"|(?<![0-9-])\d{{1,3}}-\d{{1,2}}-\d{{3,4}}室"
)
_HOUSE = re.compile(r"(?:\d{1,4}|[A-Z])(?:号楼|栋|幢|#楼|#|座)?")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·.-]?"
    r"[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警港澳](?![A-Za-z0-9])"
)


def find_mails(text: str, context: str) -> Iterator[Finding]:
    """Find addresses of electronic mail that are no office's own."""
    for match in _MAIL.finditer(text):
        address = match[0].lower()
        domain = address.partition("@")[2]
        if domain.endswith(_OFFICIAL):
            continue
        if (
            domain in _PRIVATE
            or asks_for("telephone", text, match.start(), context)
            or asks_for("mail", text, match.start(), context)
        ):
            yield Finding(*match.span(), "mail", "warning", masked_mail(address), address)


def find_contacts(text: str, context: str) -> Iterator[Finding]:
    """Find names of people right before their telephone, identity number or address."""
    for match in _CONTACT.finditer(text):
        name = match["name"]
        yield Finding(*match.span("name"), "contact", "warning", masked_name(name), name.replace(" ", ""))


def find_residences(text: str, context: str) -> Iterator[Finding]:
    """Find homes to the door: building, unit and room."""
    for match in _RESIDENCE.finditer(text):
        house = _HOUSE.match(match[0])
        yield Finding(*match.span(), "residence", "warning", f"{house[0] if house else ''}***", match[0])


def find_plates(text: str, context: str) -> Iterator[Finding]:
    """Find number plates of vehicles where a word says that one follows."""
    for match in _PLATE.finditer(text):
        if asks_for("plate", text, match.start(), context):
            plate = re.sub(r"[ ·.-]", "", match[0])
            yield Finding(*match.span(), "plate", "warning", f"{plate[:2]}***{plate[-2:]}", plate)
