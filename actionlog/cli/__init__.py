"""The command line: one file for each command, all of them in the list below.

A command's module is imported only when that command runs, so that `--version` and completion stay quick.
"""

import sys

TYPE_CHECKING = False  # as typing has it, whose import costs more than `--version` does
if TYPE_CHECKING:
    from typing import Any

    import typer

#: Every command: its name, the module that holds it, and its line in `actionlog --help`.
COMMANDS = {
    "init": ("actionlog.cli.init", "Start a log for a committee."),
    "group": ("actionlog.cli.group", "Add a group, list the groups, or set a group's policy."),
    "meeting": ("actionlog.cli.meeting", "Add a meeting, record who came, clear its minutes."),
    "add": ("actionlog.cli.add", "Add an action to a meeting."),
    "list": ("actionlog.cli.list", "List the open actions."),
    "show": ("actionlog.cli.show", "Show one action and its history."),
    "note": ("actionlog.cli.note", "Record what was said of an action."),
    "extend": ("actionlog.cli.extend", "Record a new deadline: agreed, requested or refused."),
    "assign": ("actionlog.cli.assign", "Give an action to other owners."),
    "edit": ("actionlog.cli.edit", "Change the wording of an action."),
    "strike-out": ("actionlog.cli.strike_out", "Strike an action out of draft minutes."),
    "propose": ("actionlog.cli.propose", "Propose an action for closure, or decline it."),
    "close": ("actionlog.cli.close", "Close an action."),
    "reopen": ("actionlog.cli.reopen", "Open a closed action again."),
    "carry-forward": ("actionlog.cli.carry_forward", "Carry the open actions forward to a meeting."),
    "report": ("actionlog.cli.report", "Print a paper: outstanding, minutes, closed, overdue, …"),
    "remind": ("actionlog.cli.remind", "Write to each owner: text, drafts, or mail."),
    "calendar": ("actionlog.cli.calendar", "Write deadlines for a calendar."),
    "check": ("actionlog.cli.check", "Check the log: faults, then what is overdue."),
    "people": ("actionlog.cli.people", "List the register of people, and who is missing from it."),
    "publish": ("actionlog.cli.publish", "Make a website of the log for the public, with names withheld."),
    "history": ("actionlog.cli.history", "Tell the story of one action, from its file and from git."),
    "changes": ("actionlog.cli.changes", "Tell what happened since a day, a meeting or a commit."),
    "import": ("actionlog.cli.import_", "Take the actions out of minutes."),
    "undo": ("actionlog.cli.undo", "Take back the last command, by a new commit."),
    "schema": ("actionlog.cli.schema", "Print the JSON Schema of a file of the log."),
}


def main() -> None:
    """Run the command line and exit with its code: 0, 1, 2, 3 or 130."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from actionlog import __version__

        print(f"actionlog {__version__}")
        return
    import gc

    gc.disable()  # a command is short; looking for cycles meanwhile costs a tenth of it
    from actionlog.cli.running import run

    sys.exit(run(sys.argv[1:]))


def load(name: str) -> "Any":
    """Return the command `name` ready to run: its module's function `run`, or its group of commands `app`."""
    from importlib import import_module

    import typer

    module = import_module(COMMANDS[name][0])
    if hasattr(module, "app"):
        return typer.main.get_command(module.app)
    single = plain_app()
    single.command(name)(module.run)
    return typer.main.get_command(single)


def plain_app(**settings: "Any") -> "typer.Typer":
    """Return a Typer application with plain help (better for screen readers and pipes) and no tracebacks of its own."""
    import typer

    return typer.Typer(
        rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True, **settings
    )
