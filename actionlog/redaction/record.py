"""The redaction log (RED-12): what was decided, where, why, by whom and who checked it. It holds no names."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from actionlog.model import Log
from actionlog.people import BY_NAME
from actionlog.redaction.matching import Matcher
from actionlog.redaction.names import is_office
from actionlog.redaction.parties import Parties, labels, publishing
from actionlog.redaction.public import Published

COLUMNS: Final = (
    "Document", "Field", "Handle", "Decision", "Basis", "Decided by", "Decided on",
    "Commit", "Published on", "Checked by",
)  # fmt: skip

#: Who decided or checked, where the log names them and the register does not: they are withheld.
UNNAMED: Final = "Somebody who is not in the register"


class RedactionLog(NamedTuple):
    """A table; `records` has its rows as `became` takes them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def records(self) -> list[dict[str, str]]:
        """Each row as column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def log_rows(
    published: Published, documents: Mapping[str, str], commit: str, day: date, checked_by: str, log: Log
) -> RedactionLog:
    """Return the redaction log, a row for each decision in each place.

    `documents` says which published file shows an id (where it says nothing, the row gives the id alone), `commit` and
    `day` what was published and when, `checked_by` who checked it; `log` is the log as it is kept.
    """
    parties = Parties(log)
    matcher = Matcher(published.withheld)
    checker = _signed(checked_by, parties, matcher)
    rows = tuple(
        (
            f"{documents[r.document]}: {r.document}" if r.document in documents else r.document,
            r.field,
            r.handle,
            r.decision,
            r.basis if not matcher.hits(r.basis) else "",
            _signed(r.decided_by, parties, matcher),
            r.decided.isoformat() if r.decided else "",
            commit,
            day.isoformat(),
            checker,
        )
        for r in published.redactions
    )
    return RedactionLog(COLUMNS, tuple(dict.fromkeys(rows)))


def _signed(text: str, parties: Parties, matcher: Matcher) -> str:
    """Return who decided or checked as it was said, or by handle where the register withholds the name.

    Somebody whom neither the register nor the log knows is told as was typed: a record of who answers for it is the
    point of the log.
    """
    if members := parties.named(text):
        return text if all(publishing(m.person) == BY_NAME for m in members) else labels(map(parties.label, members))
    return text if is_office(text) or not matcher.hits(text) else UNNAMED
