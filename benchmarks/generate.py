"""Makes an invented action log of any size, always the same for the same size.

    python -m benchmarks.generate 10000 FOLDER

60 in 100 actions are closed, one in ten of the open ones is overdue on AS_OF. Twenty actions to a meeting, five hundred
meetings at most to a group. The folder becomes a git repository with everything in one commit.
"""

import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

AS_OF = date(2026, 3, 20)
_PER_MEETING = 20
_PER_GROUP = 500
_OWNERS = [f"Team {n}" for n in range(1, 16)] + ["All", "Chair", "Clerk", "Secretariat", "Group members"]
_WORDS = (
    "circulate", "summary", "report", "members", "review", "evidence", "draft", "budget", "letter", "council",
    "figures", "survey", "policy", "meeting", "agenda", "paper", "risk", "register", "consult", "partners", "publish",
)  # fmt: skip


def generate(count: int, folder: Path, *, commit: bool = True) -> Path:
    """Write a log of `count` actions below `folder` and return the log's folder."""
    chance = random.Random(count)
    root = folder / "actions"
    root.mkdir(parents=True)
    (root / "actionlog.yaml").write_text('format: "1"\n')
    left, group_number = count, 0
    while left:
        group_number += 1
        meetings = min(_PER_GROUP, -(-left // _PER_MEETING))
        group = root / f"group-{group_number:02}"
        group.mkdir()
        (group / "group.yaml").write_text(f"name: Invented group {group_number}\n")
        for back in range(meetings, 0, -1):
            held = AS_OF - timedelta(days=14 * back)
            meeting = group / held.isoformat()
            meeting.mkdir()
            (meeting / "meeting.yaml").write_text(f"minutes: {'confirmed' if back > 1 else 'draft'}\n")
            here = min(_PER_MEETING, left)
            for number in range(1, here + 1):
                (meeting / f"{number:02}.yaml").write_text(_action(chance, held))
            left -= here
    if commit:
        _commit(folder)
    return root


def _action(chance: random.Random, held: date) -> str:
    text = " ".join(chance.choice(_WORDS) for _ in range(12))
    lines = [f"action: {text.capitalize()}.", f"owners: [{chance.choice(_OWNERS)}]"]
    deadline = held + timedelta(days=14)
    history = []
    if chance.random() < 0.6:
        closed = held + timedelta(days=chance.randint(1, 28))
        lines += [f"deadline: {deadline}", "status: Closed", f"closed: {closed}", "outcome: completed"]
        history.append(
            f"  - date: {closed}\n    event: closed\n    outcome: completed\n    evidence: Circulated by e-mail"
        )
    elif chance.random() < 0.1:
        lines += [f"deadline: {min(deadline, AS_OF - timedelta(days=1))}", "status: Open"]
    else:
        later = AS_OF + timedelta(days=chance.randint(0, 90))
        lines += [f"deadline: {later}", "status: Open"]
        history.append(
            f"  - date: {held + timedelta(days=1)}\n    event: extension agreed\n"
            f"    from: {deadline}\n    to: {later}\n    by: secretariat"
        )
    lines.append(f'item: "{chance.randint(1, 8)}"')
    if history:
        lines += ["history:", *history]
    return "\n".join(lines) + "\n"


def _commit(folder: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)

    git("init", "-q")
    git("config", "gc.auto", "0")  # one in the background would hold the lock of the one below
    git("config", "user.name", "Benchmark")
    git("config", "user.email", "benchmark@localhost")
    git("add", "-A")
    git("commit", "-q", "-m", "An invented log")
    git("gc", "-q")


if __name__ == "__main__":
    print(generate(int(sys.argv[1]), Path(sys.argv[2])))
