"""The published JSON Schemas of the log's files (JSON Schema 2020-12), for editors and other programs.

They allow what the strict reader allows; `check` finds more, since a schema cannot compare two values.
"""

from importlib.resources import files

SCHEMAS = ("action", "meeting", "group", "people", "actionlog")


def schema(name: str) -> bytes:
    """Return the schema `name`, one of SCHEMAS, as JSON text in UTF-8."""
    return files("actionlog.schemas").joinpath(f"{name}.json").read_bytes()
