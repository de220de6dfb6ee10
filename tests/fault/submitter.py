"""A clerk who declares one certificate after another, and keeps a list of what the server has acknowledged."""
import time
import uuid
from dataclasses import dataclass, field

from browser import LOST, Browser
from small_world import declarations, one_page

SETTLE_SECONDS = 60


@dataclass
class Act:
    """One write, repeated with the same key until its outcome is known."""
    method: str
    path: str
    content: object
    kind: str = "application/json"
    key: str = field(default_factory=lambda: str(uuid.uuid4()))


class Unexpected(RuntimeError):
    """An answer that this act must never get."""


class Submitter:
    """Draft, scan, submission, again and again. `acknowledged` holds what a 2xx was seen for: numbers of applications
    submitted, and the answer, which a repetition must give byte for byte."""

    def __init__(self, port, account, certificates, with_scan=True):
        self.browser = Browser(port, account)
        self.declarations = declarations(certificates)
        self.with_scan = with_scan
        self.acknowledged = {}
        self.acts = 0
        self.repeated = 0
        self.open = None  # the application being worked on, as (id, number, revision, scanned)
        self.waiting = None  # the act whose outcome is not known

    def sign_in(self):
        self.browser.sign_in()
        return self

    def next_act(self):
        if self.open is None:
            certificate, level = next(self.declarations)
            lines = [{"certificate": certificate, "level": level, "headcount": 10}]
            return Act("POST", "/applications", {"kind": "new", "lines": lines})
        application, number, revision, scanned = self.open
        if self.with_scan and not scanned:
            return Act("PUT", f"/applications/{application}/scan?revision={revision}", one_page(number), "application/pdf")
        return Act("POST", f"/applications/{application}/submission", {})

    def take(self, act, answer):
        if act.path == "/applications":
            told = answer.json
            self.open = (told["id"], told["number"], told["revision"], False)
        elif act.path.endswith("/submission"):
            told = answer.json
            if told["status"] != "submitted":
                raise Unexpected(f"submitted, yet {told['status']}")
            self.acknowledged[told["number"]] = answer.body
            self.open = None
        else:
            self.open = (*self.open[:3], True)

    def step(self):
        """One act, or the repetition of the one that got no answer. Raises one of LOST when there is no answer now
        either; the act is then kept."""
        act = self.waiting or self.next_act()
        if self.waiting:
            self.repeated += 1
        self.waiting = act
        answer = self.browser.ask(act.method, act.path, act.content, act.kind, act.key)
        if answer.status == 503:  # the outcome is not known, or the server is busy: the same key will tell
            return False
        if answer.status >= 300:
            raise Unexpected(f"{act.method} {act.path}: {answer}")
        self.waiting = None
        self.acts += 1
        self.take(act, answer)
        return True

    def work_until(self, stopped):
        """Steps until `stopped` is set or the connection is lost."""
        try:
            while not stopped.is_set():
                if not self.step():
                    time.sleep(0.01)
        except LOST:
            pass

    def settle(self):
        """Repeats the act whose outcome is not known until it is."""
        end = time.monotonic() + SETTLE_SECONDS
        while self.waiting is not None:
            try:
                if self.step():
                    return
            except LOST:
                pass
            if time.monotonic() > end:
                raise Unexpected(f"no outcome within {SETTLE_SECONDS} s for {self.waiting}")
            time.sleep(0.01)
