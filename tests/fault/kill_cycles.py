"""kill -9 at random moments of a loaded server (fault matrix, row 1).

Usage: kill_cycles.py CYCLES [SEED]

After each kill the server must start again on what it left, every acknowledged submission must be there once and whole,
and an act without an answer, repeated with its key, must be answered as if nothing had happened.
"""
import random
import sys
import tempfile
import time
from pathlib import Path

from province import Province
from report import close, seed_from
from verify import quick_faults, slow_faults


def run(cycles, seed, folder):
    dice = random.Random(seed)
    province = Province(folder / "data", clerks=4)
    faults = []
    try:
        province.begin()
        for cycle in range(cycles):
            def kill():
                time.sleep(dice.uniform(0.02, 0.25))
                province.program.kill()

            province.under_load(kill)
            faults = quick_faults(province.data, province.acknowledged())
            if faults:
                print(f"cycle {cycle} of seed {seed}:", *faults, sep="\n  ")
                break
            province.program.must_start()
            province.settle()
        province.program.stop()
        faults += quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)
    finally:
        province.program.kill()
    repeated = sum(clerk.repeated for clerk in province.submitters)
    print(f"{cycles} kills, {len(province.acknowledged())} submissions acknowledged, {repeated} acts repeated (seed {seed})")
    return faults


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaoji-kill-") as temporary:
        found = run(int(sys.argv[1]), seed_from(sys.argv, 2), Path(temporary))
    close(found)
