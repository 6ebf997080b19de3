"""The options that mean the same in every command, each declared once."""

from typing import Annotated

import typer

Ref = Annotated[
    str, typer.Argument(metavar="REF", help="Which action: 5, 2021-05-19/5, (6,1), or its file.", show_default=False)
]
Group = Annotated[str, typer.Option("--group", "-g", metavar="GROUP", help="The group, where the log has several.")]
Meeting = Annotated[
    str, typer.Option("--meeting", "-m", metavar="DATE", help="The meeting, by its date or its number.")
]
Day = Annotated[
    str,
    typer.Option(
        "--date", metavar="DATE", help="The day it was agreed or done. [default: that of --meeting, or today]"
    ),
]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="Look at the log as on that day. [default: today]")]
AgreedBy = Annotated[
    str,
    typer.Option(
        "--agreed-by",
        metavar="WHO",
        help="Who agreed it: secretariat, chair or meeting. [default: meeting with --meeting, else secretariat]",
    ),
]
By = Annotated[str, typer.Option("--by", metavar="WHO", help="Who said it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
Evidence = Annotated[str, typer.Option("--evidence", metavar="TEXT", help="What shows that it is done.")]
NoCommit = Annotated[
    bool, typer.Option("--no-commit", help="Leave the change in the working tree; make no commit.", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done; change nothing.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="For programs; the same as --format json.", show_default=False)]
Format = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="FORM", help="text, markdown, docx, html, pdf, xlsx, ods, ics, csv or json."
    ),
]
Template = Annotated[
    str,
    typer.Option(
        "--template", metavar="FILE", help="The committee's own layout: a Word file, or one such as paper.md.j2."
    ),
]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Write into FILE; its suffix chooses the form.")
]
