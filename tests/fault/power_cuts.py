"""Power cuts under load (fault matrix, rows 3, 4 and 6).

Usage: power_cuts.py CUTS [SEED]
       power_cuts.py canary

The data folder lies on a file system of its own, which drops at the cut whatever was not flushed. Nothing acknowledged
may be lost, and no row may name a file that is missing or short. `canary` runs the same with a library that turns every
flush into nothing: if that loses nothing either, these tests could not see a loss, and the run fails.
"""
import os
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from loop_disk import LoopDisk, can_mount
from province import Province
from report import close, seed_from
from verify import lost_among, quick_faults, slow_faults

NO_FLUSH = "libeatmydata.so"
SETTLED_EACH, VERIFIED_EACH = 10, 20
CLERKS, CERTIFICATES, CUTS_OF_A_WORLD = 4, 600, 100


def cut(province, disk, seconds, at_least=0):
    """Lets the clerks work for so long, and until so much more is acknowledged; then freezes the server, cuts the power
    and mounts again what is left."""
    wanted = len(province.acknowledged()) + at_least

    def fail():
        time.sleep(seconds)
        while len(province.acknowledged()) < wanted:
            time.sleep(0.01)
        province.program.freeze()
        time.sleep(0.01)
        disk.cut_power()
        province.program.kill()

    province.under_load(fail)
    disk.unmount()
    disk.mount()


def losses(province, whole=True):
    """Faults of the data, or of what was acknowledged since the last look; a database that cannot be opened is one."""
    news = province.news()
    try:
        return quick_faults(province.data, province.acknowledged()) if whole else lost_among(province.data, news)
    except sqlite3.Error as error:
        return [f"the database cannot be read: {error}"]


def run(cuts, seed, folder):
    dice = random.Random(seed)
    disk = LoopDisk(folder)
    disk.mount()
    province = Province(disk.mount_point / "data", CLERKS, CERTIFICATES, scanning=2)
    faults = []
    try:
        province.begin()
        for number in range(1, cuts + 1):
            cut(province, disk, dice.uniform(0.05, 0.4))
            faults = losses(province, number % VERIFIED_EACH == 0)
            if faults:
                print(f"cut {number} of seed {seed}:", *faults[:20], sep="\n  ")
                break
            province.program.must_start()
            if number % SETTLED_EACH == 0:
                province.settle()
            if number % CUTS_OF_A_WORLD == 0 and number < cuts:
                province.begin_anew()
        else:
            province.settle()
            province.program.stop()
            faults = losses(province) + slow_faults(province.data)
    finally:
        province.program.kill()
        disk.unmount()
    print(f"{cuts} cuts, {province.acknowledged_in_all()} submissions acknowledged (seed {seed})")
    return faults


def canary(folder):
    """The same with flushes that do nothing: a few cuts must lose something."""
    disk = LoopDisk(folder)
    disk.mount()
    province = Province(disk.mount_point / "data", CLERKS, before=["env", f"LD_PRELOAD={NO_FLUSH}"])
    try:
        province.begin()
        os.sync()  # the world is on the disk; what follows is not
        cut(province, disk, 0.1, at_least=8)
        lost = losses(province)
    finally:
        province.program.kill()
        disk.unmount()
    print(f"{len(province.acknowledged())} submissions acknowledged")
    if lost:
        print(f"the canary lost what it had acknowledged, as it must: {len(lost)} faults, the first “{lost[0]}”")
        return []
    return ["flushes were switched off and nothing was lost: this test could not see a loss"]


def main():
    with tempfile.TemporaryDirectory(prefix="kaoji-probe-") as folder:
        unable = can_mount(Path(folder))
    if unable:
        print(f"NOT RUN, counted as passed only so that the rest can go on: no power was cut, {unable}")
        close([])
    with tempfile.TemporaryDirectory(prefix="kaoji-power-") as folder:
        if sys.argv[1] == "canary":
            faults = canary(Path(folder))
        else:
            faults = run(int(sys.argv[1]), seed_from(sys.argv, 2), Path(folder))
    close(faults)


if __name__ == "__main__":
    main()
