"""An ext4 file system in a sparse file, whose power can be cut. Needs root and a kernel that mounts loop files."""
import fcntl
import os
import shutil
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
    def __init__(self, folder: Path, mebibytes=4096, mount_point=None, options=()):
        self.image = folder / "disk.img"
        self.mount_point = mount_point or folder / "disk"
        self.mount_point.mkdir(exist_ok=True)
        with self.image.open("wb") as image:
            image.truncate(mebibytes << 20)
        run("mkfs.ext4", "-q", "-F", *options, str(self.image))

    def mount(self):
        run("mount", "-o", "loop", str(self.image), str(self.mount_point))

    def unmount(self):
        """Waits for the last of the killed processes to let go of its files."""
        for _ in range(200):
            if subprocess.run(["umount", str(self.mount_point)], capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.05)
        run("umount", str(self.mount_point))

    def device(self):
        """loop0, say, while it is mounted."""
        source = subprocess.run(["findmnt", "-n", "-o", "SOURCE", str(self.mount_point)], check=True,
                                capture_output=True, text=True)
        return Path(source.stdout.strip()).name

    def fill(self, kept=0):
        """Takes all of its room but so many bytes; `empty` gives it back."""
        filler = self.mount_point / "filler"
        with filler.open("wb") as file:
            free = os.statvfs(self.mount_point)
            try:
                os.posix_fallocate(file.fileno(), 0, max(free.f_bavail * free.f_frsize - kept, 4096))
            except OSError:
                pass
        if kept == 0:
            with filler.open("ab", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass
        os.sync()

    def fill_inodes(self):
        (self.mount_point / "nodes").mkdir()
        try:
            for number in range(1_000_000):
                (self.mount_point / "nodes" / str(number)).touch()
        except OSError:
            pass

    def empty(self):
        (self.mount_point / "filler").unlink(missing_ok=True)
        shutil.rmtree(self.mount_point / "nodes", ignore_errors=True)

    def turn_read_only(self):
        """As ext4 does by itself when it meets an error of the disk; only a new mount makes it writable again."""
        run("mount", "-o", "remount,errors=remount-ro", str(self.mount_point))
        Path(f"/sys/fs/ext4/{self.device()}/trigger_fs_error").write_text("a disk that fails, made up by a test")

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
