"""Backup and restore of a server at work (fault matrix, rows 20 and 39).

Usage: backup_drill.py sqlite|postgresql

Under load the folder is backed up; the backup is restored into an empty place and served. What was acknowledged before
the backup began must be there, the data must examine well, the chain must end where the manifest says, and every file
must be what its name says. A damaged backup is refused by name and leaves the target alone; a backup or a restore killed
midway leaves nothing under a valid name.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from browser import Browser
from databases import Databases
from program import PROGRAM, Program
from province import Province
from report import close
from small_world import institution_codes

CLERKS = 4
WAIT_SECONDS = 60
KEYS = ("installation.key", "signing.key")
SQLITE_REMAINS = ["kaoji.db-wal", "kaoji.db-shm"]


def kaoji(*words, before=()):
    return subprocess.run([*before, PROGRAM, *map(str, words)], capture_output=True, text=True, check=False)


class Drill:
    def __init__(self, folder, databases):
        self.folder = folder
        self.databases = databases
        self.database = databases.fresh()
        self.province = Province(folder / "data", clerks=CLERKS, arguments=self.database)
        self.faults = []
        self.keys = folder / "keys"

    def expect(self, true, otherwise):
        if not true:
            self.faults.append(otherwise)

    def backup(self, name, before=()):
        return kaoji("backup", self.folder / name, "--data", self.province.data, *self.database, before=before)

    def restore(self, backup, target, database, keys=None, before=()):
        return kaoji("restore", backup, "--keys", keys or self.keys, "--data", target, *database, before=before)

    def begin(self):
        self.province.begin()
        self.keys.mkdir()
        for key in KEYS:
            shutil.copy(self.province.data / key, self.keys)

    # A backup under load, and what it is worth.

    def wait_for_more(self, submissions):
        """Until so many more are acknowledged."""
        wanted, end = len(self.province.acknowledged()) + submissions, time.monotonic() + WAIT_SECONDS
        while len(self.province.acknowledged()) < wanted:
            if time.monotonic() > end:
                raise RuntimeError("nobody submits")
            time.sleep(0.01)

    def back_up_under_load(self, rounds):
        before = {}

        def act():
            for n in range(rounds):
                self.wait_for_more(8)
                before[f"backup{n}"] = self.province.acknowledged()
                done = self.backup(f"backup{n}")
                self.expect(done.returncode == 0, f"backup {n} failed: {done.stderr}")
            self.wait_for_more(1)

        self.province.under_load(act)
        return before

    def restore_and_look(self, name, acknowledged):
        target, database = self.folder / f"{name}-restored", self.databases.fresh()
        done = self.restore(self.folder / name, target, database)
        self.expect(done.returncode == 0, f"restoring {name} failed: {done.stderr}")
        if done.returncode != 0:
            return
        self.look_at_files(target)
        examined = kaoji("doctor", "--data", target, *database)
        self.expect(examined.returncode == 0, f"doctor of {name}: {examined.stdout}{examined.stderr}")
        verified = kaoji("audit", "verify", "--data", target, *database)
        head = next(line for line in (self.folder / name / "manifest").read_text().splitlines() if line.startswith("audit "))
        self.expect(verified.stdout.split()[:3] == ["ok", *head.split()[1:]], f"{name}: {head}, yet {verified.stdout}")
        self.serve_and_ask(name, target, database, acknowledged)

    def look_at_files(self, target):
        files = [path for path in (target / "files").rglob("*") if path.is_file()]
        self.expect(files, f"no scan in {target}")
        for path in files:
            digest = hashlib.new("sm3", path.read_bytes()).hexdigest()
            self.expect(digest == path.name, f"a file is not what its name says: {path}")

    def serve_and_ask(self, name, target, database, acknowledged):
        program = Program(target, arguments=database)
        try:
            program.must_start()
            found = {}
            for code in institution_codes(CLERKS):
                browser = Browser(program.port, code).sign_in()
                cursor = ""
                while cursor is not None:
                    page = browser.ask("GET", f"/applications?limit=100{cursor and '&cursor=' + cursor}").json
                    found |= {item["number"]: item["status"] for item in page["items"]}
                    cursor = page["next_cursor"]
            lost = [number for number in acknowledged if found.get(number) != "submitted"]
            self.expect(not lost, f"{name}: acknowledged before the backup, yet not in it: {lost[:5]}")
        finally:
            program.kill()

    # Damage.

    def refused(self, what, backup, target, names, database, keys=None):
        done = self.restore(backup, target, database, keys)
        told = done.stdout + done.stderr
        self.expect(done.returncode == 1 and names in told, f"{what}: {done.returncode} {told}")

    def damage(self, good):
        scan = next(path for path in (good / "files").rglob("*") if path.is_file())
        table = next((good / "database").glob("*.rows"), None) if (good / "database").is_dir() else good / "kaoji.db"
        database, target = self.databases.fresh(), self.folder / "never"
        for victim in (good / "manifest", scan, table):
            bad = self.copy_of(good)
            damaged = bad / victim.relative_to(good)
            content = bytearray(damaged.read_bytes())
            content[len(content) // 2] ^= 1
            damaged.write_bytes(content)
            self.refused(f"a byte of {victim.name}", bad, target, str(victim.relative_to(good)), database)
        bad = self.copy_of(good)
        (bad / scan.relative_to(good)).unlink()
        self.refused("a missing file", bad, target, str(scan.relative_to(good)), database)
        bad = self.copy_of(good)
        (bad / "files/stranger").write_text("?")
        self.refused("a file too many", bad, target, "files/stranger", database)
        bad = self.copy_of(good)
        (bad / "manifest").unlink()
        self.refused("no manifest", bad, target, "manifest", database)
        self.expect(not target.exists(), "a refused restore left something at its target")

    def copy_of(self, good):
        bad = self.folder / "bad"
        shutil.rmtree(bad, ignore_errors=True)
        shutil.copytree(good, bad)
        return bad

    def keys_and_targets(self, good):
        database = self.databases.fresh()
        other = self.folder / "other-keys"
        other.mkdir()
        for key in KEYS:
            self.refused("no key", good, self.folder / "never", key, database, other)
        shutil.copytree(self.keys, other, dirs_exist_ok=True)
        for key in KEYS:
            (other / key).write_bytes(os.urandom(32))
            self.refused("another key", good, self.folder / "never", key, database, other)
        used = self.folder / "used"
        used.mkdir()
        (used / "mine").write_text("mine")
        self.refused("a folder in use", good, used, str(used), database)
        self.expect([path.name for path in used.iterdir()] == ["mine"], "a folder in use was touched")
        self.refused("the server's own folder", good, self.province.data, str(self.province.data), database)
        for key in ((self.province.data / name).read_bytes() for name in KEYS):
            places = [path for path in good.rglob("*") if path.is_file() and key in path.read_bytes()]
            self.expect(not places, f"a key is in the backup: {places}")

    def old_remains(self, good):
        """A database was taken away, and what SQLite had beside it was left."""
        target, database = self.folder / "remains", self.databases.fresh()
        target.mkdir()
        for name in SQLITE_REMAINS:
            (target / name).write_bytes(os.urandom(4096))
        done = self.restore(good, target, database)
        self.expect(done.returncode == 0, f"with remains of an old database: {done.stderr}")
        self.expect(not any((target / name).exists() for name in SQLITE_REMAINS), "old remains lie beside the database")

    def full_database(self, good):
        self.refused("a database in use", good, self.folder / "never", "不是空的", self.database)

    # Killed midway.

    def kill_at_each(self, act, place, check):
        """Kills `act` at calls of each kind, ever farther apart, until it comes through."""
        hits, farther = 0, 2 if self.databases.kind == "sqlite" else 8
        for syscall in ("write", "fsync", "rename"):
            number = 1
            while True:
                trace = self.folder / "trace"
                done = act(["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={syscall}", "-e",
                            f"inject={syscall}:signal=KILL:when={number}"])
                if "killed by SIGKILL" not in trace.read_text(errors="replace"):
                    self.expect(done.returncode == 0, f"after kills at {syscall}: {done.stderr}")
                    check(f"past {syscall} {number}")
                    shutil.rmtree(place)
                    break
                hits += 1
                if place.exists():
                    check(f"killed at {syscall} {number}")
                    shutil.rmtree(place)
                number *= farther
        return hits

    def kill_backups(self):
        place = self.folder / "killed"

        def check(when):
            target, database = self.folder / "of-killed", self.databases.fresh()
            done = self.restore(place, target, database)
            self.expect(done.returncode == 0, f"{when}: something stands there that is no backup: {done.stderr}")
            shutil.rmtree(target, ignore_errors=True)

        return self.kill_at_each(lambda strace: self.backup("killed", strace), place, check)

    def kill_restores(self, good):
        place, database = self.folder / "killed-restore", []

        def act(strace):
            database[:] = self.databases.fresh()
            return self.restore(good, place, database, before=strace)

        def check(when):
            examined = kaoji("doctor", "--data", place, *database)
            self.expect(examined.returncode == 0, f"{when}: something stands there that is not whole: {examined.stderr}")

        return self.kill_at_each(act, place, check)


def run(kind, folder, databases):
    drill = Drill(folder, databases)
    try:
        drill.begin()
        before = drill.back_up_under_load(3)
        for name, acknowledged in before.items():
            drill.restore_and_look(name, acknowledged)
        good = folder / "backup0"
        drill.damage(good)
        drill.keys_and_targets(good)
        if kind == "sqlite":
            drill.old_remains(good)
        else:
            drill.full_database(good)
        killed = drill.kill_backups()
        drill.expect(killed > 0, "no backup was killed")
        killed_restores = drill.kill_restores(good)
        drill.expect(killed_restores > 0, "no restore was killed")
        acknowledged = len(drill.province.acknowledged())
        print(f"{kind}: {len(before)} backups under load, {acknowledged} submissions acknowledged, "
              f"{killed} backups and {killed_restores} restores killed")
        drill.expect(drill.province.program.stop() == 0, "the server did not end well")
    finally:
        drill.province.program.kill()
    return drill.faults


def main():
    kind = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="kaoji-backup-") as temporary, Databases(kind) as databases:
        faults = run(kind, Path(temporary), databases)
    close(faults)


if __name__ == "__main__":
    main()
