"""An ext4 file system in a sparse file, whose power can be cut. Needs root and a kernel that mounts loop files."""
import fcntl
import os
import struct
import subprocess
import time
from pathlib import Path

# ioctl EXT4_IOC_SHUTDOWN with NOLOGFLUSH: what was not flushed to the disk by then is gone, as when the power fails.
SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = struct.pack("I", 2)


def run(*command):
    subprocess.run(command, check=True, capture_output=True)


class LoopDisk:
    def __init__(self, folder: Path, mebibytes=4096):
        self.image = folder / "disk.img"
        self.mount_point = folder / "disk"
        self.mount_point.mkdir()
        with self.image.open("wb") as image:
            image.truncate(mebibytes << 20)
        run("mkfs.ext4", "-q", "-F", str(self.image))

    def mount(self):
        run("mount", "-o", "loop", str(self.image), str(self.mount_point))

    def unmount(self):
        """Waits for the last of the killed processes to let go of its files."""
        for _ in range(200):
            if subprocess.run(["umount", str(self.mount_point)], capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.05)
        run("umount", str(self.mount_point))

    def cut_power(self):
        """The server must be frozen: a flush that is under way during the call may report success though its data are
        dropped."""
        handle = os.open(self.mount_point, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, NO_LOG_FLUSH)
        finally:
            os.close(handle)


def can_mount(folder: Path):
    """None, or why this machine cannot cut the power of a loop file."""
    try:
        disk = LoopDisk(folder, 16)
        disk.mount()
        disk.cut_power()
        disk.unmount()
        return None
    except (subprocess.CalledProcessError, FileNotFoundError, OSError) as error:
        return f"no loop mounts here ({error})"
