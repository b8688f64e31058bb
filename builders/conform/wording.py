"""Wording (用语): what tells the parts of an official document by their words alone, in any file."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[\u3400-\u9fff]{0,12}[〔［\[(（【]\s*\d{2,4}\s*[〕］\])）】]\s*(?:第?\s*\d*\s*|\u3000+)号")
"""A document number (发文字号), well formed or not; a draft's has a blank where the count will be."""
WELL_FORMED_NUMBER = re.compile(r"[\u3400-\u9fff]{0,12}〔\d{4}〕(?:[1-9]\d*|[\s\u3000]+)号")
"""Clause 7.2.5: a year of four digits in 〔〕, no 第, no leading zero."""
_YEAR = r"[\u3400-\u9fff]{0,12}[〔［\[(（【]\s*\d{4}\s*[〕］\])）】]"
MINUTES_NUMBER = re.compile(rf"[(（]?(?:{_YEAR})?第?\s*\d{{1,4}}\s*[期号次][)）]?")
"""Minutes are counted as their offices please (〔2024〕第3期, 第3期, （第3期）), below their name; clause 10.3."""
SIGNERS = re.compile(r"签发人\s*[：:]")
COPY_NUMBER = re.compile(r"\d{1,8}")
CLASSIFICATION = re.compile(r"(?:绝密|机密|秘密)(?:★.*)?")
URGENCY = re.compile(r"特急|加急|特提|平急")
ADDRESSEES = re.compile(r".{2,}[：:]$")
HEADINGS = (
    re.compile(r"(?P<ordinal>[一二三四五六七八九十百]+)、"),
    re.compile(r"[（(](?P<ordinal>[一二三四五六七八九十百]+)[）)]"),
    re.compile(r"(?P<ordinal>\d{1,2})[.．](?!\d)"),
    re.compile(r"[（(](?P<ordinal>\d{1,2})[）)]"),
)
"""The ordinals of the four levels (结构层次序数), clause 7.3.3."""
ANNEX_NOTE = re.compile(r"附件\s*[：:]")
ANNEX_LABEL = re.compile(r"附\s?件\s*\d*[：:.．]?")
"""A paragraph that is only this begins an annex."""
_COUNT = r"\s*[\d一二三四五六七八九十]{1,3}\s*"
DATE = re.compile(rf"(?:\d{{4}}|[〇○零一二三四五六七八九]{{4}})\s*年{_COUNT}月{_COUNT}日")
"""A date of signature in any digits; a paragraph that is only this is 成文日期."""
WELL_FORMED_DATE = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
"""Clause 7.3.5.4: arabic digits, the year in full, no leading zeros."""
REMARK = re.compile(r"[（(][^（()）]+[）)]")
"""A paragraph that is only this, after the date, is 附注."""
COPIES = re.compile(r"(?:抄送|主送)\s*[：:]")
PRINTED = re.compile(r".*印发$")
FOLIO = re.compile(r"[—–-]\s*(?P<number>\d+)\s*[—–-]")
MINUTES = re.compile(r".*纪要$")
ATTENDANCE = re.compile(r"(?:出席|请假|列席|缺席|参加)\s*[：:]")
