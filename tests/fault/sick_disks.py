"""Disks that are full, have no inodes left or turn read-only (fault matrix, rows 13, 14, 15 and 17).

Usage: sick_disks.py [CASE…]

Each case has its small ext4 file system in a loop file; the server goes on, tells what is wrong, loses nothing, and works
again without a restart when the disk does.
"""
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from injection import Injection
from loop_disk import LoopDisk, can_mount
from program import wait_until
from province import Province
from report import close, judge_each
from verify import quick_faults, slow_faults

SETTINGS = "[files]\nreserve_mib = 4\n"
MOST_WRITES = 3000


@contextmanager
def province_on(disk, data):
    """One clerk without scans and one with; the disk is mounted."""
    province = Province(data, clerks=2, certificates=600, scanning=1)
    try:
        yield province
    finally:
        province.program.kill()
        disk.unmount()


def answer_of_next(clerk):
    act = clerk.waiting = clerk.waiting or clerk.next_act()
    return act, clerk.browser.ask(act.method, act.path, act.content, act.kind, act.key)


def work(clerk, submissions):
    wanted = len(clerk.acknowledged) + submissions
    end = time.monotonic() + 120
    while len(clerk.acknowledged) < wanted:
        if not clerk.step():
            time.sleep(0.05)
        if time.monotonic() > end:
            raise RuntimeError(f"no submission of {clerk.browser.account} any more, waiting is {clerk.waiting}")


def at_work(province):
    """Begins a province whose clerks have submitted something; the server's pid."""
    province.begin_with(SETTINGS)
    for clerk in province.submitters:
        work(clerk, 2)
    return province.program.process.pid


def first_refusal(clerk):
    """Writes until the disk takes no more: the first answer that is no 2xx."""
    for _ in range(MOST_WRITES):
        act, answer = answer_of_next(clerk)
        if answer.status >= 300:
            return answer
        clerk.waiting = None
        clerk.take(act, answer)
    return None


def while_it_cannot_write(province, pid, statuses):
    """What is wrong while the disk refuses writes: writes are told so, reading goes on, /readyz says no."""
    clerk = province.submitters[1]
    refusal = first_refusal(clerk)
    faults = []
    if refusal is None or refusal.status not in statuses:
        faults.append(f"a write: {refusal}")
    reading = clerk.browser.ask("GET", "/applications")
    if reading.status != 200:
        faults.append(f"reading: {reading}")
    if province.program.asked("/livez") != 200 or province.program.process.pid != pid:
        faults.append("the server is gone")
    # It writes at most once a second, so it may know of the last one that went well.
    wait_until(lambda: not province.program.ready(), 10)
    if province.program.asked("/readyz") != 503:
        faults.append("/readyz does not say 503")
    return faults


def healed(province, pid):
    """What is wrong after the disk works again: without a restart all must go on."""
    wait_until(province.program.ready, 30)
    if not province.program.ready() or province.program.process.pid != pid:
        return [f"not ready again without a restart: {province.program.tail()[-600:]}"]
    for clerk in province.submitters:
        clerk.browser.forget_connection()
        clerk.settle()
        work(clerk, 2)
    province.program.stop()
    return quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)


def a_full_disk_refuses_writes_and_reads_on(folder):
    disk = LoopDisk(folder, 4096)
    disk.mount()
    with province_on(disk, disk.mount_point / "data") as province:
        pid = at_work(province)
        disk.fill()
        faults = while_it_cannot_write(province, pid, (503, 507))
        disk.empty()
        return faults + healed(province, pid)


def uploads_are_refused(folder, options, fill):
    """A volume of its own for uploads takes no more: 507 for scans, all else goes on."""
    data = folder / "data"
    province = Province(data, clerks=2, scanning=1)
    province.program.must_start()
    province.program.stop()
    disk = LoopDisk(folder, 48, data / "files", options)
    disk.mount()
    with province_on(disk, data) as province:
        pid = at_work(province)
        fill(disk)
        scanning, other = province.submitters
        faults = []
        while scanning.open is None or scanning.open[3]:
            scanning.step()
        _, answer = answer_of_next(scanning)
        if answer.status != 507 or answer.json.get("code") != "storage-low":
            faults.append(f"an upload: {answer}")
        work(other, 2)
        left = list((data / "files" / "unfinished").iterdir())
        if left:
            faults.append(f"left behind: {left}")
        disk.empty()
        # What was answered is the answer to that key; the person uploads anew.
        scanning.waiting = None
        return faults + healed(province, pid)


def a_full_volume_of_uploads_leaves_decisions_alone(folder):
    return uploads_are_refused(folder, (), lambda disk: disk.fill())


def a_volume_nearly_full_refuses_uploads_early(folder):
    return uploads_are_refused(folder, (), lambda disk: disk.fill(kept=3 << 20))


def a_volume_without_inodes_leaves_decisions_alone(folder):
    return uploads_are_refused(folder, ("-N", "64"), lambda disk: disk.fill_inodes())


def a_disk_that_turned_read_only_is_read_on(folder):
    disk = LoopDisk(folder, 4096)
    disk.mount()
    with province_on(disk, disk.mount_point / "data") as province:
        pid = at_work(province)
        disk.turn_read_only()
        faults = while_it_cannot_write(province, pid, (503,))
        province.program.kill()
        disk.unmount()
        disk.mount()
        faults += quick_faults(province.data, province.acknowledged())
        province.program.must_start()
        return faults + healed(province, province.program.process.pid)


def a_disk_that_was_read_only_for_a_while_is_written_again(folder):
    """The kernel makes no file system read-only under an open file and writable again, so strace says what it would."""
    disk = LoopDisk(folder, 4096)
    disk.mount()
    with province_on(disk, disk.mount_point / "data") as province:
        pid = at_work(province)
        injection = Injection(pid, "pwrite64", "error=EROFS", folder / "trace")
        faults = while_it_cannot_write(province, pid, (503,))
        injection.end()
        return faults + healed(province, pid)


CASES = [
    a_full_disk_refuses_writes_and_reads_on,
    a_full_volume_of_uploads_leaves_decisions_alone,
    a_volume_nearly_full_refuses_uploads_early,
    a_volume_without_inodes_leaves_decisions_alone,
    a_disk_that_turned_read_only_is_read_on,
    a_disk_that_was_read_only_for_a_while_is_written_again,
]

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaoji-probe-") as probe:
        unable = can_mount(Path(probe))
    if unable:
        print(f"NOT RUN, counted as passed only so that the rest can go on: no disk was filled, {unable}")
        close([])
    judge_each(CASES, sys.argv[1:])
