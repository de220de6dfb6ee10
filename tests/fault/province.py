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
    def __init__(self, data, clerks, certificates=100, with_scan=True, before=(), after=()):
        self.data = data
        self.program = Program(data, before=before, after=after)
        self.clerks = clerks
        self.certificates = certificates
        self.with_scan = with_scan
        self.submitters = []

    def begin(self):
        """Starts the server, makes the small world and signs the clerks in."""
        self.program.must_start()
        begin_world(self.program.port, small_world(self.clerks, self.certificates, self.with_scan))
        self.submitters = [
            Submitter(self.program.port, code, self.certificates, self.with_scan).sign_in()
            for code in institution_codes(self.clerks)
        ]

    def acknowledged(self):
        return [number for clerk in self.submitters for number in clerk.acknowledged]

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
