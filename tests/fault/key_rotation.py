"""Kills `kaoji keys rotate` at its Nth system call, and rotates again.

Usage: key_rotation.py [SYSCALL…]

Wherever it was killed, nothing that was sealed may be lost: `kaoji doctor`, which opens every sealed value and checks every
mark, must find nothing, before the rotation is taken up again and after it. Then all rests on one key, and no more keys
were made than rotations need that were begun.
"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from program import PROGRAM
from province import Province
from report import close
from verify import slow_faults

# Of writes only some: each step of the rotation has many that are alike.
SYSCALLS = {"fsync": 1, "rename": 1, "fdatasync": 1, "pwrite64": 197}
MOST_POINTS = 60
DRAFTS = 700  # more than a step of the rotation seals of one column
# The key that was begun, and one more when the kill came before anything rested on it.
MOST_KEYS = 3


def sealed_world(folder):
    """A data folder with a contact on each of many drafts, all of them made up; nobody serves it."""
    province = Province(folder, clerks=1, certificates=10)
    try:
        province.begin()
        browser = province.submitters[0].browser
        for number in range(DRAFTS):
            content = {"kind": "new", "lines": [], "contact_name": "虚构联系人", "contact_phone": f"1380000{number:04}"}
            answer = browser.ask("POST", "/applications", content, key=f"rotation-{number:06}")
            if answer.status != 201:
                raise RuntimeError(f"no draft: {answer}")
        province.program.stop()
    finally:
        province.program.kill()


def keys(*arguments, before=()):
    return subprocess.run([*before, PROGRAM, "keys", *arguments], capture_output=True, text=True, check=False)


def killed_rotation(data, syscall, number, trace):
    """Rotates, killed at that call; whether it was hit."""
    strace = ["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={syscall}", "-e",
              f"inject={syscall}:signal=KILL:when={number}"]
    keys("rotate", "--data", str(data), before=strace)
    return "INJECTED" in trace.read_text(errors="replace") or "killed by SIGKILL" in trace.read_text(errors="replace")


def faults_after(data):
    """What is wrong with a folder whose rotation was killed: as it lies, and when the rotation has been taken up again."""
    faults = slow_faults(data)
    again = keys("rotate", "--data", str(data))
    if again.returncode != 0:
        faults.append(f"the rotation cannot be taken up again: {again.stdout}{again.stderr}")
    listed = keys("list", "--data", str(data)).stdout.splitlines()
    if any("rows still rest" in line for line in listed):
        faults.append(f"rows rest on an old key: {listed}")
    if len(listed) > MOST_KEYS:
        faults.append(f"too many keys: {listed}")
    return faults + slow_faults(data)


def sweep(syscall, stride, world, folder):
    """The points of one system call that were hit, and what is wrong after the first bad one."""
    for point in range(MOST_POINTS):
        data = folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(world, data)
        number = 1 + point * stride
        hit = killed_rotation(data, syscall, number, folder / "trace")
        faults = [f"{syscall} {number}: {fault}" for fault in faults_after(data)]
        if faults or not hit:
            return point, faults
    return MOST_POINTS, []


def main():
    faults, points = [], 0
    with tempfile.TemporaryDirectory(prefix="kaoji-rotation-") as folder:
        world = Path(folder) / "world"
        sealed_world(world)
        for syscall in sys.argv[1:] or SYSCALLS:
            hit, faults = sweep(syscall, SYSCALLS.get(syscall, 1), world, Path(folder))
            print(f"{syscall}: {hit} points", flush=True)
            points += hit
            if faults:
                break
    if points == 0:
        faults.append("nothing was hit")
    close(faults)


if __name__ == "__main__":
    main()
