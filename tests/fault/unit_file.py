"""The systemd unit: understood by systemd, exposed little, and ending a loop of crashes (fault matrix, row 9; trust.md
O5).

Usage: unit_file.py
"""
import re
import subprocess
import tempfile
from pathlib import Path

from report import close

UNIT = Path(__file__).resolve().parents[2] / "deploy" / "kaoji.service"
MOST_EXPOSURE = 2.0


def told(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def exposure_faults():
    _, said = told("systemd-analyze", "security", "--offline=true", str(UNIT))
    found = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said)
    if not found:
        return [f"no exposure level was told: {said[-400:]}"]
    print(f"exposure {found[1]}")
    return [] if float(found[1]) <= MOST_EXPOSURE else [f"exposure {found[1]} is above {MOST_EXPOSURE}"]


def settings():
    """The last value of each key, by section."""
    found, section = {}, ""
    for line in UNIT.read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            found[f"{section}.{key}"] = value
    return found


def verify_faults():
    """With a program that is there in the place of ours: the unit names where it will be installed."""
    with tempfile.TemporaryDirectory(prefix="kaoji-unit-") as folder:
        copy = Path(folder) / "kaoji.service"
        copy.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", UNIT.read_text()))
        code, said = told("systemd-analyze", "verify", "--man=no", str(copy))
    ours = [line for line in said.splitlines() if "kaoji.service" in line]
    return [f"systemd-analyze verify: {line}" for line in ours] if code or ours else []


def setting_faults():
    found = settings()
    faults = []
    if int(found["Unit.StartLimitBurst"]) > 5 or int(found["Unit.StartLimitIntervalSec"]) < 60:
        faults.append("a loop of crashes is not ended")
    if int(found["Service.TimeoutStopSec"]) <= 30:
        faults.append("the drain of 30 seconds is cut off")
    if found["Service.User"] in ("", "root") or found["Service.LimitCORE"] != "0":
        faults.append("it runs as root, or leaves cores")
    return faults


if __name__ == "__main__":
    close(exposure_faults() + verify_faults() + setting_faults())
