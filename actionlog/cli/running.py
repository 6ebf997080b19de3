"""Runs one command, and turns whatever goes wrong into a sentence and an exit code. The only place that does."""

import errno
import os
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from actionlog.characters import visible_lines
from actionlog.cli import COMMANDS, load
from actionlog.cli.screen import fitted
from actionlog.errors import ActionlogError, Refused

INTERRUPTED = 130
REFUSED = 2


class LazyGroup(TyperGroup):
    """A group that knows every command's name and line of help, and imports a command's module only to run it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (_, line) in COMMANDS.items():
            self.commands[name] = TyperCommand(name, help=line, rich_markup_mode=None)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # Typer passes it
        """Return the commands in the order of the meeting cycle."""
        return list(COMMANDS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the real command where the first word is one."""
        if args and args[0] in COMMANDS:
            return args[0], load(args[0]), args[1:]
        return super().resolve_command(ctx, args)


def application() -> typer.Typer:
    """Return the whole command line as one Typer application."""
    app = typer.Typer(
        cls=LazyGroup,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback(invoke_without_command=False)
    def actionlog(
        log: str = typer.Option(  # noqa: ARG001  # taken out before Typer sees it; here for the help
            "", "--log", metavar="DIR", help="The log's folder. [default: found upwards]"
        ),
        version: bool = typer.Option(False, "--version", "-V", help="Print the version and stop."),
    ) -> None:
        """Keep a committee's actions: one file each, from the minutes to the next meeting's paper.

        \b
        Examples:
          actionlog init --group "Name of your committee"
          actionlog meeting add "9 June 2021"
          actionlog add "Circulate the summary" --owner "Review team" --deadline "30 June"
          actionlog report outstanding
        """
        if version:
            from actionlog import __version__

            print(f"actionlog {__version__}")
            raise typer.Exit

    return app


def run(args: list[str]) -> int:
    """Run the command line `args` and return its exit code. No traceback reaches a user."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:  # the same bytes on every system, whatever its language is set to
                stream.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")
    try:
        code = application()(_with_log_first(args), prog_name="actionlog", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except ActionlogError as error:
        complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        return _nobody_reads()
    except (KeyboardInterrupt, EOFError, typer.Abort):
        complain("Stopped. Nothing more was changed.")
        return INTERRUPTED
    except Exception as error:
        return _unexpected(error, args)


def _nobody_reads() -> int:
    """Whoever read our output has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def complain(message: str) -> None:
    """Print a message for the user to standard error, without any character that could command the terminal."""
    print(fitted(f"actionlog: {visible_lines(message)}", sys.stderr), file=sys.stderr)


def _unexpected(error: Exception, args: list[str]) -> int:
    if hasattr(error, "format_message") and hasattr(error, "show"):  # wrong use
        _say_what_was_mistyped(error, args)
        return REFUSED
    if isinstance(error, OSError) and error.errno == errno.EINVAL and error.filename is None:
        return _nobody_reads()  # as Windows says it
    if isinstance(error, OSError):
        complain(f"The computer refused: {error.strerror or error} ({error.filename or 'no file named'}).")
        return REFUSED
    if os.environ.get("ACTIONLOG_DEBUG"):
        raise error
    complain(
        f"This is a fault in actionlog itself ({type(error).__name__}: {error}). The log is as it was. "
        "Please report it, with what you typed. ACTIONLOG_DEBUG=1 shows where it happened."
    )
    return REFUSED


def _say_what_was_mistyped(error: Any, args: list[str]) -> None:
    if type(error).__name__ == "NoArgsIsHelpError":  # a command that needs more words shows its help
        print(visible_lines(error.format_message()), file=sys.stderr)
        return
    from actionlog.cli.mistyped import mistyped

    context = getattr(error, "ctx", None)
    path = context.command_path if context else " ".join(["actionlog", *(a for a in args[:1] if a in COMMANDS)])
    complain(f"{mistyped(error)}\nHow it is used: {path} --help")


def _with_log_first(args: list[str]) -> list[str]:
    """Take `--log DIR` from wherever it was typed and tell it to the command through ACTIONLOG_DIR."""
    rest: list[str] = []
    i = 0
    while i < len(args):
        if args[i] == "--":
            return [*rest, *args[i:]]
        if args[i] == "--log":
            if i + 1 == len(args):
                raise Refused("--log needs the name of the log's folder after it: --log DIR")
            os.environ["ACTIONLOG_DIR"] = args[i + 1]
            i += 2
        elif args[i].startswith("--log="):
            os.environ["ACTIONLOG_DIR"] = args[i].removeprefix("--log=")
            i += 1
        else:
            rest.append(args[i])
            i += 1
    return rest
