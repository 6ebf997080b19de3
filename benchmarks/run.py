"""Measures what the design allows (docs/explanation/design.md, section 8) and prints a table of ratios.

    python -m benchmarks.run            60 and 10,000 actions
    python -m benchmarks.run --large    100,000 too (some minutes)

Each figure is a whole process, timed from outside, in turn with the process it is compared with; the ratio is the
median of the ratios pair by pair, so that a busy machine slows both. Byte code is compiled first, and switched on.
"""

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.generate import AS_OF, generate

PYTHON = sys.executable
ENV = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "ACTIONLOG_DIR", "ACTIONLOG_NOW")}

_READ_OURS = "import sys; from pathlib import Path; from actionlog.store.repository import Repository; " + (
    "Repository(Path(sys.argv[1])).load()"
)
_READ_PYYAML = (
    "import sys, pathlib, yaml\n"
    "for path in pathlib.Path(sys.argv[1]).rglob('*.yaml'):\n"
    "    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)"
)


def seconds(command: Sequence[str], folder: Path | None = None) -> float:
    """Return how long a command takes; its output goes into a pipe that is read."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=ENV, capture_output=True, check=False)
    took = time.perf_counter() - start
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr.decode()}")
    return took


def compared(ours: Callable[[], float], theirs: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """Return our median seconds, theirs, and the median ratio pair by pair."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--large", action="store_true", help="100,000 actions too")
    options.add_argument("--runs", type=int, default=15)
    chosen = options.parse_args()
    script = shutil.which("actionlog", path=str(Path(PYTHON).parent)) or "actionlog"
    for entry in sys.path:
        if "site-packages" in entry:
            compileall.compile_dir(entry, quiet=2)
    compileall.compile_dir(str(Path(__file__).parents[1] / "actionlog"), quiet=2)
    print("| what | actions | ours, ms | compared with | its ms | ratio | bound |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in (60, 10_000, *((100_000,) if chosen.large else ())):
            root = generate(count, Path(folder) / str(count))
            measure(script, root, count, chosen.runs if count < 100_000 else 3)


def measure(script: str, root: Path, count: int, runs: int) -> None:
    """Print the rows for one log."""
    here = root.parent
    day = AS_OF.isoformat()

    def row(
        what: str, ours: Sequence[str], name: str, theirs: Sequence[str], bound: str, folder: Path | None = here
    ) -> None:
        a, b, ratio = compared(lambda: seconds(ours, folder), lambda: seconds(theirs, folder), runs)
        print(f"| {what} | {count:,} | {a * 1000:.0f} | {name} | {b * 1000:.0f} | {ratio:.2f} | {bound} |", flush=True)

    nothing = [PYTHON, "-c", "pass"]
    if count == 60:
        row("--version", [script, "--version"], "python -c pass", nothing, "1.3")
        imports = [PYTHON, "-c", "import typer, yaml"]
        row("list, piped", [script, "list", "--group", "group-01"], 'python -c "import typer, yaml"', imports, "1.5")
    fewer = max(3, runs // 3) if count > 60 else runs
    runs = fewer
    pyyaml = [PYTHON, "-c", _READ_PYYAML, str(root)]
    bound = "0.5" if count > 60 else "-"  # of so few files the imports are all there is to see
    row("whole log read", [PYTHON, "-c", _READ_OURS, str(root)], "CSafeLoader, same files", pyyaml, bound)
    for what in (["list", "--overdue"], ["check"], ["report", "outstanding", "--group", "group-01"]):
        command = [script, *what, "--as-of", day]
        row(" ".join(what[:2]), command, "python -c pass", nothing, "with the index, later")
    writes(script, root, count, runs)


def writes(script: str, root: Path, count: int, runs: int) -> None:
    """Print the rows for `add` and `close` with their commits, against git alone."""
    here = root.parent
    group = sorted(p.name for p in root.iterdir() if p.is_dir())[0]
    number = 0

    def plain_git() -> float:
        nonlocal number
        number += 1
        path = root / group / f"plain-{number}.txt"
        path.write_text("One file\n")
        name = str(path.relative_to(here))
        start = time.perf_counter()
        subprocess.run(["git", "add", "--", name], cwd=here, env=ENV, check=True, capture_output=True)
        subprocess.run(
            ["git", "commit", "-q", "-m", "One", "--", name], cwd=here, env=ENV, check=True, capture_output=True
        )
        return time.perf_counter() - start

    def add() -> float:
        return seconds(
            [script, "add", "Circulate the note", "--owner", "Clerk", "--deadline", "On-going", "--group", group], here
        )

    names = [p for p in sorted((root / group).rglob("[0-9]*.yaml")) if "status: Open" in p.read_text()]

    def close() -> float:
        path = names.pop()
        return seconds([script, "close", f"{group}/{path.parent.name}/{path.stem}"], here)

    for what, ours in (("add, with its commit", add), ("close, with its commit", close)):
        a, b, ratio = compared(ours, plain_git, runs)
        print(
            f"| {what} | {count:,} | {a * 1000:.0f} | git add, git commit | {b * 1000:.0f} | {ratio:.2f} | 1.5 |",
            flush=True,
        )


if __name__ == "__main__":
    main()
