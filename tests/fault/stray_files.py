"""Files that are not what they were: rotten bits, stray logs, a second program (fault matrix, rows 10, 19, 20 and 29).

Usage: stray_files.py [CASE…]
"""
import shutil
import socket
import sqlite3
import subprocess
import sys
import time

from program import PROGRAM, Program
from province import Province
from report import judge_each
from verify import DATABASE, quick_faults, slow_faults

DYING_UPLOADS = 40


def worked(folder, submissions=6):
    """A province whose server runs, with some submissions acknowledged, half of them with a scan."""
    province = Province(folder / "data", clerks=2, scanning=1)
    province.begin()
    while len(province.acknowledged()) < submissions:
        for clerk in province.submitters:
            clerk.step()
    return province


def refused_start(program, *words):
    """Faults when the program starts, or ends without these words."""
    if program.start():
        program.kill()
        return ["the server started"]
    told = program.tail()
    return [f"not told “{word}”: {told[-600:]}" for word in words if word not in told]


def a_second_program_on_the_folder_is_refused(folder):
    province = worked(folder)
    try:
        second = Program(province.data)
        faults = refused_start(second, f"数据目录已被进程 {province.program.process.pid} 占用")
        return faults + ([] if province.program.ready() else ["the first one is not ready any more"])
    finally:
        province.program.kill()


def a_log_that_is_gone_after_a_crash_is_noticed(folder):
    province = worked(folder)
    province.program.kill()
    log = province.data / f"{DATABASE}-wal"
    aside = folder / "aside"
    shutil.move(log, aside)
    faults = refused_start(province.program, "kaoji.db-wal", "is gone")
    shutil.move(aside, log)
    province.program.must_start()
    province.program.stop()
    return faults + quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)


def an_old_log_beside_a_closed_database_is_refused(folder):
    province = worked(folder)
    shutil.copy(province.data / f"{DATABASE}-wal", folder / "old")
    worked_before = len(province.acknowledged())
    while len(province.acknowledged()) < worked_before + 2:
        province.submitters[1].step()
    province.program.stop()
    log = province.data / f"{DATABASE}-wal"
    shutil.copy(folder / "old", log)
    faults = refused_start(province.program, "kaoji.db-wal", "is not the log")
    log.unlink()
    province.program.must_start()
    province.program.stop()
    return faults + quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)


def an_old_log_beside_another_database_is_refused(folder):
    province = worked(folder)
    province.program.stop()
    backup = folder / "backup.db"
    shutil.copy(province.data / DATABASE, backup)
    kept = province.acknowledged()
    province.program.must_start()
    province.submitters[1].browser.forget_connection()
    while len(province.acknowledged()) < len(kept) + 4:
        province.submitters[1].step()
    province.program.kill()
    # The backup comes in a file of its own; what crashed left its log.
    backup.replace(province.data / DATABASE)
    faults = refused_start(province.program, "kaoji.db-wal", "is not the log")
    for suffix in ("-wal", "-shm"):
        (province.data / f"{DATABASE}{suffix}").unlink(missing_ok=True)
    province.program.must_start()
    province.program.stop()
    return faults + quick_faults(province.data, kept) + slow_faults(province.data)


def a_folder_copied_as_it_lay_after_a_crash_is_taken(folder):
    province = worked(folder)
    province.program.kill()
    shutil.copytree(province.data, folder / "copy")
    copy = Program(folder / "copy")
    copy.must_start()
    copy.stop()
    return quick_faults(copy.data, province.acknowledged()) + slow_faults(copy.data)


def rot_in_an_audit_row_is_named(folder):
    province = worked(folder)
    province.program.stop()
    connection = sqlite3.connect(province.data / DATABASE)
    seq = connection.execute("SELECT max(seq) / 2 FROM audit_row").fetchone()[0]
    connection.execute("DROP TRIGGER audit_row_no_update")
    connection.execute("UPDATE audit_row SET result = 'OK' WHERE seq = ?", (seq,))
    connection.commit()
    connection.close()
    told = subprocess.run([PROGRAM, "audit", "verify", "--data", str(province.data)], capture_output=True, text=True,
                          check=False)
    named = f"Audit row {seq} does not fit"
    return [] if told.returncode == 1 and named in told.stdout else [f"not told “{named}”: {told.stdout}{told.stderr}"]


def a_rotten_scan_is_found_and_never_served(folder):
    province = worked(folder)
    scanned = province.submitters[0]
    number = next(iter(scanned.acknowledged))
    listed = scanned.browser.ask("GET", "/applications")
    application = next((each["id"] for each in listed.json["items"] if each["number"] == number), None)
    path = f"/applications/{application}/scan"
    whole = scanned.browser.ask("GET", path)
    faults = [] if whole.status == 200 else [f"the whole scan: {whole}"]
    for file in (province.data / "files").glob("[0-9a-f][0-9a-f]/*"):
        bytes_ = bytearray(file.read_bytes())
        bytes_[len(bytes_) // 2] ^= 0x10
        file.chmod(0o600)
        file.write_bytes(bytes_)
    rotten = scanned.browser.ask("GET", path)
    if rotten.status < 400:
        faults.append(f"a rotten scan was served: {rotten.status}")
    if not province.program.ready():
        faults.append("and the server is not ready any more")
    province.program.stop()
    return faults


def rot_in_the_database_is_found(folder):
    """One byte of the first page of a table is wrong: `kaoji doctor` or `kaoji audit verify` must say so."""
    province = worked(folder)
    province.program.stop()
    kept = (province.data / DATABASE).read_bytes()
    connection = sqlite3.connect(province.data / DATABASE)
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_master WHERE name IN "
                                    "('application', 'plan', 'ledger_entry', 'audit_row', 'plan_sum')"))
    connection.close()
    faults = []
    for name, page in sorted(roots.items()):
        rotten = bytearray(kept)
        rotten[(page - 1) * size] ^= 0xFF
        (province.data / DATABASE).write_bytes(rotten)
        if not slow_faults(province.data):
            faults.append(f"rot in the table {name} was not found")
    (province.data / DATABASE).write_bytes(kept)
    return faults + quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)


def uploads_whose_client_dies_leave_nothing(folder):
    province = worked(folder)
    clerk = province.submitters[0]
    files = province.data / "files"
    try:
        while clerk.open is None:
            clerk.step()
        before = sorted(file.name for file in files.rglob("*") if file.is_file())
        for number in range(DYING_UPLOADS):
            with socket.create_connection(("127.0.0.1", province.program.port)) as line:
                line.sendall((f"PUT /api/applications/{clerk.open[0]}/scan?revision={clerk.open[2]} HTTP/1.1\r\n"
                              f"Host: 127.0.0.1:{province.program.port}\r\nCookie: {clerk.browser.cookie}\r\n"
                              f"Origin: http://127.0.0.1:{province.program.port}\r\nSec-Fetch-Site: same-origin\r\n"
                              f"X-Kaoji-CSRF: {clerk.browser.csrf}\r\nIdempotency-Key: dying-upload-{number:04}\r\n"
                              "Content-Type: application/pdf\r\nContent-Length: 5000000\r\n\r\n").encode()
                             + b"%PDF-1.4\n" + bytes(1000 * (number + 1)))
        time.sleep(0.5)
        after = sorted(file.name for file in files.rglob("*") if file.is_file())
        faults = [] if after == before else [f"files left behind: {set(after) - set(before)}"]
        while not clerk.open[3]:
            clerk.step()
        province.program.stop()
        return faults + quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)
    finally:
        province.program.kill()


CASES = [
    a_second_program_on_the_folder_is_refused,
    a_log_that_is_gone_after_a_crash_is_noticed,
    an_old_log_beside_a_closed_database_is_refused,
    an_old_log_beside_another_database_is_refused,
    a_folder_copied_as_it_lay_after_a_crash_is_taken,
    rot_in_an_audit_row_is_named,
    a_rotten_scan_is_found_and_never_served,
    rot_in_the_database_is_found,
    uploads_whose_client_dies_leave_nothing,
]

if __name__ == "__main__":
    judge_each(CASES, sys.argv[1:])
