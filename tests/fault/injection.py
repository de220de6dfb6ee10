"""strace, attached to every thread of a running server, meddling with one kind of system call."""
import signal
import subprocess
import time
from pathlib import Path


class Injection:
    """`fault` as strace knows it: error=EIO, signal=KILL, delay_enter=… ; `when` as strace knows it, or every call."""

    def __init__(self, pid, syscall, fault, trace: Path, when=None):
        self.trace = trace
        which = f":when={when}" if when else ""
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "INT", "--", "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={syscall}",
             "-e", f"inject={syscall}:{fault}{which}", "-p", str(pid)],
            stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while not self.attached(pid):
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError("strace cannot attach to the server")
            time.sleep(0.005)

    @staticmethod
    def attached(pid):
        threads = list(Path(f"/proc/{pid}/task").glob("*/status"))
        return all("TracerPid:\t0" not in status.read_text() for status in threads)

    def end(self):
        """Lets go of the server, which runs on unhurt."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def told(self):
        """What strace saw; asked when the server has been killed, which ends strace too."""
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return self.trace.read_text(errors="replace")
