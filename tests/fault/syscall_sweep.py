"""Fails, or kills the server at, the Nth system call of a submission with its upload (fault matrix, rows 2, 11 and 12).

Usage: syscall_sweep.py error|kill [SYSCALL…]

For N = 1, 2, 3 … until nothing is hit any more: one clerk drafts, uploads and submits while strace injects EIO or SIGKILL
into that call. Whatever was answered, the server must start again on what it left, the submission must be there whole or
not at all, and the same act repeated with its key must come out as done once.
"""
import sys
import tempfile
import time
from pathlib import Path

from browser import LOST
from injection import Injection
from province import Province
from report import close
from verify import lost_among, quick_faults, slow_faults

SYSCALLS = ["pwrite64", "write", "fdatasync", "fsync", "rename", "renameat", "renameat2"]
# What SQLite makes a commit durable with: the disk is not asked a second time, only a new start shows what is there.
COMMITTING = "fdatasync"
# A sweep ends where a call is no longer hit; one that has not ended by then never would, and fails.
MOST_POINTS = 1000
VERIFIED_EACH = 5
ERROR, KILL = "error=EIO", "signal=KILL"


def one_submission(clerk):
    """Draft, scan and submission, as far as they come; whether the whole was acknowledged."""
    before = len(clerk.acknowledged)
    clerk.browser.forget_connection()  # it may lead to the server that was killed
    try:
        while len(clerk.acknowledged) == before:
            if not clerk.step():
                return False
        return True
    except LOST:
        return False


def point(province, syscall, fault, number, trace):
    """One N: (was the call hit, what is wrong afterwards)."""
    clerk = province.submitters[0]
    injection = Injection(province.program.process.pid, syscall, fault, trace, number)
    acknowledged = one_submission(clerk)
    fatal = fault == KILL or syscall == COMMITTING
    died = province.program.died_within(5 if fatal and not acknowledged else 0.2)
    province.program.kill()
    hit = "INJECTED" in injection.told() or died
    faults = lost_among(province.data, province.news())
    if number % VERIFIED_EACH == 0:
        faults += quick_faults(province.data, province.acknowledged())
    if hit and fault == ERROR and syscall == COMMITTING and not died:
        faults.append("a commit failed, and the server went on writing")
    province.program.must_start()
    if not acknowledged:
        while not one_submission(clerk):
            time.sleep(0.01)
    return hit, faults


def sweep(province, syscall, fault, folder):
    """The points of one system call that were hit, and what is wrong after the first bad one."""
    for number in range(1, MOST_POINTS + 1):
        hit, faults = point(province, syscall, fault, number, folder / "trace")
        if faults:
            return number, [f"{syscall} {number}: {fault_text}" for fault_text in faults]
        if not hit:
            return number - 1, []
    return MOST_POINTS, [f"{syscall}: still hit after {MOST_POINTS} points, the sweep has no end"]


def run(fault, syscalls, folder):
    province = Province(folder / "data", clerks=1, certificates=1000)
    faults, points = [], 0
    try:
        province.begin()
        for syscall in syscalls:
            hit, faults = sweep(province, syscall, fault, folder)
            print(f"{syscall}: {hit} points", flush=True)
            points += hit
            if faults:
                break
        province.program.stop()
        faults += quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)
    finally:
        province.program.kill()
    if points == 0:
        faults.append("nothing was hit")
    print(f"{fault}: {points} points, {len(province.acknowledged())} submissions acknowledged")
    return faults


def main():
    fault = {"error": ERROR, "kill": KILL}[sys.argv[1]]
    with tempfile.TemporaryDirectory(prefix="kaoji-sweep-") as folder:
        faults = run(fault, sys.argv[2:] or SYSCALLS, Path(folder))
    close(faults)


if __name__ == "__main__":
    main()
