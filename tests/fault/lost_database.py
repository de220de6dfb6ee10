"""PostgreSQL that vanishes, freezes, locks, runs out of connections, is killed or loses its power (fault matrix, rows 5,
6, 31 and 34).

Usage: lost_database.py [CASE…]
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from cluster import Cluster, ROLE, faults_of
from loop_disk import LoopDisk, can_mount
from program import PROGRAM, Program, wait_until
from province import Province
from relay import Relay
from report import judge_each

KILLS, CUTS, BROKEN_SESSIONS = 5, 5, 15


@contextmanager
def province_on(folder, settings=("fsync=off",), relayed=False, clerks=3, rows=None):
    """A province whose server keeps its rows in a cluster of its own (in the folder `rows`), with the relay between them if
    there is one. It syncs only where its power is cut: a kill takes nothing from the kernel."""
    cluster = Cluster(folder, settings, rows).make()
    relay = Relay(cluster.port) if relayed else None
    url = cluster.url(relay.port if relay else None)
    province = Province(folder / "data", clerks, certificates=300, arguments=["--db", url])
    try:
        province.begin()
        yield province, cluster, relay
    finally:
        if relay:
            relay.close()
        province.program.kill()
        cluster.kill()


def closed(province, cluster):
    """What is wrong when all outcomes are known and the server has been stopped."""
    province.settle()
    province.program.stop()
    told = subprocess.run([PROGRAM, "doctor", *province.program.arguments, "--data", str(province.data)],
                          capture_output=True, text=True, check=False)
    doctor = [] if told.returncode == 0 else [f"kaoji doctor: {told.stdout}{told.stderr}"]
    return faults_of(cluster, province.acknowledged()) + doctor


def under_load_for(province, seconds):
    province.under_load(lambda: time.sleep(seconds))


def first_answer(clerk):
    """The answer to the next act, whatever it is; the act is kept for a repetition."""
    act = clerk.waiting = clerk.waiting or clerk.next_act()
    return clerk.browser.ask(act.method, act.path, act.content, act.kind, act.key)


def a_frozen_database_is_answered_with_503_and_a_repetition_tells(folder):
    faults = []
    with province_on(folder, relayed=True) as (province, cluster, relay):
        under_load_for(province, 0.5)
        clerk = province.submitters[-1]
        relay.freeze()
        answer = first_answer(clerk)  # while nothing flows
        if answer.status != 503:
            faults.append(f"while the database was frozen: {answer}")
        if province.program.ready():
            faults.append("ready, while the database was frozen")
        relay.thaw()
        if not wait_until(province.program.ready):
            faults.append("not ready again without a restart")
        under_load_for(province, 0.5)
        return faults + closed(province, cluster)


def a_commit_that_is_not_answered_is_unknown(folder):
    """Frozen from the commit on: the act was done, and only the answer is missing."""
    with province_on(folder, relayed=True, clerks=1) as (province, cluster, relay):
        clerk = province.submitters[-1]
        clerk.with_scan = False
        while clerk.open is None:
            clerk.step()
        # A commit that takes a second, so that the line freezes in the midst of it.
        cluster.ask("CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$; CREATE CONSTRAINT TRIGGER slow_commit "
                    "AFTER INSERT ON application_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
                    "EXECUTE FUNCTION slow_commit()")
        told = []
        asking = threading.Thread(target=lambda: told.append(first_answer(clerk)))
        asking.start()
        committing = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = 'COMMIT'"
        seen = wait_until(lambda: cluster.ask(committing) != [["0"]], 20)
        relay.freeze()
        asking.join()
        cluster.ask("DROP TRIGGER slow_commit ON application_event")
        relay.thaw()
        answer = told[0]
        faults = [] if seen else ["the commit was not seen"]
        if answer.status != 503 or answer.json.get("code") != "outcome-unknown":
            faults.append(f"a commit without an answer: {answer}")
        wait_until(province.program.ready)
        if cluster.ask("SELECT count(*) FROM application WHERE status = 'submitted'") != [["1"]]:
            faults.append("the commit was not done, so this test shows nothing")
        return faults + closed(province, cluster)


def a_database_that_vanishes_is_found_again_without_a_restart(folder):
    faults = []
    with province_on(folder, relayed=True) as (province, cluster, relay):
        under_load_for(province, 0.3)

        def cut():
            time.sleep(0.3)
            relay.vanish()
            time.sleep(0.5)

        province.under_load(cut)
        for path in ("/readyz", "/api/applications"):
            status = province.program.asked("/readyz") if path == "/readyz" else \
                province.submitters[0].browser.ask("GET", "/applications").status
            if status != 503:
                faults.append(f"{path} without a database: {status}")
        if not province.program.alive():
            faults.append("the server is gone as well")
        relay.come_back()
        if not wait_until(province.program.ready):
            faults.append("not ready again without a restart")
        under_load_for(province, 0.5)
        return faults + closed(province, cluster)


def sessions_that_are_ended_lose_and_double_nothing(folder):
    with province_on(folder) as (province, cluster, _):
        def end_sessions():
            for _ in range(BROKEN_SESSIONS):
                time.sleep(0.1)
                cluster.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                            f"WHERE usename = '{ROLE}'")

        province.under_load(end_sessions)
        wait_until(province.program.ready)
        return closed(province, cluster)


def a_table_that_is_locked_makes_writers_busy(folder):
    with province_on(folder) as (province, cluster, _):
        clerk = province.submitters[-1]
        holder = cluster.hold("BEGIN; LOCK TABLE application IN EXCLUSIVE MODE; SELECT pg_sleep(600)")
        locked = "SELECT count(*) FROM pg_locks WHERE mode = 'ExclusiveLock' AND granted AND relation = 'application'::regclass"
        wait_until(lambda: cluster.ask(locked) != [["0"]])
        answer = first_answer(clerk)
        faults = [] if answer.status == 503 and answer.json.get("code") == "busy" else [f"behind a lock: {answer}"]
        reading = clerk.browser.ask("GET", "/applications")
        if reading.status != 200:
            faults.append(f"reading behind a lock: {reading}")
        cluster.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' "
                    "AND pid <> pg_backend_pid()")
        holder.wait()
        return faults + closed(province, cluster)


def too_few_connections_delay_and_lose_nothing(folder):
    with province_on(folder) as (province, cluster, _):
        cluster.ask(f"ALTER ROLE {ROLE} CONNECTION LIMIT 3")
        # All but its lock's: those that it opens anew find room for two.
        cluster.ask("SELECT count(pg_terminate_backend(a.pid)) FROM pg_stat_activity a WHERE usename = "
                    f"'{ROLE}' AND NOT EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory')")
        under_load_for(province, 2)
        faults = [] if province.program.alive() else [f"the server is gone: {province.program.tail()[-800:]}"]
        cluster.ask(f"ALTER ROLE {ROLE} CONNECTION LIMIT -1")
        wait_until(province.program.ready)
        return faults + closed(province, cluster)


def a_second_program_on_the_database_is_refused(folder):
    with province_on(folder) as (province, cluster, _):
        second = Program(folder / "other", arguments=province.program.arguments)
        faults = []
        if second.start():
            second.kill()
            faults.append("a second server started on the same database")
        elif "数据库已被另一个 kaoji 占用" not in second.tail() or "pg_terminate_backend" not in second.tail():
            faults.append(f"not told who has it and what to do: {second.tail()[-600:]}")
        if not province.program.ready():
            faults.append("the first one is not ready any more")
        return faults + closed(province, cluster)


def a_server_whose_database_was_taken_ends(folder):
    with province_on(folder, relayed=True) as (province, cluster, relay):
        relay.vanish()
        cluster.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                    f"WHERE usename = '{ROLE}'")
        # It has the keys of what the database holds, as a second machine of the same installation would.
        shutil.copytree(province.data, folder / "other", ignore=shutil.ignore_patterns("*.lock"))
        second = Program(folder / "other", arguments=["--db", cluster.url()])
        try:
            second.must_start()
            relay.come_back()
            ended = province.program.died_within(60)
            return [] if ended and province.program.process.returncode == 1 else ["two servers write to one database"]
        finally:
            second.kill()


def kills_of_the_database_lose_nothing(folder):
    faults = []
    with province_on(folder) as (province, cluster, _):
        for _ in range(KILLS):
            def kill():
                time.sleep(0.4)
                cluster.kill()

            province.under_load(kill)
            cluster.start()
            wait_until(province.program.ready)
            faults += faults_of(cluster, province.acknowledged())
        return faults + closed(province, cluster)


def cut(province, cluster, disk, seconds, at_least):
    wanted = len(province.acknowledged()) + at_least

    def fail():
        time.sleep(seconds)
        end = time.monotonic() + 30
        while len(province.acknowledged()) < wanted and time.monotonic() < end:
            time.sleep(0.01)
        cluster.signal_all(signal.SIGSTOP)
        time.sleep(0.01)
        disk.cut_power()
        cluster.kill()

    province.under_load(fail)
    disk.unmount()
    disk.mount()
    cluster.start()
    wait_until(province.program.ready)


@contextmanager
def province_on_a_disk(folder, settings=()):
    """The cluster on a disk of its own, the server's folder on another."""
    disk = LoopDisk(folder, 2048)
    disk.mount()
    try:
        with province_on(folder, settings, rows=disk.mount_point) as (province, cluster, _):
            os.sync()
            yield province, cluster, disk
    finally:
        disk.unmount()


def power_cuts_of_the_database_lose_nothing(folder):
    faults = []
    with province_on_a_disk(folder) as (province, cluster, disk):
        for _ in range(CUTS):
            cut(province, cluster, disk, 0.3, 3)
            faults += faults_of(cluster, province.acknowledged())
        return faults + closed(province, cluster)


def power_cuts_lose_rows_when_nothing_is_flushed(folder):
    """The canary: fsync is off."""
    with province_on_a_disk(folder, ["fsync=off"]) as (province, cluster, disk):
        try:
            cut(province, cluster, disk, 0.1, 8)
            lost = faults_of(cluster, province.acknowledged())
        except (RuntimeError, subprocess.CalledProcessError) as error:
            lost = [f"the cluster does not start: {str(error)[-200:]}"]
        print(f"  lost, as it must: {lost[:1]}")
        return [] if lost else ["flushes were switched off and nothing was lost: this test could not see a loss"]


CASES = [
    a_frozen_database_is_answered_with_503_and_a_repetition_tells,
    a_commit_that_is_not_answered_is_unknown,
    a_database_that_vanishes_is_found_again_without_a_restart,
    sessions_that_are_ended_lose_and_double_nothing,
    a_table_that_is_locked_makes_writers_busy,
    too_few_connections_delay_and_lose_nothing,
    a_second_program_on_the_database_is_refused,
    a_server_whose_database_was_taken_ends,
    kills_of_the_database_lose_nothing,
]
CASES_OF_A_DISK = [power_cuts_of_the_database_lose_nothing, power_cuts_lose_rows_when_nothing_is_flushed]


def cases():
    with tempfile.TemporaryDirectory(prefix="kaoji-probe-") as folder:
        unable = can_mount(Path(folder))
    if unable:
        print(f"NOT RUN: power cuts of PostgreSQL, {unable}")
        return CASES
    return CASES + CASES_OF_A_DISK


if __name__ == "__main__":
    judge_each(cases(), sys.argv[1:])
