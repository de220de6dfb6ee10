"""A server with a small world on a data folder, and the clerks who load it."""
import threading

from browser import Browser
from program import Program
from small_world import institution_codes, small_world
from submitter import Submitter


def begin_world(port, world):
    """Replaces the sandbox's demo world by this one."""
    answer = Browser(port).ask("POST", "/sandbox/world", world)
    if answer.status != 201:
        raise RuntimeError(f"the world was refused: {answer}")


class Province:
    """`scanning` of the clerks upload a scan with each application: a child looks at it, which takes longer than all the
    rest."""

    def __init__(self, data, clerks, certificates=100, scanning=1, before=(), arguments=()):
        self.data = data
        self.program = Program(data, before=before, arguments=arguments)
        self.clerks = clerks
        self.certificates = certificates
        self.scanning = scanning
        self.submitters = []
        self.seen = {}
        self.acknowledged_before = 0
        self.repeated_before = 0

    def begin(self):
        """Starts the server, makes the small world and signs the clerks in."""
        self.program.must_start()
        self.begin_anew()

    def begin_with(self, settings):
        """As `begin`, with these settings of the installation (TOML)."""
        # The folder is made by a first start; without the settings it need not be ready.
        if not self.program.start():
            raise RuntimeError(f"no folder was made:\n{self.program.tail()}")
        self.program.stop()
        (self.data / "kaoji.toml").write_text(settings)
        self.begin()

    def begin_anew(self):
        """Another small world in place of this one, which keeps the data small however long a test runs."""
        self.acknowledged_before += len(self.acknowledged())
        self.repeated_before += self.repeated()
        begin_world(self.program.port, small_world(self.clerks, self.certificates, signed_scan=False))
        self.submitters = [
            Submitter(self.program.port, code, self.certificates, with_scan=number < self.scanning).sign_in()
            for number, code in enumerate(institution_codes(self.clerks))
        ]
        self.seen = {}

    def acknowledged(self):
        """Numbers of this world."""
        return [number for clerk in self.submitters for number in clerk.acknowledged]

    def acknowledged_in_all(self):
        return self.acknowledged_before + len(self.acknowledged())

    def repeated(self):
        return sum(clerk.repeated for clerk in self.submitters)

    def repeated_in_all(self):
        return self.repeated_before + self.repeated()

    def news(self):
        """What was acknowledged since this was asked last."""
        fresh = [number for clerk in self.submitters
                 for number in list(clerk.acknowledged)[self.seen.get(clerk.browser.account, 0):]]
        self.seen = {clerk.browser.account: len(clerk.acknowledged) for clerk in self.submitters}
        return fresh

    def under_load(self, act):
        """Lets all clerks work while `act` runs, then until each has stopped or lost the connection. What a clerk must
        not be answered is raised here."""
        stopped = threading.Event()
        wrong = []

        def work(clerk):
            try:
                clerk.work_until(stopped)
            except Exception as error:  # a thread's exception has to reach the test
                wrong.append(error)

        threads = [threading.Thread(target=work, args=(clerk,)) for clerk in self.submitters]
        for thread in threads:
            thread.start()
        act()
        stopped.set()
        for thread in threads:
            thread.join()
        if wrong:
            raise wrong[0]

    def settle(self):
        for clerk in self.submitters:
            clerk.settle()
