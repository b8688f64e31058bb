"""The register of a notice: documents and bodies that prose may name, each slip in it told with its line."""

from __future__ import annotations

from datetime import date

import pytest

from builders.core.errors import UsageError
from builders.model.register import Body, CitedDocument, Register
from builders.sources.notices import parse_notice
from tests.sources.refusals import told as answers
from tests.sources.test_notices import NOTICE, SHOWN

REGISTER = """\
register:
  documents:
    - {title: 关于开展示例工作的通知, number: 示办发〔2022〕48号, date: 2022-10-09, issuer: 示例厅}
    - title: 《示例标准（试行）》
  bodies:
    - {name: 示例市住房和城乡建设局, short: [市住建局]}
    - name: 示例市民政局
"""


def test_documents_and_bodies_are_read_with_what_is_known_of_them() -> None:
    assert parse_notice(NOTICE + REGISTER, "pilot", SHOWN).register == Register(
        (
            CitedDocument("关于开展示例工作的通知", "示办发〔2022〕48号", date(2022, 10, 9), "示例厅"),
            CitedDocument("示例标准（试行）"),
        ),
        (Body("示例市住房和城乡建设局", ("市住建局",)), Body("示例市民政局")),
    )


def test_a_notice_needs_no_register() -> None:
    assert parse_notice(NOTICE, "pilot", SHOWN).register == Register()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("示办发〔2022〕48号", "示办发(2022)48号", "[N020] 字号写得不对"),
        ("示办发〔2022〕48号", "示办发〔2022〕048号", "[N020] 字号写得不对"),
        ("issuer: 示例厅", "isuer: 示例厅", "[Y007] 不认识的键“isuer”"),
        ("《示例标准（试行）》", "关于开展示例工作的通知", "[N021] 登记的标题与第"),
        ("name: 示例市民政局", "name: 市住建局", "[N021] 登记的机构的名称与第"),
        ("  documents:", "  document:", "[Y007] 不认识的键“document” → 是否指“documents”？"),
        ("date: 2022-10-09", "date: 2022-13-09", "[Y005]"),
    ],
)
def test_a_slip_in_the_register_is_told(right: str, wrong: str, told: str) -> None:
    assert right in REGISTER
    found = answers(lambda: parse_notice(NOTICE + REGISTER.replace(right, wrong, 1), "pilot", SHOWN), UsageError)
    assert any(told in problem for problem in found), found
