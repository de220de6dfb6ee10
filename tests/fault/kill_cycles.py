"""kill -9 at random moments of a loaded server (fault matrix, row 1).

Usage: kill_cycles.py CYCLES [SEED]

After each kill the server must start again on what it left, be ready, and hold what was acknowledged since the last one;
each 50th time all is verified. An act without an answer, repeated with its key, must be answered as if nothing had
happened.
"""
import random
import sys
import tempfile
import time
from pathlib import Path

from province import Province
from report import close, seed_from
from verify import lost_among, quick_faults, slow_faults

# Cycles between two looks at everything, and of one world.
SETTLED_EACH, VERIFIED_EACH, WORLD_EACH = 10, 50, 100
CLERKS, CERTIFICATES = 4, 500


def cycle(province, dice, number):
    """One kill; what is wrong afterwards. The server runs when this returns."""
    def kill():
        time.sleep(dice.uniform(0.02, 0.25))
        province.program.kill()

    province.under_load(kill)
    faults = lost_among(province.data, province.news())
    if number % VERIFIED_EACH == 0:
        faults += quick_faults(province.data, province.acknowledged())
    if faults:
        return faults
    if number % VERIFIED_EACH == 0:
        faults += slow_faults(province.data)
    province.program.must_start()
    # Not after each: a scan takes longer to be judged than many a server lives.
    if number % SETTLED_EACH == 0:
        province.settle()
    return faults


def run(cycles, seed, folder):
    dice = random.Random(seed)
    province = Province(folder / "data", CLERKS, CERTIFICATES)
    faults = []
    try:
        province.begin()
        for number in range(1, cycles + 1):
            faults = cycle(province, dice, number)
            if faults:
                print(f"cycle {number} of seed {seed}:", *faults, sep="\n  ")
                break
            if number % WORLD_EACH == 0 and number < cycles:
                province.begin_anew()
        province.settle()
        province.program.stop()
        faults += quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)
    finally:
        province.program.kill()
    print(f"{cycles} kills, {province.acknowledged_in_all()} submissions acknowledged, "
          f"{province.repeated_in_all()} acts repeated (seed {seed})")
    return faults


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaoji-kill-") as temporary:
        found = run(int(sys.argv[1]), seed_from(sys.argv, 2), Path(temporary))
    close(found)
