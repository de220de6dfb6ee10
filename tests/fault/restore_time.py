"""How long a start after a crash, a backup and a restore take (trust.md D10, O2). Prints; judges nothing but that all of
it goes well.

Usage: restore_time.py SUBMISSIONS
"""
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from program import PROGRAM, Program
from province import Province
from report import close

CLERKS = 8
LEVELS = 3


def timed(act):
    begun = time.monotonic()
    act()
    return time.monotonic() - begun


def kaoji(*words):
    subprocess.run([PROGRAM, *map(str, words)], check=True, capture_output=True)


def ready(program):
    program.must_start()
    while subprocess.run(["curl", "-sf", f"http://127.0.0.1:{program.port}/readyz"], capture_output=True,
                         check=False).returncode:
        time.sleep(0.01)


def run(submissions, folder):
    province = Province(folder / "data", clerks=CLERKS, certificates=submissions // LEVELS // 4, scanning=0)
    restored = Program(folder / "restored")
    try:
        province.begin()

        def load():
            while len(province.acknowledged()) < submissions:
                time.sleep(0.1)
            province.program.kill()

        took = timed(lambda: province.under_load(load))
        print(f"{len(province.acknowledged())} submissions in {took:.0f} s, without scans")
        print(f"start after kill -9, to /readyz: {timed(lambda: ready(province.program)):.2f} s")
        keys = folder / "keys"
        keys.mkdir()
        for key in ("installation.key", "signing.key"):
            shutil.copy(province.data / key, keys)
        print(f"backup: {timed(lambda: kaoji('backup', folder / 'backup', '--data', province.data)):.2f} s")
        took = timed(lambda: kaoji("restore", folder / "backup", "--keys", keys, "--data", restored.data))
        print(f"restore: {took:.2f} s, serving after {took + timed(lambda: ready(restored)):.2f} s")
        size = sum(path.stat().st_size for path in (folder / "backup").rglob("*"))
        print(f"size of the backup: {size / (1 << 20):.1f} MiB")
    finally:
        province.program.kill()
        restored.kill()
    return []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaoji-restore-time-") as temporary:
        found = run(int(sys.argv[1]), Path(temporary))
    close(found)
