"""Too few descriptors, files that may not grow, little memory, a slow disk (fault matrix, rows 16, 18, 21 and 22).

Usage: short_limits.py [CASE…]
"""
import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from browser import LOST, Browser
from injection import Injection
from program import Program
from province import Province
from report import judge_each
from verify import quick_faults, slow_faults

DESCRIPTORS, CLIENTS = 96, 200
SCAN_BYTES, UPLOADERS = 19 << 20, 12
# A scan is held once as it comes and once more while it is judged; a child is a process of its own.
MOST_RESIDENT = 640 << 20
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid):
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / TICKS


def peak_resident(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) << 10
    raise RuntimeError("no VmHWM")


def limit(pid, what):
    subprocess.run(["prlimit", "--pid", str(pid), what], check=True)


def answers_again(program):
    """Does somebody who comes anew get an answer?"""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as line:
            line.settimeout(5)
            try:
                line.connect(("127.0.0.1", program.port))
                line.sendall(b"GET /livez HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
                if line.recv(64).startswith(b"HTTP/1.1 200"):
                    return True
            except OSError:
                pass
        time.sleep(0.2)
    return False


def knocking(program, number):
    lines = []
    for _ in range(number):
        line = socket.socket()
        line.setblocking(False)
        line.connect_ex(("127.0.0.1", program.port))
        lines.append(line)
    time.sleep(0.5)
    for line in lines:
        try:
            line.send(b"GET /livez HTTP/1.1\r\nHost: here\r\n\r\n")
        except OSError:
            pass
    return lines


def closed(province):
    for clerk in province.submitters:
        clerk.browser.forget_connection()
    province.settle()
    province.program.stop()
    return quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)


def more_clients_than_descriptors_are_kept_waiting(folder):
    province = Province(folder / "data", clerks=2, before=["prlimit", f"--nofile={DESCRIPTORS}"])
    faults = []
    try:
        province.begin()
        province.under_load(lambda: time.sleep(0.5))
        lines = knocking(province.program, CLIENTS)
        before = processor_seconds(province.program.process.pid)
        time.sleep(3)
        used = processor_seconds(province.program.process.pid) - before
        if used > 1:
            faults.append(f"{used:.1f} s of the processor went by while nobody was served")
        for line in lines:
            line.close()
        if not answers_again(province.program):
            return faults + ["nobody is answered any more"]
        if not province.program.ready():
            faults.append("not ready any more")
        province.under_load(lambda: time.sleep(0.5))
        return faults + closed(province)
    finally:
        province.program.kill()


def a_server_that_had_no_descriptor_left_takes_connections_again(folder):
    """Accepting itself fails: the limit is lowered under what is open."""
    program = Program(folder / "data")
    try:
        program.must_start()
        pid = program.process.pid
        limit(pid, f"--nofile={len(os.listdir(f'/proc/{pid}/fd'))}:4096")
        lines = knocking(program, 20)
        before = processor_seconds(pid)
        time.sleep(3)
        used = processor_seconds(pid) - before
        limit(pid, "--nofile=4096:4096")
        for line in lines:
            line.close()
        faults = [] if used <= 1 else [f"{used:.1f} s of the processor went by while it could not accept"]
        return faults + ([] if answers_again(program) else ["no connection is taken any more"])
    finally:
        program.kill()


def files_that_may_not_grow_are_an_error_and_not_the_end(folder):
    """An upload is refused; a commit that fails ends the server in order, and a new one goes on."""
    province = Province(folder / "data", clerks=2)
    try:
        province.begin()
        province.under_load(lambda: time.sleep(1))
        pid = province.program.process.pid
        limit(pid, "--fsize=65536:unlimited")
        province.under_load(lambda: province.program.died_within(10))
        faults = []
        if province.program.process.poll() not in (None, 1):
            faults.append(f"ended with {province.program.process.returncode} instead of saying why")
        province.program.kill()
        faults += quick_faults(province.data, province.acknowledged())
        province.program.must_start()
        return faults + closed(province)
    finally:
        province.program.kill()


def large_uploads_at_once_do_not_fill_the_memory(folder):
    province = Province(folder / "data", clerks=UPLOADERS, scanning=0)
    try:
        province.begin()
        for clerk in province.submitters:
            clerk.step()
        scan = b"%PDF-1.4\n" + bytes(SCAN_BYTES)

        def upload(clerk):
            application, _, revision, _ = clerk.open
            try:
                return clerk.browser.ask("PUT", f"/applications/{application}/scan?revision={revision}", scan,
                                         "application/pdf", str(uuid.uuid4())).status
            except LOST as error:
                return repr(error)

        with ThreadPoolExecutor(UPLOADERS) as pool:
            told = list(pool.map(upload, province.submitters))
        peak = peak_resident(province.program.process.pid)
        print(f"  {UPLOADERS} uploads of {SCAN_BYTES >> 20} MiB at once: {peak >> 20} MiB, answers {sorted(map(str, set(told)))}")
        faults = [] if peak < MOST_RESIDENT else [f"{peak >> 20} MiB for {UPLOADERS} uploads of {SCAN_BYTES >> 20} MiB"]
        faults += [f"an upload: {each}" for each in told if each not in (200, 201, 422, 503)]
        return faults + closed(province)
    finally:
        province.program.kill()


def a_slow_disk_does_not_hold_up_readers(folder):
    """While one commit waits for the disk, readers are answered, and what is too much for the queue is told so."""
    province = Province(folder / "data", clerks=12, scanning=0)
    try:
        province.begin_with("[database]\nqueue_limit = 4\n")
        reader = Browser(province.program.port, province.submitters[0].browser.account).sign_in()
        injection = Injection(province.program.process.pid, "fdatasync", "delay_enter=2000000", folder / "trace")
        answers, read = [], []

        def write(clerk):
            act = clerk.waiting = clerk.next_act()
            answers.append(clerk.browser.ask(act.method, act.path, act.content, act.kind, act.key))

        threads = [threading.Thread(target=write, args=(clerk,)) for clerk in province.submitters]
        threads[0].start()
        time.sleep(0.5)
        for thread in threads[1:]:
            thread.start()
        while not any(answer.status < 300 for answer in answers):
            read.append(reader.ask("GET", "/applications").status)
        for thread in threads:
            thread.join()
        injection.end()
        busy = [answer for answer in answers if answer.status == 503 and answer.json.get("code") == "busy"]
        faults = [] if len(read) > 5 and set(read) == {200} else [f"readers during one commit: {read}"]
        faults += [] if busy else ["the queue has no end"]
        faults += [f"a write: {each}" for each in answers if each.status >= 300 and each not in busy]
        return faults + closed(province)
    finally:
        province.program.kill()


CASES = [
    more_clients_than_descriptors_are_kept_waiting,
    a_server_that_had_no_descriptor_left_takes_connections_again,
    files_that_may_not_grow_are_an_error_and_not_the_end,
    large_uploads_at_once_do_not_fill_the_memory,
    a_slow_disk_does_not_hold_up_readers,
]

if __name__ == "__main__":
    judge_each(CASES, sys.argv[1:])
