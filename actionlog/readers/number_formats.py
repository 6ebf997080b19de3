"""Number formats of spreadsheets (ECMA-376 part 1, 18.8.30 and 18.8.31): how a number is shown, `72.0` or `AP 7`.

Only what changes the number that a reader sees: its decimals, leading zeros, thousands, per cent, and words beside it.
Dates are shown as ISO whatever their format, except where the format leaves their day out.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

#: Formats that files name by number alone.
BUILT_IN: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 17: "mmm-yy",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
}  # fmt: skip
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(\[[^\]]*\])|[_*].|([#0?][#0?,]*(?:\.[#0?]+)?|\.0+)|(%)|(.)'
)
_LITERAL: Final = frozenset(" -+/():'$£€¥")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LONGEST: Final = 200


class _Shape(NamedTuple):
    before: str
    digits: str
    after: str
    percent: bool


def shown_number(value: float, code: str) -> str:
    """Return a number as a cell of this format shows it; empty where the format is none of the simple ones."""
    shape = _shape(code[:_LONGEST])
    if shape is None or not abs(value) < 1e15:
        return ""
    whole, _, decimals = shape.digits.partition(".")
    exact = Decimal(repr(value)) * (100 if shape.percent else 1)
    exact = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{abs(exact):,f}" if "," in whole else f"{abs(exact):f}"
    before, _, after = text.partition(".")
    least = len(decimals.rstrip("#?"))
    while len(after) > least and after.endswith("0"):
        after = after[:-1]
    number = before.zfill(whole.count("0")) + (f".{after}" if after else "")
    sign = "-" if exact < 0 else ""
    return f"{sign}{shape.before}{number}{shape.after}"


def shown_date(value: date, code: str) -> str:
    """Return `June 2021` for a day of which the format shows only month and year; empty for all other formats."""
    bare = _QUOTED.sub("", code[:_LONGEST].partition(";")[0]).lower()
    if "m" in bare and "y" in bare and not set(bare) & set("dhsa"):
        return f"{_MONTHS[value.month - 1]} {value.year}"
    return ""


@lru_cache(maxsize=256)
def _shape(code: str) -> _Shape | None:
    """Return what a format puts around the digits of a positive number; None for dates, fractions and the like."""
    parts = ["", ""]
    digits, percent = "", False
    for quoted, escaped, currency, condition, number, per_cent, other in _TOKEN.findall(code):
        if other == ";":
            break
        if number and (digits or number.endswith(",")):
            return None
        if (other and other not in _LITERAL) or (condition and condition[1:2] in "<>="):
            return None
        digits = digits or number
        percent = percent or bool(per_cent)
        parts[bool(digits)] += quoted or escaped or currency or per_cent or other
    return _Shape(parts[0], digits, parts[1], percent) if digits else None
