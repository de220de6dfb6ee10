"""What must hold on a data folder after every fault (the check called `verify` in the fault matrix)."""
import hashlib
import sqlite3
import subprocess
from pathlib import Path

from program import PROGRAM

DATABASE = "kaoji.db"


def opened(data: Path):
    """Read only: whoever closes a database that it may write plays the log into it and takes the log away."""
    return sqlite3.connect(f"file:{data / DATABASE}?mode=ro", uri=True)


def lost_among(data: Path, acknowledged):
    """Of these numbers, those that are not submitted: the check of every cycle."""
    connection = opened(data)
    try:
        found = {}
        for begin in range(0, len(acknowledged), 500):
            part = acknowledged[begin:begin + 500]
            marks = ",".join("?" * len(part))
            found |= dict(connection.execute(f"SELECT number, status FROM application WHERE number IN ({marks})", part))
    finally:
        connection.close()
    return [f"acknowledged, yet {found.get(number, 'absent')}: {number}" for number in acknowledged
            if found.get(number) != "submitted"]


def quick_faults(data: Path, acknowledged):
    """Faults that one reading of the database shows, as sentences: a broken page, an acknowledged submission that is
    not there or not whole, two of one, a row that names a file which is missing or not what it should be."""
    faults = []
    connection = opened(data)
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
        SELECT a.number, a.status, COALESCE(e.n, 0), COALESCE(l.n, 0), COALESCE(r.n, 0)
          FROM application a
          LEFT JOIN (SELECT application, count(*) n FROM application_event WHERE event = 'submitted'
                      GROUP BY application) e ON e.application = a.id
          LEFT JOIN (SELECT application, count(*) n FROM application_line GROUP BY application) l ON l.application = a.id
          LEFT JOIN (SELECT object, count(*) n FROM audit_row WHERE act = 'application-submit' AND result = 'ok'
                      GROUP BY object) r ON r.object = 'application/' || a.id""")
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


def told_by(data: Path, *command):
    told = subprocess.run([PROGRAM, *command, "--data", str(data)], capture_output=True, text=True, check=False)
    return [] if told.returncode == 0 else [f"kaoji {' '.join(command)}: {told.stdout}{told.stderr}"]


def slow_faults(data: Path):
    """What the program itself says of the stopped server's data: every invariant and balance, and the audit chain."""
    return told_by(data, "doctor") + told_by(data, "audit", "verify")
