"""A new schema whose making is killed anywhere; a program that meets a newer one (fault matrix, row 38).

Usage: killed_migrations.py [STEP]

`kaoji doctor` on a folder without a database makes the schema, migration by migration. It is killed at its Nth write to
the database and at its Nth flush, for N = 1, 1 + STEP … to the end (STEP is 1 unless given): the next start must find one
of the versions whole, and finish.
"""
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from program import PROGRAM, Program
from report import judge_each
from verify import DATABASE

STEP = int(sys.argv[1]) if len(sys.argv) > 1 else 1


def empty_folder(folder: Path):
    """A data folder with its key, and no database."""
    program = Program(folder / "made")
    program.must_start()
    program.stop()
    for file in program.data.glob(f"{DATABASE}*"):
        file.unlink()
    shutil.rmtree(program.data / "files", ignore_errors=True)
    return program.data


def doctor(data: Path, *before):
    return subprocess.run(["setpriv", "--pdeathsig", "KILL", "--", *before, PROGRAM, "doctor", "--data", str(data)],
                          capture_output=True, text=True, check=False)


def version_of(data: Path):
    """None while there is no table of versions."""
    if not (data / DATABASE).exists():
        return None
    connection = sqlite3.connect(f"file:{data / DATABASE}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT max(version), count(*) FROM schema_version").fetchone()
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()


def killed_at(made: Path, folder: Path, syscall, number, newest):
    """(was the call hit, what is wrong)."""
    data = folder / "tried"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(made, data)
    told = doctor(data, "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={syscall}",
                  "-e", f"inject={syscall}:signal=KILL:when={number}")
    if told.returncode == 0:
        return False, []
    found = version_of(data)
    faults = []
    if found and found[0] != found[1] and found != (None, 0):
        faults.append(f"{found[1]} rows for version {found[0]}")
    again = doctor(data)
    if again.returncode != 0:
        faults.append(f"the next start: {again.stdout}{again.stderr}")
    elif version_of(data) != newest:
        faults.append(f"the next start ended at {version_of(data)} instead of {newest}")
    return True, [f"{syscall} {number}: {fault}" for fault in faults]


def a_migration_killed_anywhere_is_finished_by_the_next_start(folder):
    made = empty_folder(folder)
    whole = folder / "whole"
    shutil.copytree(made, whole)
    first = doctor(whole)
    if first.returncode != 0:
        return [f"an empty folder: {first.stdout}{first.stderr}"]
    newest, faults, points = version_of(whole), [], 0
    for syscall, step in (("fdatasync", 1), ("pwrite64", STEP)):
        number = 1
        while not faults:
            hit, faults = killed_at(made, folder, syscall, number, newest)
            if not hit:
                break
            points += 1
            number += step
        print(f"{syscall}: ended after {number - 1}, every {step}", flush=True)
    print(f"{points} kills, schema {newest[0]}")
    return faults + ([] if points else ["nothing was hit"])


def a_program_refuses_a_newer_schema(folder):
    data = empty_folder(folder)
    doctor(data)
    connection = sqlite3.connect(data / DATABASE)
    connection.execute("INSERT INTO schema_version (version) VALUES (999)")
    connection.commit()
    connection.close()
    kept = (data / DATABASE).read_bytes()
    told = doctor(data)
    faults = [] if told.returncode == 1 and "999" in told.stderr and "请使用更新的程序" in told.stderr else [
        f"{told.returncode}: {told.stdout}{told.stderr}"]
    return faults + ([] if (data / DATABASE).read_bytes() == kept else ["and the database was changed"])


if __name__ == "__main__":
    judge_each([a_migration_killed_anywhere_is_finished_by_the_next_start, a_program_refuses_a_newer_schema])
