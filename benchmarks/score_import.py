"""Scores what `actionlog import` finds in real minutes against hand-made labels, and measures what reading costs.

    python -m benchmarks.score_import                 the development set and the seeds of the shared folder
    python -m benchmarks.score_import --details       and what was missed, invented or wrong
    python -m benchmarks.score_import --only pdf      the documents whose name, format or source holds a word
    python -m benchmarks.score_import --set FOLDER    another set: FOLDER/labels.yaml and FOLDER/documents

The documents are other people's, so they lie in the folder `shared` beside this checkout and not in it; without it
there is nothing to score, and that is said. The scorer itself lies there too. One process for each document: its CPU
seconds and its memory are those of a whole `actionlog import FILE --dry-run --json`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
_CHILD = """
import json, resource, sys
from pathlib import Path
from actionlog.cli.import_answer import as_json
from actionlog.minutes import read_meetings
from actionlog.readers import read
path = Path(sys.argv[1])
answers = [as_json(minutes) for minutes in read_meetings(read(path.name, path.read_bytes()))]
answer = {key: [entry for a in answers for entry in a[key]] for key in ("meetings", "actions")}
used = resource.getrusage(resource.RUSAGE_SELF)
answer["cpu"], answer["kib"] = used.ru_utime + used.ru_stime, used.ru_maxrss
json.dump(answer, sys.stdout)
"""


def main() -> int:
    """Score, print the figures, and return 0; 2 where the documents are not there."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--details", action="store_true", help="what was missed, invented or wrong")
    options.add_argument("--only", default="", help="only documents whose name, format or source holds this")
    options.add_argument("--set", type=Path, help="a folder with labels.yaml and documents/")
    given = options.parse_args()
    scorer = SHARED / "minutes-dev" / "score.py"
    if not scorer.exists():
        print(f"There are no documents to score: {SHARED} holds none.", file=sys.stderr)
        return 2
    dev = given.set or SHARED / "minutes-dev"
    score(scorer, dev / "labels.yaml", dev / "documents", given)
    if not given.set and not given.only:
        print("\n\nThe seeds\n")
        score(scorer, SHARED / "minutes-dev" / "seeds-labels.yaml", SHARED / "seeds", given)
    return 0


def score(scorer: Path, labels: Path, documents: Path, given: argparse.Namespace) -> None:
    """Read all `documents`, hand the actions to the scorer, and print its figures and what reading cost."""
    costs: list[tuple[float, int, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(documents.iterdir()):
            if given.only and given.only not in path.name:
                continue
            answer = understood(path)
            Path(folder, f"{path.name}.json").write_text(json.dumps(scored(answer)))
            costs.append((float(str(answer["cpu"])), int(str(answer["kib"])) // 1024, path.name))
        command = [sys.executable, str(scorer), str(labels), folder]
        if given.only:
            command += ["--only", given.only]
        sys.stdout.flush()
        subprocess.run([*command, *(["--details"] if given.details else [])], check=False)
    print("\nCPU s   MiB  document")
    for seconds, mib, name in sorted(costs, reverse=True)[:8]:
        print(f"{seconds:5.2f}  {mib:4}  {name}")


def understood(path: Path) -> dict[str, object]:
    """Return what the importer answers for a document; a refusal is printed and gives no actions."""
    done = subprocess.run([sys.executable, "-c", _CHILD, str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{path.name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return {"actions": [], "meetings": [], "cpu": 0.0, "kib": 0}
    return dict(json.loads(done.stdout))


def scored(answer: dict[str, object]) -> dict[str, object]:
    """Return the importer's answer in the words of the scorer."""
    meetings = answer["meetings"]
    actions = answer["actions"]
    assert isinstance(meetings, list)
    assert isinstance(actions, list)
    return {
        "meeting_date": meetings[0]["date"] if meetings else None,
        "actions": [
            {
                "ref": a["ref"],
                "text": a["text"],
                "owners": a["owners"],
                # The labels give no day for a deadline that moves with the meeting.
                "due": None if a["deadline"] == "next meeting" else a["deadline"],
                "status": _status(a["status"], a["outcome"]),
            }
            for a in actions
        ],
    }


def _status(status: str | None, outcome: str | None) -> str | None:
    """Return what was understood of a status, in the scorer's words."""
    if status != "Closed":
        return "open" if status in ("Open", "Proposed") else None
    return "cancelled" if outcome in ("withdrawn", "lapsed", "superseded", "merged") else "done"


if __name__ == "__main__":
    sys.exit(main())
