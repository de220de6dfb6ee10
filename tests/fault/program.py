"""The real program, serving a sandbox on a data folder, which these tests kill, freeze and start again."""
import http.client
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

START_SECONDS = 60
PROGRAM = os.environ.get("KAOJI_BIN", "build/test/kaoji")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(holds, seconds=60):
    """Whether it came to hold in that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


class Program:
    """`kaoji serve --sandbox` on one data folder and one port, which dies with the test. `before` is put before the
    command line, env say; `arguments` behind it, an address of a database say."""

    def __init__(self, data: Path, port=None, before=(), arguments=()):
        self.data = data
        self.port = port or free_port()
        self.before = list(before)
        self.arguments = list(arguments)
        self.process = None
        self.log = data.parent / f"{data.name}.log"

    def command(self):
        return ["setpriv", "--pdeathsig", "KILL", "--", *self.before, PROGRAM, "serve", "--sandbox",
                "--port", str(self.port), "--data", str(self.data), *self.arguments]

    def start(self):
        """Starts the server and waits until it answers; False when it ended before that."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                            start_new_session=True)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                return False
            if self.alive():
                return True
            time.sleep(0.005)
        raise RuntimeError(f"not up within {START_SECONDS} s:\n{self.tail()}")

    def asked(self, path):
        """The status that this path answers with; None when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def alive(self):
        return self.asked("/livez") == 200

    def ready(self):
        return self.asked("/readyz") == 200

    def died_within(self, seconds):
        try:
            self.process.wait(timeout=seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def must_start(self):
        if not self.start():
            raise RuntimeError(f"the server ended with {self.process.returncode}:\n{self.tail()}")
        if not self.ready():
            raise RuntimeError(f"the server started, yet is not ready:\n{self.tail()}")

    def freeze(self):
        """Stops the server and its children where they are."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def kill(self):
        """kill -9 for the server and its children; harmless when it has ended."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self):
        """SIGTERM; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def tail(self):
        return self.log.read_text(errors="replace")[-4000:] if self.log.exists() else ""
