"""Half of all answers are lost on their way (fault matrix, rows 25 and 27).

Usage: lost_answers.py SUBMISSIONS [SEED]

Clerks submit through a proxy that resets every second connection after the act was done, and repeat each act with its
key until they are answered. Each submission must be stored once, and asking once more with the same key must give the
same answer byte for byte; the same key with another body must be refused.
"""
import sys
import tempfile
import threading
from pathlib import Path

from browser import LOST, Browser
from lossy_proxy import LossyProxy
from program import Program
from province import begin_world
from report import close, seed_from
from small_world import institution_codes, small_world
from submitter import Submitter
from verify import quick_faults, slow_faults

CLERKS = 8
LEVELS_OF_A_CERTIFICATE = 3


class CarefulSubmitter(Submitter):
    """Asks every submission once more over a line that loses nothing, with the same key, and compares."""

    def __init__(self, proxied_port, port, account, certificates):
        super().__init__(proxied_port, account, certificates, with_scan=False)
        self.sure = Browser(port)
        self.refused_other_bodies = 0

    def sign_in(self):
        # The session is made over the sure line: a lost answer to a sign-in would only be signed in again.
        self.sure.account = self.browser.account
        self.sure.sign_in()
        self.browser.cookie, self.browser.csrf = self.sure.cookie, self.sure.csrf
        return self

    def take(self, act, answer):
        super().take(act, answer)
        if not act.path.endswith("/submission"):
            return
        again = self.sure.ask(act.method, act.path, act.content, act.kind, act.key)
        if (again.status, again.body) != (answer.status, answer.body):
            raise RuntimeError(f"answered {answer}, and the second time {again}")
        if len(self.acknowledged) % 50 == 1:
            other = self.sure.ask(act.method, act.path, {"note": "another body"}, act.kind, act.key)
            if other.status != 422:
                raise RuntimeError(f"the same key with another body: {other}")
            self.refused_other_bodies += 1

    def submit(self, wanted):
        while len(self.acknowledged) < wanted:
            try:
                self.step()
            except LOST:
                pass


def work(clerk, wanted, wrong):
    try:
        clerk.submit(wanted)
    except Exception as error:  # a thread's exception has to reach the test
        wrong.append(f"{clerk.browser.account}: {error}")


def run(submissions, seed, folder):
    each = -(-submissions // CLERKS)
    certificates = -(-each // LEVELS_OF_A_CERTIFICATE)
    program = Program(folder / "data")
    program.must_start()
    wrong = []
    proxy = LossyProxy(program.port, 0.5, seed)
    try:
        begin_world(program.port, small_world(CLERKS, certificates, signed_scan=False))
        clerks = [CarefulSubmitter(proxy.port, program.port, code, certificates).sign_in()
                  for code in institution_codes(CLERKS)]
        threads = [threading.Thread(target=work, args=(clerk, each, wrong)) for clerk in clerks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        program.stop()
    finally:
        proxy.close()
        program.kill()
    acknowledged = [number for clerk in clerks for number in clerk.acknowledged]
    faults = wrong + quick_faults(program.data, acknowledged) + slow_faults(program.data)
    if len(set(acknowledged)) != each * CLERKS:
        faults.append(f"{len(set(acknowledged))} numbers for {each * CLERKS} submissions")
    repeated = sum(clerk.repeated for clerk in clerks)
    others = sum(clerk.refused_other_bodies for clerk in clerks)
    print(f"{len(acknowledged)} submissions, {proxy.lost} answers lost, {repeated} acts repeated, "
          f"{others} other bodies refused (seed {seed})")
    return faults


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaoji-lossy-") as temporary:
        found = run(int(sys.argv[1]), seed_from(sys.argv, 2), Path(temporary))
    close(found)
