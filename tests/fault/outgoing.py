"""No connection goes out (trust.md O8).

Usage: outgoing.py TRACES

Reads what strace wrote (traced_kaoji) while the tests of the API walked through every operation in a network without a way
out. No process of the server may have tried to reach anything.
"""
import re
import sys
from pathlib import Path

from report import close

# Sockets of this machine, a name service's say, and netlink, by which the C library asks the kernel about itself.
LOCAL = re.compile(r"sa_family=AF_(UNIX|NETLINK)")
REACHING = re.compile(r"^(connect|sendto|sendmsg|sendmmsg)\(")
ADDRESSED = re.compile(r"sa_family=AF_INET")


def faults_of(lines):
    reached = [line for line in lines if REACHING.match(line)]
    connected = [line for line in reached if line.startswith("connect(") and not LOCAL.search(line)]
    # An answer goes out by sendmsg on a connection that was accepted, which names no address.
    sent = [line for line in reached if not line.startswith("connect(") and ADDRESSED.search(line)]
    return [f"it tried to reach: {line[:160]}" for line in connected + sent]


def main():
    folder, prefix = Path(sys.argv[1]).parent, Path(sys.argv[1]).name
    lines = [line for path in folder.glob(f"{prefix}.*") for line in path.read_text(errors="replace").splitlines()]
    faults = faults_of(lines)
    listened = sum(line.startswith("listen(") for line in lines)
    if listened == 0:
        faults.append("no server was traced")
    if not faults_of(['connect(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = -1']):
        faults.append("this test would not see a connection")
    print(f"{listened} servers, {len(lines)} calls")
    close(faults)


if __name__ == "__main__":
    main()
