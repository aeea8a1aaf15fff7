"""The sharing test, among members who want what they did not do to be believed."""

import fcntl
import os
import signal
import stat
import subprocess
import time
import unittest
from hashlib import sha256

from a_clock import rounds
from volume_stage import GID, PEOPLE, Stage, host_on, needs_root, records

from prism.core import prctl
from prism.core.records import transcript
from prism.core.steps import Wrong
from prism.sharing import exchange as exchanging
from prism.sharing import write as module
from prism.sharing.cell import Target
from prism.sharing.cover import cover, parts_of
from prism.sharing.exchange import exchange
from prism.sharing.identity import Identity
from prism.sharing.place import clean_place, make_place
from prism.sharing.trial import Trial, begin
from prism.sharing.write import write

ONE = "i-0123456789abcdef0"
TWO = "i-0123456789abcdef1"
TOKEN = ".prism-sharing-token123"
ALL = f"{ONE}:ada:2001:p,{ONE}:bob:2002:p,{TWO}:guest:2009:p,{TWO}:visitor-2:60601:t"


@needs_root
class Sharing(unittest.TestCase):
    def setUp(self) -> None:
        self.stage = Stage()

    def tearDown(self) -> None:
        self.stage.end()

    def trial(self, own: str, identities: str = ALL, **values: bytes) -> Trial:
        given = {"NEXT": b"0", "IDENTITIES": identities.encode(), "TOKEN": b"token123", "FOLDER": b"shared", "OPEN": b"0"}
        given.update(values)
        host = host_on(self.stage, [], **given)
        host.umasks = {name: 0o002 for name in PEOPLE}
        return Trial(host, self.stage.mount, own.encode())

    def wrote(self, trial: Trial) -> "dict[str, str]":
        return {r["writer"].split(":")[1]: r["digest"] for r in records(trial.host, "wrote")}

    def came_to(self, own: str, reader: str) -> "dict[str, str]":
        trial = self.trial(own)
        me = [one for one in trial.mine if one.account == reader.encode()][0]
        others = [one for one in trial.everybody if one.text != me.text]
        cells = exchange(trial, me, [Target(one.name, one.uid) for one in others])
        return {one.account.decode(): b" ".join((cell.read, cell.append, cell.why)).decode() for one, cell in zip(others, cells)}

    def test_where_nobody_can_act_that_is_said_so_that_a_file_that_is_missing_is_no_fault(self) -> None:
        kept, prctl.kernel = prctl.kernel, None
        try:
            with self.assertRaises(Wrong) as raised:
                begin(self.trial(ONE).host)
            self.assertEqual(raised.exception.code, "python-incomplete")
        finally:
            prctl.kernel = kept

    def both_write(self) -> "dict[str, str]":
        found: "dict[str, str]" = {}
        for own in (ONE, TWO):
            trial = self.trial(own)
            write(trial)
            found.update(self.wrote(trial))
        return found

    def test_each_writes_reads_and_appends_and_nothing_is_left(self) -> None:
        wrote = self.both_write()
        # who is not in the group cannot write
        self.assertEqual(sorted(wrote), ["ada", "bob", "visitor-2"])
        with open(self.stage.at("shared/%s/%s.ada" % (TOKEN, ONE))) as file:
            self.assertEqual(sha256(file.read().strip().encode()).hexdigest(), wrote["ada"])
        self.assertEqual(
            self.came_to(TWO, "visitor-2"), {"ada": "done done ", "bob": "done done ", "guest": "missing missing No such file or directory"}
        )
        self.assertEqual(self.came_to(TWO, "guest")["ada"], "refused refused ")
        self.assertTrue(clean_place(self.trial(ONE)))
        self.assertFalse(clean_place(self.trial(ONE)))
        self.assertEqual(os.listdir(self.stage.at("shared")), [])

    def test_a_umask_that_keeps_the_group_out_is_seen_and_one_that_is_not_known_is_said(self) -> None:
        trial = self.trial(ONE)
        make_place(trial)
        measured = module.measure_logins

        def measure(host: object) -> None:
            trial.host.umasks = {b"ada": 0o022, b"bob": None}

        module.measure_logins = measure  # type: ignore[assignment]
        try:
            write(trial)
        finally:
            module.measure_logins = measured
        self.assertEqual(
            [(r["writer"].split(":")[1], r.get("umask")) for r in records(trial.host, "wrote")], [("ada", None), ("bob", "unknown")]
        )
        came = self.came_to(TWO, "visitor-2")
        self.assertEqual((came["ada"], came["bob"]), ("done refused ", "done done "))

    def test_a_reader_hands_over_what_it_read_and_root_does_not_take_its_word(self) -> None:
        self.both_write()
        # a copy of the line, in a file of somebody else's
        path = self.stage.at("shared/%s/%s.ada" % (TOKEN, ONE))
        with open(path) as file:
            line = file.read()
        os.unlink(path)
        self.stage.put("shared/%s/%s.ada" % (TOKEN, ONE), line, 2002, 0o664)
        self.assertEqual(self.came_to(TWO, "visitor-2")["ada"], "error error the file is of uid 2002")

    def test_links_pipes_and_second_names_are_nobodys_file(self) -> None:
        self.both_write()
        folder = self.stage.at("shared/%s/" % TOKEN)
        ada, bob = folder + ONE + ".ada", folder + ONE + ".bob"
        os.unlink(ada)
        os.symlink("/etc/passwd", ada)
        os.link(bob, folder + "second")
        os.mkfifo(folder + TWO + ".guest")
        os.chmod(folder + TWO + ".guest", 0o666)
        came = self.came_to(TWO, "visitor-2")
        self.assertEqual(came["ada"].split()[:2], ["error", "error"])
        self.assertEqual(came["bob"], "error error the file has another name too")
        self.assertEqual(self.came_to(ONE, "ada")["guest"].split()[:2], ["error", "error"])

    def test_another_file_mounted_over_a_writers_is_not_it(self) -> None:
        self.both_write()
        ada = self.stage.at("shared/" + TOKEN + "/" + ONE + ".ada")
        other = self.stage.put("shared/other", "", 2001)
        subprocess.check_call(["mount", "--bind", other, ada])
        self.assertEqual(self.came_to(TWO, "visitor-2")["ada"].split()[:2], ["error", "error"])

    def test_an_append_that_is_not_there_any_more_does_not_count(self) -> None:
        self.both_write()
        path = self.stage.at("shared/%s/%s.ada" % (TOKEN, ONE))
        cutter = os.fork()
        if cutter == 0:
            while True:
                if os.path.getsize(path) > 65:
                    os.truncate(path, 65)
        try:
            said: "set[str]" = set()
            for _ in rounds(20, lambda: "done error not seen when read back" in said):
                said.add(self.came_to(TWO, "visitor-2")["ada"])
        finally:
            os.kill(cutter, signal.SIGKILL)
            os.waitpid(cutter, 0)
        self.assertTrue(said <= {"done done ", "done error not seen when read back"}, said)
        self.assertIn("done error not seen when read back", said)

    def test_a_lock_that_somebody_keeps_costs_its_limit_and_no_more(self) -> None:
        self.both_write()
        exchanging.LOCK_SECONDS, before = 0.1, exchanging.LOCK_SECONDS
        with open(self.stage.at("shared/%s/%s.ada" % (TOKEN, ONE))) as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            # it is held to the end of this
            self.assertEqual(self.came_to(TWO, "visitor-2")["ada"], "done done ")
        exchanging.LOCK_SECONDS = before

    def test_shared_that_is_a_link_or_another_file_system_is_refused_and_nothing_is_made(self) -> None:
        elsewhere = self.stage.folder + "/etc"
        os.mkdir(elsewhere)
        os.rename(self.stage.at("shared"), self.stage.at("shared.old"))
        os.symlink(elsewhere, self.stage.at("shared"))
        for words in ("shared is a symbolic link", "something else is mounted at shared"):
            with self.assertRaises(Wrong) as raised:
                write(self.trial(ONE))
            self.assertEqual(raised.exception.code, "step-failed")
            self.assertIn(words, raised.exception.seen.decode())
            self.assertEqual(os.listdir(elsewhere), [])
            if os.path.islink(self.stage.at("shared")):
                os.unlink(self.stage.at("shared"))
                os.mkdir(self.stage.at("shared"))
                subprocess.check_call(["mount", "--bind", elsewhere, self.stage.at("shared")])

    def test_whoever_swaps_the_new_directory_for_a_link_gets_nothing_of_it(self) -> None:
        target = self.stage.folder + "/profile.d"
        os.mkdir(target, 0o755)
        shared = self.stage.at("shared")
        swapper = os.fork()
        if swapper == 0:
            os.setgroups([GID])
            os.setresgid(2001, 2001, 2001)
            os.setresuid(2001, 2001, 2001)
            while True:
                try:
                    os.rename(shared + "/" + TOKEN, shared + "/taken-%f" % time.time())
                    os.symlink(target, shared + "/" + TOKEN)
                    time.sleep(0.002)
                    os.unlink(shared + "/" + TOKEN)
                except OSError:
                    pass
        try:
            for _ in rounds(60, lambda: any(name.startswith("taken") for name in os.listdir(shared))):
                try:
                    make_place(self.trial(ONE))
                except Wrong as wrong:
                    self.assertEqual(wrong.code, "step-failed")
        finally:
            os.kill(swapper, signal.SIGKILL)
            os.waitpid(swapper, 0)
        found = os.stat(target)
        self.assertEqual((found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode), os.listdir(target)), (0, 0, 0o755, []))
        self.assertTrue([name for name in os.listdir(shared) if name.startswith("taken")])

    def test_a_directory_of_the_tests_name_that_a_member_made_is_not_given_to_the_group(self) -> None:
        self.stage.lay("shared/" + TOKEN, 2001, 0o700, gid=2001)
        with self.assertRaises(Wrong) as raised:
            make_place(self.trial(ONE))
        self.assertIn(b"is of uid 2001", raised.exception.seen)

    def test_a_folder_that_root_keeps_private_is_neither_given_to_the_group_nor_emptied_under_the_tests_name(self) -> None:
        for mode in (0o700, 0o2770 & ~0o2000):
            self.stage.lay("shared/" + TOKEN, 0, mode, gid=0)
            self.stage.put("shared/%s/secret" % TOKEN, "", 0, 0o600)
            with self.assertRaises(Wrong) as raised:
                make_place(self.trial(ONE))
            self.assertIn(b"something else than the test's", raised.exception.seen)
            with self.assertRaises(Wrong):
                clean_place(self.trial(ONE))
            found = os.stat(self.stage.at("shared/" + TOKEN))
            self.assertEqual((found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)), (0, 0, mode))
            self.assertEqual(os.listdir(self.stage.at("shared/" + TOKEN)), ["secret"])
            os.unlink(self.stage.at("shared/%s/secret" % TOKEN))
            os.rmdir(self.stage.at("shared/" + TOKEN))

    def test_tests_that_were_cut_off_are_removed_after_an_hour_by_descriptor(self) -> None:
        long_ago = time.time() - 7200
        self.stage.lay("shared/.prism-sharing-old", 0, 0o2770)
        self.stage.put("shared/.prism-sharing-old/x", "", 2001)
        os.symlink("/etc", self.stage.at("shared/.prism-sharing-link"))
        self.stage.lay("shared/.prism-sharing-full", 0, 0o2770)
        self.stage.lay("shared/.prism-sharing-full/folder", 2001, 0o755)
        self.stage.put("shared/.prism-sharing-full/folder/kept", "", 2001)
        self.stage.lay("shared/.prism-sharing-new", 0, 0o2770)
        for name in ("old", "full"):
            os.utime(self.stage.at("shared/.prism-sharing-" + name), (long_ago, long_ago))
        os.utime(self.stage.at("shared/.prism-sharing-link"), (long_ago, long_ago), follow_symlinks=False)
        write(self.trial(ONE))
        self.assertEqual(sorted(os.listdir(self.stage.at("shared"))), [".prism-sharing-full", ".prism-sharing-new", TOKEN])
        self.assertEqual(os.listdir(self.stage.at("shared/.prism-sharing-full/folder")), ["kept"])

    def test_in_the_open_its_files_lie_in_the_folder_itself(self) -> None:
        trial = self.trial(ONE, OPEN=b"1", FOLDER=b".")
        write(trial)
        self.assertEqual(
            sorted(name for name in os.listdir(self.stage.place) if name.startswith(".")),
            [TOKEN + "." + ONE + ".ada", TOKEN + "." + ONE + ".bob"],
        )
        clean_place(trial)
        self.assertEqual([name for name in os.listdir(self.stage.place) if name.startswith(".")], [])

    def test_on_a_read_only_mount_an_append_is_refused(self) -> None:
        self.both_write()
        subprocess.check_call(["mount", "-o", "remount,ro", self.stage.place])
        came = self.came_to(TWO, "visitor-2")
        subprocess.check_call(["mount", "-o", "remount,rw", self.stage.place])
        self.assertEqual(came["ada"], "done refused read-only")

    def test_by_cover_each_file_goes_to_one_reader_of_another_uid_by_turns(self) -> None:
        readers = [Identity(text, TWO.encode()) for text in (b"here:ada:2001:p", b"here:bob:2002:p", b"here:cy:2003:p")]
        files = [(b"i-0%07d.m%d" % (i, i), 2001 + i % 4) for i in range(9)] + [(TWO.encode() + b".ada", 2001)]
        parts = parts_of(readers, TWO.encode(), sorted(files))
        self.assertEqual(sorted(name for part in parts.values() for name, _ in part), sorted(name for name, _ in files))
        for reader in readers:
            self.assertTrue(2 <= len(parts[reader.name]) <= 5)
            self.assertNotIn(reader.uid, [uid for _, uid in parts[reader.name]])
        alone = parts_of(readers[:1], TWO.encode(), sorted(files))
        self.assertEqual(len(alone[readers[0].name]), 9)
        self.assertEqual(parts_of([], TWO.encode(), files), {})

    def test_by_cover_what_is_planted_is_told_by_its_owner_and_odd_names_not_at_all(self) -> None:
        trial = self.trial(ONE)
        write(trial)
        wrote = self.wrote(trial)
        folder = "shared/%s/" % TOKEN
        self.stage.put(folder + TWO + ".planted", "x\n", 2001, 0o664)
        for name in ("i-0.short", "mi--000000000.x", "X", TWO + "." + "a" * 33, TWO + ".new\nline", "i-0123456789abcdeg0.x"):
            self.stage.put(folder + name, "", 2001)
        own = self.trial(TWO, "here:visitor-2:60601:t", COVER=b"1")
        self.assertEqual(cover(own), 3)
        told = records(own.host, "sharing-cover")
        self.assertEqual([r["reader"] for r in told], [TWO + ":visitor-2:60601:t"])
        digest = sha256(b"x").hexdigest()[:12]
        self.assertEqual(
            told[0]["cells"],
            "%s=planted:2001:dd:%s/%s=ada:2001:dd:%s,bob:2002:dd:%s" % (TWO, digest, ONE, wrote["ada"][:12], wrote["bob"][:12]),
        )
        self.assertEqual(records(own.host, "sharing-covered"), [{"writers": "3", "complete": "1"}])

    def test_in_a_ring_the_files_of_those_that_follow_are_read_and_one_that_is_not_there_is_missing(self) -> None:
        three = "i-0123456789abcdef2"
        ring = f"{three}:eve:2003:p,{ONE}:ada:2001:p,{ONE}:bob:2002:p,{ONE}:visitor-1:60600:t,{TWO}:visitor-1:60600:t"
        write(self.trial(ONE, ring, COVER=b"1", NEXT=b"1"))
        for count, files in ((1, 1), (2, 4)):
            own = self.trial(TWO, ring, COVER=b"1", NEXT=b"%d" % count)
            self.assertEqual(cover(own), files)
            told = records(own.host, "sharing-cover")
            self.assertEqual([r["reader"] for r in told], [TWO + ":visitor-1:60600:t"])
            self.assertIn(three + "=eve:2003:mm", told[0]["cells"])
            self.assertEqual(ONE + "=ada:2001:dd:" in told[0]["cells"], count == 2)
            self.assertEqual(records(own.host, "sharing-covered"), [{"writers": str(files), "complete": "1"}])

    def test_a_fleet_of_fifty_instances_fits_a_transcript(self) -> None:
        self.stage.lay("shared/" + TOKEN, 0, 0o2770)
        for i in range(50):
            for j in range(10):
                self.stage.put("shared/%s/i-0%015xf.member-%d" % (TOKEN, i * 7919**3 % 16**15, j), os.urandom(32).hex() + "\n", 3001 + j)
        for readers in (10, 1):
            identities = ",".join("here:visitor-%d:%d:t" % (i, 60600 + i) for i in range(readers))
            own = self.trial(TWO, identities, COVER=b"1")
            self.assertEqual(cover(own), 500)
            self.assertTrue(all(len(line) < 12500 for line in own.host.records.lines))
            self.assertLess(len(transcript(own.host.records.lines, b"j" * 60, b"sharing-test", b"a" * 64, b"done")), 20000)


if __name__ == "__main__":
    unittest.main()
