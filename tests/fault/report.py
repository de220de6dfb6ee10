"""Seeds, and the closing line "N passed, N failed" as ./test reads it."""
import random
import sys
import tempfile
import traceback
from pathlib import Path


def seed_from(arguments, place):
    """The seed given there, or one of its own, which the test prints."""
    return int(arguments[place]) if len(arguments) > place else random.randrange(1 << 32)


def close(faults):
    """Ends the program: 0 when there is no fault."""
    print(*faults[:20], sep="\n")
    print(f"{0 if faults else 1} passed, {1 if faults else 0} failed")
    sys.exit(1 if faults else 0)


def judge_each(cases, chosen=()):
    """Runs every case (those named, if any are), a function that takes an empty folder and gives faults, under its own
    sentence; ends the program."""
    failed, passed = 0, 0
    for case in cases:
        if chosen and case.__name__ not in chosen:
            continue
        with tempfile.TemporaryDirectory(prefix=f"kaoji-{case.__name__}-") as folder:
            try:
                faults = case(Path(folder))
            except Exception:  # whatever it is, the other cases run too
                faults = [traceback.format_exc()]
        failed, passed = failed + bool(faults), passed + (not faults)
        print(f"{'FAILED' if faults else 'ok'}: {case.__name__}", *faults[:10], sep="\n  ", flush=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)
