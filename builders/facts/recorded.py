"""Recorded figures (报送留底): what was submitted once must still come out of the tables, or be corrected openly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import UsageError
from builders.core.suggest import unknown
from builders.facts.evaluation import Accounts
from builders.facts.formula import Absent
from builders.facts.pointing import pointed
from builders.facts.scene import Context
from builders.facts.scope import Quantity
from builders.model.notice import Unit
from builders.model.period import Period, parse_period
from builders.model.table import Field, Row, Table

ROLES = ("unit", "period", "fact", "stated", "reason")
"""What a table of recorded figures has a column for; it may have one for the unit of measure too."""
MEASURE = "measure"


@dataclass(frozen=True)
class Figure:
    """A figure to record: fact, value rounded as documents print it, and its unit of measure."""

    fact: str
    value: Decimal
    unit: str


def figures(accounts: Accounts, unit: Unit, period: Period) -> tuple[Figure, ...]:
    """Return the figures that the notice wants recorded, those without a value here left out.

    Raises UsageError when the declaration makes no sense, or a rule does.
    """
    problems = check_declaration(accounts)
    if problems:
        raise UsageError("口径文件的 recorded 不能使用", problems)
    found = []
    for name in accounts.rules.recorded.facts if accounts.rules.recorded else ():
        now = _now(accounts, unit, period, name)
        if now is not None:
            found.append(Figure(name, _rounded(accounts, name, now), accounts.of(unit).fact_rules[name].unit))
    return tuple(found)


def record_table(accounts: Accounts) -> Table | None:
    """Return the table of recorded figures that the notice declares, if it has all columns."""
    rule = accounts.rules.recorded
    table = accounts.dataset.table(rule.table) if rule else None
    return table if table is not None and all(table.schema.with_role(role) for role in ROLES) else None


def check_declaration(accounts: Accounts) -> list[Diagnostic]:
    """Return what is wrong with the declaration of what is recorded."""
    rule = accounts.rules.recorded
    if rule is None:
        return []
    place, problems = Place(accounts.rules.file, rule.line), []
    table = accounts.dataset.table(rule.table)
    if table is None:
        titles = [each.schema.title for each in accounts.dataset.tables]
        message = f"recorded 里的表：{unknown(rule.table, titles)}"
        problems.append(Diagnostic(place, "F012", message, rule.table, "请改正"))
    elif record_table(accounts) is None:
        lacking = "、".join(role for role in ROLES if table.schema.with_role(role) is None)
        message = f"recorded 里的表“{rule.table}”缺少角色为 {lacking} 的列"
        problems.append(Diagnostic(place, "F012", message, rule.table, "请在表结构里给列写上 role"))
    for field in table.schema.fields if table else ():
        if field.required and field.role not in (*ROLES[:-1], MEASURE):
            message = f"recorded 里的表“{rule.table}”的列“{field.title}”必填，而留底时不知道填什么"
            problems.append(Diagnostic(place, "F012", message, field.title, "请在表结构里去掉 required"))
    stated = table.schema.with_role("stated") if table else None
    single = {each.name: each.places for each in accounts.rules.facts if not each.by}
    for name in rule.facts:
        if name not in single:
            message = f"recorded 里的数据：{unknown(name, single)}"
            problems.append(Diagnostic(place, "F012", message, name, "请改正；分组的数据不能留底"))
        elif stated is not None and single[name] > stated.places:
            message = f"recorded 里的数据有{single[name]}位小数，“{stated.title}”列只有{stated.places}位"
            problems.append(Diagnostic(place, "F012", message, name, "请改表结构里的 places"))
    return problems


def check_records(accounts: Accounts) -> list[Diagnostic]:
    """Return every recorded figure that the tables now contradict without a reason, and every one that means nothing.

    Rules that make no sense are told among them.
    """
    problems: dict[Diagnostic, None] = dict.fromkeys(check_declaration(accounts))
    table = record_table(accounts)
    for row in table.rows if table else ():
        assert table is not None
        try:
            problems |= dict.fromkeys(_check(accounts, table, row))
        except UsageError as fault:
            problems |= dict.fromkeys(fault.diagnostics)
    return list(problems)


def _check(accounts: Accounts, table: Table, row: Row) -> Iterator[Diagnostic]:
    fields = {role: _field(table, role) for role in ROLES}
    texts = {role: row.texts[table.position(field.name)] for role, field in fields.items()}
    unit = next((each for each in accounts.notice.units if each.code == texts["unit"]), None)
    period, stated = parse_period(texts["period"]), row.values[table.position(fields["stated"].name)]
    if unit is None or not isinstance(stated, Decimal):
        return  # told of the table itself
    if period is None:
        place = table.place(row, fields["period"].name)
        yield Diagnostic(place, "F010", "看不懂报告期", texts["period"], "请写成 2023年上半年 或 2023H1")
        return
    single = [each.name for each in accounts.rules.facts if not each.by]
    if texts["fact"] not in single:
        place = table.place(row, fields["fact"].name)
        yield Diagnostic(place, "F010", f"没有这个数据：{unknown(texts['fact'], single)}", texts["fact"], "请改正")
        return
    name = texts["fact"]
    now = _now(accounts, unit, period, name)
    value = None if now is None else _rounded(accounts, name, now)
    if value == stated or texts["reason"]:
        return
    unit_word = accounts.of(unit).fact_rules[name].unit
    present = "现在没有值" if value is None else f"现在算出来是{value}{unit_word}"
    message = f"{unit.name}{period.label}报送的“{name}”是{stated}{unit_word}，{present}"
    shown = pointed(now.sources) if now else ""
    cure = f"请核对：{shown}。" if shown else ""
    cure += f"改错了请改回，确实更正的请在“{fields['reason'].title}”列写明原因"
    yield Diagnostic(table.place(row, fields["stated"].name), "F009", message, texts["stated"], cure)


def _field(table: Table, role: str) -> Field:
    field = table.schema.with_role(role)
    assert field is not None  # record_table has seen to it
    return field


def _now(accounts: Accounts, unit: Unit, period: Period, name: str) -> Quantity | None:
    """Return what a fact is now, None where it has no value or is no number. Raises UsageError."""
    try:
        quantity = accounts.of(unit).fact(name, Context(period))
    except Absent:
        return None
    return quantity if isinstance(quantity.value, Decimal) else None


def _rounded(accounts: Accounts, name: str, quantity: Quantity) -> Decimal:
    """Return a number with the decimals of its fact, without zeros at their end."""
    places = next(rule.places for rule in accounts.rules.facts if rule.name == name)
    assert isinstance(quantity.value, Decimal)
    rounded = quantity.value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()
