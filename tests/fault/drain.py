"""SIGTERM under load, and a new start (fault matrix, row 8; trust.md D10).

Usage: drain.py ROUNDS

Clerks submit and repeat each act with its key until they know its outcome. At the signal what is under way ends well,
who comes later is told to come again, and the server ends with 0. Started again, no clerk has seen anything but success
or the word to come again, and nothing is lost or doubled.
"""
import json
import socket
import sys
import tempfile
import time
from pathlib import Path

from browser import LOST, Browser
from province import Province
from report import close
from small_world import institution_codes
from verify import quick_faults, slow_faults

CLERKS = 4
WAIT_SECONDS = 30


def raw_request(browser, path, body):
    head = [f"POST /api{path} HTTP/1.1", f"Host: 127.0.0.1:{browser.port}", f"Cookie: {browser.cookie}",
            f"X-Kaoji-CSRF: {browser.csrf}", f"Origin: http://127.0.0.1:{browser.port}", "Sec-Fetch-Site: same-origin",
            "Idempotency-Key: drained-request-1", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(head).encode() + b"\r\n\r\n"


def whole_answer(connection):
    connection.settimeout(WAIT_SECONDS)
    text = b""
    while piece := connection.recv(65536):
        text += piece
    return text.decode(errors="replace")


def told_to_come_again(port):
    """The answer to a request that begins now on a new connection; empty when the port is closed already."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=WAIT_SECONDS) as connection:
            connection.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return whole_answer(connection)
    except OSError:
        return ""


def half_a_request(province):
    """A request whose body is half here at the signal is taken to its end, whoever comes meanwhile is sent away, and only
    then the server ends."""
    program, faults = province.program, []
    browser = Browser(program.port, institution_codes(CLERKS)[0]).sign_in()
    body = json.dumps({"kind": "new", "lines": [{"certificate": "演练证书0099", "level": "高级", "headcount": 7}]}).encode()
    with socket.create_connection(("127.0.0.1", program.port)) as connection:
        connection.sendall(raw_request(browser, "/applications", body) + body[:20])
        time.sleep(0.2)
        program.process.terminate()
        end, sent_away = time.monotonic() + WAIT_SECONDS, ""
        while " 503 " not in sent_away and time.monotonic() < end:
            sent_away = told_to_come_again(program.port)
        if " 503 " not in sent_away or "retry-after:" not in sent_away.lower():
            faults.append(f"during the drain: {sent_away[:200]!r}")
        if program.process.poll() is not None:
            faults.append("the server ended while a request was under way")
        connection.sendall(body[20:])
        answer = whole_answer(connection)
        if " 201 " not in answer.split("\r\n", 1)[0]:
            faults.append(f"a request that was under way: {answer[:200]!r}")
    if program.process.wait(timeout=60) != 0:
        faults.append(f"the server ended with {program.process.returncode}")
    program.must_start()
    again = Browser(program.port, institution_codes(CLERKS)[0]).sign_in()
    drafts = again.ask("GET", "/applications?status=draft&limit=100").json["total"]
    return faults + ([] if drafts == 1 else [f"{drafts} drafts of one request"])


def run(rounds, folder):
    province = Province(folder / "data", clerks=CLERKS)
    faults = []
    try:
        province.begin()
        faults += half_a_request(province)
        for _ in range(rounds):
            before = len(province.acknowledged())

            def drain():
                end = time.monotonic() + WAIT_SECONDS
                while len(province.acknowledged()) < before + 4 and time.monotonic() < end:
                    time.sleep(0.01)
                status = province.program.stop()
                if status != 0:
                    faults.append(f"the server ended with {status}")
                # Clerks go on all the while, as a browser does that asks again.
                province.program.must_start()

            under_load_throughout(province, drain)
        province.program.stop()
        faults += quick_faults(province.data, province.acknowledged()) + slow_faults(province.data)
    finally:
        province.program.kill()
    repeated = sum(clerk.repeated for clerk in province.submitters)
    print(f"{rounds} drains, {len(province.acknowledged())} submissions acknowledged, {repeated} acts repeated")
    return faults


def under_load_throughout(province, act):
    """As Province.under_load, but a clerk who loses the connection asks again with the same key."""
    plain = [(clerk, clerk.work_until) for clerk in province.submitters]

    def stubborn(clerk):
        def work_until(stopped):
            while not stopped.is_set():
                try:
                    if not clerk.step():
                        clerk.browser.forget_connection()
                        time.sleep(0.02)
                except LOST:
                    time.sleep(0.02)
        return work_until

    for clerk, _ in plain:
        clerk.work_until = stubborn(clerk)
    try:
        province.under_load(act)
    finally:
        for clerk, work_until in plain:
            clerk.work_until = work_until
    province.settle()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaoji-drain-") as temporary:
        found = run(int(sys.argv[1]), Path(temporary))
    close(found)
