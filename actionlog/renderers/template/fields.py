"""The fields of a committee's own template (`docs/reference/templates.md`): texts, numbers, lists and records.

Every text of the log has passed `shown` before a template can ask for it. Days are texts as in JSON: `2021-06-09`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from actionlog.model import deadline_words
from actionlog.owners import owners_text
from actionlog.papers import Bullets, Divider, Heading, Lines, Paper, Part, Row, Table, Text, count_of
from actionlog.query import Standing, raised_words
from actionlog.renderers._cells import cell_value, cell_words, paper_columns, shown
from actionlog.renderers.json import actions_json

#: The keys of an event and of what was minuted; `--json` leaves out those that hold nothing.
EVENT_KEYS: Final = (
    "date", "event", "from", "to", "meeting", "by", "reason", "outcome", "into", "evidence", "note",
)  # fmt: skip
MINUTED_KEYS: Final = ("ref", "owners", "deadline", "status")


class Record(dict[str, object]):
    """A record with named fields. `kind` is what a message calls it: `An action`."""

    def __init__(self, kind: str, fields: Mapping[str, object]) -> None:
        super().__init__(fields)
        self.kind = kind


def fields_of(paper: Paper) -> dict[str, object]:
    """Return what a template may name: `paper`, `actions`, `facts`."""
    printed = _as_printed(paper)
    records = [
        _action(record, standing, printed.get(standing.action.id, {}))
        for record, standing in zip(actions_json(paper.standings), paper.standings, strict=True)
    ]
    by_id = {standing.action.id: record for record, standing in zip(records, paper.standings, strict=True)}
    parts = [_part(part, by_id) for part in paper.parts]
    head = {
        "name": paper.name,
        "title": shown(paper.title),
        "group": shown(paper.group),
        "as_of": paper.as_of.isoformat(),
        "lines": _texts(paper.lines),
        "mark": shown(paper.mark),
        "notice": shown(paper.notice),
        "letter": paper.letter,
        "parts": parts,
        "tables": [part for part in parts if part["kind"] == "table"],
    }
    return {"paper": Record("The paper", head), "actions": records, "facts": _plain("The facts", paper.facts)}


def _as_printed(paper: Paper) -> dict[str, dict[str, str]]:
    """Return how the tables of a paper print each of its actions, by column; where several do, the first of them."""
    printed: dict[str, dict[str, str]] = {}
    for table in paper.tables:
        for row in table.rows:
            if row.standing:
                cells = zip(table.columns, map(cell_words, row.cells), strict=True)
                printed.setdefault(row.standing.action.id, dict(cells))
    return printed


def _action(record: Mapping[str, object], standing: Standing, printed: Mapping[str, str]) -> Record:
    late = f"Overdue by {count_of(standing.days_overdue, 'day')}"
    minuted, history = record["minuted"], record["history"]
    assert isinstance(minuted, dict)
    assert isinstance(history, list)
    plain = {key: _plain("A value", value) for key, value in record.items()}
    return Record(
        "An action",
        plain
        | {
            "ref": printed.get("Ref") or shown(standing.ref),
            "minuted": _with_all("What was minuted", MINUTED_KEYS, minuted),
            "history": [_with_all("An event", EVENT_KEYS, event) for event in history],
            "deadline_words": deadline_words(standing.action.deadline),
            "owners_text": shown(owners_text(standing.action)) or "Not set",
            "status_words": printed.get("Status") or (late if standing.overdue else standing.action.status),
            "raised": standing.raised.isoformat(),
            "raised_words": raised_words(standing.meeting),
        },
    )


def _with_all(kind: str, keys: Iterable[str], values: Mapping[str, object]) -> Record:
    """A record with all of `keys`; what is not known is None."""
    return Record(kind, {key: _plain("A value", values.get(key)) for key in keys})


def _part(part: Part, actions: Mapping[str, Record]) -> Record:
    if isinstance(part, Table):
        return _table(part, actions)
    if isinstance(part, Heading):
        return Record("A heading", {"kind": "heading", "text": shown(part.text), "level": part.level})
    if isinstance(part, Text):
        return Record("A paragraph", {"kind": "text", "text": shown(part.text)})
    if isinstance(part, Lines):
        return Record("A group of lines", {"kind": "lines", "lines": _texts(part.lines)})
    if isinstance(part, Bullets):
        return Record("A list", {"kind": "bullets", "items": _texts(part.items)})
    assert isinstance(part, Divider)
    return Record("A divider", {"kind": "divider"})


def _table(table: Table, actions: Mapping[str, Record]) -> Record:
    kept = paper_columns(table)
    return Record(
        "A table",
        {
            "kind": "table",
            "caption": shown(table.caption),
            "columns": [shown(table.columns[i]) for i in kept],
            "rows": [_row(table, kept, row, actions) for row in table.rows],
            "empty": shown(table.empty),
        },
    )


def _row(table: Table, kept: Sequence[int], row: Row, actions: Mapping[str, Record]) -> Record:
    words = [cell_words(cell) for cell in row.cells]
    return Record(
        "A row",
        {
            "cells": [words[i] for i in kept],
            "values": [cell_value(row.cells[i]) for i in kept],
            "named": Record("A row of this table", dict(zip(table.columns, words, strict=True))),
            "block": _texts(row.block),
            "action": actions.get(row.standing.action.id) if row.standing else None,
        },
    )


def _texts(texts: Iterable[str]) -> list[str]:
    return [shown(text) for text in texts]


def _plain(kind: str, value: object) -> object:
    """A value of JSON, its texts shown."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return Record(kind, {str(key): _plain(f'What "{key}" holds', inner) for key, inner in value.items()})
    if isinstance(value, Sequence):
        return [_plain(kind, inner) for inner in value]
    return value
