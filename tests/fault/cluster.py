"""A PostgreSQL cluster of a test's own, which syncs to the disk, with a database and a role for the server."""
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from program import free_port

BIN = Path("/usr/lib/postgresql/15/bin")
ROLE, DATABASE, SECRET = "kaoji_app", "kaoji_app", "made-up"
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


class Cluster:
    def __init__(self, folder: Path, settings=(), rows=None):
        self.data = (rows or folder) / "cluster"
        self.folder = folder
        self.port = free_port()
        self.settings = ["listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=", *settings]
        self.process = None

    def make(self):
        folder = self.data.parent
        while folder != folder.parent and str(folder).startswith("/tmp/"):
            folder.chmod(folder.stat().st_mode | 0o011)
            folder = folder.parent
        self.data.mkdir()
        if AS_POSTGRES:
            shutil.chown(self.data, "postgres", "postgres")
        self.run([str(BIN / "initdb"), "-D", str(self.data), "-U", "kaoji", "-E", "UTF8", "--locale=C.UTF-8",
                  "--auth=trust", "--no-sync"])
        os.sync()
        self.start()
        self.ask(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{SECRET}'", database="postgres")
        self.ask(f"CREATE DATABASE {DATABASE} OWNER {ROLE}", database="postgres")
        return self

    @staticmethod
    def run(command):
        return subprocess.run([*AS_POSTGRES, *command], check=True, capture_output=True, text=True, cwd="/")

    def start(self):
        # Straight from setpriv, so that the test's end is the cluster's too.
        settings = [part for setting in self.settings for part in ("-c", setting)]
        become = ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] if AS_POSTGRES else []
        with (self.folder / "cluster.log").open("ab") as log:
            self.process = subprocess.Popen(
                ["setpriv", *become, "--pdeathsig", "QUIT", "--", str(BIN / "postgres"), "-D", str(self.data), *settings],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", start_new_session=True)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if subprocess.run([str(BIN / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)],
                              check=False).returncode == 0:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise RuntimeError((self.folder / "cluster.log").read_text(errors="replace")[-3000:])

    def pids(self):
        told = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return [self.process.pid, *(int(pid) for pid in told.stdout.split())]

    def signal_all(self, number):
        for pid in self.pids():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def kill(self):
        """kill -9 for the postmaster and all its children; harmless when it has ended."""
        if self.process is not None and self.process.poll() is None:
            pids = self.pids()
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            self.process.wait()
            # A new postmaster is refused while a child of the old one lives.
            while any(Path(f"/proc/{pid}").exists() for pid in pids[1:]):
                time.sleep(0.005)

    def command(self, statement, database=DATABASE):
        return ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port),
                "-U", "kaoji", "-d", database, "-c", statement]

    def ask(self, statement, database=DATABASE):
        """The rows, each a list of texts."""
        told = subprocess.run(self.command(statement, database), check=True, capture_output=True, text=True)
        return [line.split("|") for line in told.stdout.splitlines()]

    def hold(self, statement):
        """A session of its own that runs this until it is killed."""
        return subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "--", *self.command(statement)],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def url(self, port=None):
        return f"postgresql://{ROLE}:{SECRET}@127.0.0.1:{port or self.port}/{DATABASE}"


def half_submissions(cluster):
    rows = cluster.ask("""
        SELECT a.number, a.status,
               (SELECT count(*) FROM application_event e WHERE e.application = a.id AND e.event = 'submitted'),
               (SELECT count(*) FROM application_line l WHERE l.application = a.id),
               (SELECT count(*) FROM audit_row r WHERE r.object = 'application/' || a.id
                                                   AND r.act = 'application-submit' AND r.result = 'ok')
          FROM application a""")
    expected = {"submitted": ("1", "1"), "draft": ("0", "0")}
    return [f"half a submission: {number} is {status} with {events} events, {lines} lines, {audited} audit rows"
            for number, status, events, lines, audited in rows
            if (events, audited) != expected.get(status) or lines != "1"]


def faults_of(cluster, acknowledged):
    """As verify.quick_faults, of this database."""
    found = dict(cluster.ask("SELECT number, status FROM application"))
    return [f"acknowledged, yet {found.get(number, 'absent')}: {number}" for number in acknowledged
            if found.get(number) != "submitted"] + half_submissions(cluster)
