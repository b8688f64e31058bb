"""The rules of this room (读取规则): files, tables, schemas, notices and prose; workbooks have their own."""

from __future__ import annotations

from builders.core.rule import Rule
from builders.sources import catalogue_content as content
from builders.sources import catalogue_notices as notices
from builders.sources import catalogue_schemas as schemas
from builders.sources import catalogue_tables as tables

RULES: tuple[Rule, ...] = (*tables.RULES, *schemas.RULES, *notices.RULES, *content.RULES)
