"""Tries every reader on damaged copies of real files: none may end in a traceback, hang, or take too much memory.

    python -m benchmarks.fuzz                       200 damaged copies of each document of the development set
    python -m benchmarks.fuzz --count 50 --set DIR  50 of each file in another folder
    python -m benchmarks.fuzz --only docx           the files whose name holds a word

A copy is damaged in its bytes (cut off, changed, doubled, spliced with another file) or, where it is a zip file such as
.docx, in the XML inside. What comes out must be a `Document` that the finders take, or a sentence. Exits with 1 where
something else happened, and says with which seed it can be made again.
"""

import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
SECONDS = 10.0
MIB = 1024
_EACH = 20  #: damaged copies for each process
_CHILD = """
import json, resource, sys, time, traceback
from pathlib import Path
from actionlog.errors import ActionlogError
from actionlog.minutes import read_meetings
from actionlog.readers import read
for line in sys.stdin:
    path = Path(line.rstrip("\\n"))
    start, what = time.process_time(), "read"
    try:
        read_meetings(read(path.name.partition("-")[2], path.read_bytes()))
    except ActionlogError as refusal:
        what = "refused: " + type(refusal).__name__
    except Exception:
        what = traceback.format_exc()
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([what, time.process_time() - start, mib]), flush=True)
"""


def main() -> int:
    """Damage, read, and print what went wrong; 0 where nothing did."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="")
    options.add_argument("--set", type=Path, default=SHARED / "minutes-dev" / "documents")
    given = options.parse_args()
    if not given.set.is_dir():
        print(f"There are no documents to damage: {given.set} is no folder.", file=sys.stderr)
        return 2
    files = sorted(path for path in given.set.iterdir() if path.is_file() and given.only in path.name)
    others = [path.read_bytes() for path in files]
    bad = 0
    for path in files:
        outcomes: dict[str, int] = {}
        slowest, most = 0.0, 0
        for first in range(0, given.count, _EACH):
            seeds = [f"{given.seed}:{path.name}:{n}" for n in range(first, min(first + _EACH, given.count))]
            for seed, (what, seconds, mib) in zip(seeds, tried(path, seeds, others), strict=False):
                slowest, most = max(slowest, seconds), max(most, mib)
                wrong = what.startswith(("Traceback", "killed")) or seconds > SECONDS or mib > MIB
                name = what.splitlines()[-1] if wrong else what
                outcomes[name] = outcomes.get(name, 0) + 1
                if wrong:
                    bad += 1
                    print(f"{seed}: {seconds:.1f} s, {mib} MiB\n{what}", flush=True)
        told = ", ".join(f"{count} {what}" for what, count in sorted(outcomes.items()))
        print(f"{path.name}: slowest {slowest:.1f} s, most {most} MiB; {told}", flush=True)
    return 1 if bad else 0


def tried(path: Path, seeds: list[str], others: list[bytes]) -> Iterator[tuple[str, float, int]]:
    """Yield what became of each damaged copy of `path`: words, CPU seconds, and the process's memory in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for n, seed in enumerate(seeds):
            copy = Path(folder, f"{n}-{path.name}")
            copy.write_bytes(damaged(path.read_bytes(), random.Random(seed), others))
            copies.append(copy)
        while copies:
            child = subprocess.Popen(
                [sys.executable, "-c", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True,
            )  # fmt: skip
            start = time.monotonic()
            try:
                out, err = child.communicate("".join(f"{copy}\n" for copy in copies), timeout=SECONDS * len(copies))
            except subprocess.TimeoutExpired:
                child.kill()
                out, err = child.communicate()
            answers = [json.loads(line) for line in out.splitlines()]
            yield from ((what, seconds, mib) for what, seconds, mib in answers)
            copies = copies[len(answers) :]
            if copies:  # it died or hung on the next one
                yield f"killed: {err.strip()[-500:] or 'no answer'}", time.monotonic() - start, 0
                copies = copies[1:]


def damaged(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Return a damaged copy of `data`."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _damaged_inside(data, chance, others)
    return _damaged_bytes(data, chance, others)


def _damaged_inside(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Return the zip file with one or two of its members damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        main = [n for n in names if n.endswith((".xml", ".rels"))] or names
        victims = {chance.choice(main), *([n for n in names if "document.xml" in n or "sheet1" in n][:1])}
        for name in names:
            member = old.read(name)
            if name in victims and chance.random() < 0.05:
                continue
            new.writestr(name, _damaged_bytes(member, chance, others) if name in victims else member)
    return out.getvalue()


def _damaged_bytes(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        if not out:
            break
        at = chance.randrange(len(out))
        end = min(len(out), at + chance.choice((1, 4, 50, 2000)))
        match chance.randrange(7):
            case 0:
                del out[at:end]
            case 1:
                out[at] = chance.randrange(256)
            case 2:
                out[at:at] = out[at:end] * chance.choice((1, 3, 50))
            case 3:
                del out[at:]
            case 4:
                other = chance.choice(others)
                start = chance.randrange(len(other))
                out[at:end] = other[start : start + chance.choice((4, 200, 5000))]
            case 5:
                out[at:end] = bytes(chance.randrange(256) for _ in range(min(end - at, 64)))
            case _:
                digits = [n for n in range(at, end) if 48 <= out[n] <= 57]
                for n in digits:
                    out[n] = 48 + chance.randrange(10)
    return bytes(out)


if __name__ == "__main__":
    sys.exit(main())
