"""What must hold on a data folder after every fault (the check called `verify` in the fault matrix)."""
import hashlib
import sqlite3
import subprocess
from pathlib import Path

from program import PROGRAM

DATABASE = "kaoji.db"


def quick_faults(data: Path, acknowledged):
    """Faults that one reading of the database shows, as sentences: a broken page, an acknowledged submission that is
    not there or not whole, two of one, a row that names a file which is missing or short."""
    faults = []
    connection = sqlite3.connect(data / DATABASE)
    try:
        told = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if told != "ok":
            faults.append(f"integrity_check: {told}")
        found = dict(connection.execute("SELECT number, status FROM application"))
        lost = [number for number in acknowledged if found.get(number) != "submitted"]
        faults += [f"acknowledged, yet {found.get(number, 'absent')}: {number}" for number in lost]
        faults += half_submissions(connection)
        faults += missing_files(connection, data)
    finally:
        connection.close()
    return faults


def half_submissions(connection):
    """An application is submitted if and only if it has one event, one line at least and one row of the audit trail
    that say so."""
    rows = connection.execute("""
        SELECT number, status,
               (SELECT count(*) FROM application_event e WHERE e.application = a.id AND e.event = 'submitted'),
               (SELECT count(*) FROM application_line l WHERE l.application = a.id),
               (SELECT count(*) FROM audit_row r WHERE r.object = 'application/' || a.id AND r.act = 'application-submit'
                                                   AND r.result = 'ok')
          FROM application a""")
    expected = {"submitted": (1, 1), "draft": (0, 0)}
    return [f"half a submission: {number} is {status} with {events} events, {lines} lines, {audited} audit rows"
            for number, status, events, lines, audited in rows
            if (events, audited) != expected.get(status) or lines != 1]


def missing_files(connection, data):
    faults = []
    for digest, size in connection.execute("SELECT DISTINCT digest, bytes FROM scan"):
        path = data / "files" / digest[:2] / digest
        if not path.exists():
            faults.append(f"a row names a file that is not there: {digest}")
        elif path.stat().st_size != size or hashlib.new("sm3", path.read_bytes()).hexdigest() != digest:
            faults.append(f"a file is not what its name says: {digest}")
    return faults


def slow_faults(data: Path):
    """What `kaoji doctor` says of the stopped server's data: every invariant, every balance, the whole audit chain."""
    told = subprocess.run([PROGRAM, "doctor", "--data", str(data)], capture_output=True, text=True, check=False)
    return [] if told.returncode == 0 else [f"kaoji doctor: {told.stdout}{told.stderr}"]
