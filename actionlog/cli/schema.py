"""`actionlog schema`: what the files of a log may hold, for editors and other programs."""

from typing import Annotated

import typer

from actionlog.errors import Refused
from actionlog.schemas import SCHEMAS, schema


def run(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of: {', '.join(SCHEMAS)}.")] = "action",
) -> None:
    """Print the JSON Schema of a file of the log.

    \b
    Examples:
      actionlog schema action
      actionlog schema group
    """
    if kind not in SCHEMAS:
        raise Refused(f"There is no schema {kind}. Write one of: {', '.join(SCHEMAS)}.")
    print(schema(kind).decode(), end="")
