"""What is tried and looked at on a volume whose members are not friends."""

import os
import signal
import subprocess
import sys
import time
import unittest

from a_clock import rounds
from volume_stage import ADA, BOB, GID, GUEST, Stage, host_on, needs_root, records

from prism.core.limits import ask_each
from prism.looks.behaviour import look_behaviours
from prism.looks.contents import contents, look_contents
from prism.looks.enforced import look_enforced
from prism.looks.host import Host
from prism.looks.paths import look_paths
from prism.looks.tried import Try
from prism.looks.trying import Tries
from prism.volume.hands import Hands

PAYLOAD = "x\n0 0 0+PIPESTATUS[$(bash<${PWD}pay)] bob"


class Meets(Try):
    """Tries once somebody else has made something."""

    def __init__(self, what: bytes, path: bytes, name: bytes, after: str = "") -> None:
        Try.__init__(self, what, path, name)
        self.after = after

    def do(self, hands: Hands) -> None:
        while self.after and not os.path.exists(self.after):
            time.sleep(0.001)
        Try.do(self, hands)


def look_sample(host: Host) -> None:
    assert host.top is not None
    look_contents(host, ask_each([contents(host, host.top)])[0])


@needs_root
class Behaviour(unittest.TestCase):
    def setUp(self) -> None:
        self.stage = Stage()

    def tearDown(self) -> None:
        self.stage.end()

    def tries(self, host: Host, account: str) -> "dict[str, str]":
        return {
            r["try"]: " ".join(v for k, v in r.items() if k not in ("account", "try", "path"))
            for r in records(host, "behaviour")
            if r["account"] == account
        }

    def left(self) -> "list[str]":
        return [name for _, folders, files in os.walk(self.stage.place) for name in folders + files if name.startswith(".prism")]

    def test_what_accounts_come_to(self) -> None:
        host = host_on(self.stage, [b"ada", b"bob", b"guest"])
        look_behaviours(host)
        self.assertEqual(
            self.tries(host, "ada"),
            {
                "create-file": "done UNKNOWN 0664",
                "create-folder": "done UNKNOWN 2775",
                "write-own-space": "done UNKNOWN 0664",
                "write-other-space": "refused",
            },
        )
        self.assertEqual(self.tries(host, "bob")["create-file"], "done UNKNOWN 0600")
        self.assertEqual(self.tries(host, "guest")["create-file"], "refused")
        self.assertEqual(self.tries(host, "guest")["write-own-space"], "error No%20such%20file%20or%20directory")
        self.assertEqual(self.tries(host, "outsider"), {"outsider-write": "refused"})
        tried = {r["account"]: set(r["tried"].split(",")) for r in records(host, "space-tries")}
        self.assertEqual(tried["ada"], {"ada:rw", "bob:--"})
        self.assertEqual(tried["guest"], {"ada:r-", "bob:--"})
        self.assertEqual(self.left(), [])

    def test_an_umask_that_is_not_known_is_said(self) -> None:
        host = host_on(self.stage, [b"ada"])
        host.umasks = {b"ada": None}
        look_behaviours(host)
        self.assertEqual(self.tries(host, "ada")["create-file"], "done UNKNOWN 0664 unknown")
        self.assertEqual(self.tries(host, "ada")["write-own-space"], "done UNKNOWN 0664")

    def test_names_of_directories_are_told_only_where_they_are_plain_and_never_run(self) -> None:
        os.rename(self.stage.at("users"), self.stage.at("users.old"))
        self.stage.lay("users", 2002, 0o2775)
        os.mkdir(self.stage.at("users/" + PAYLOAD.replace("/", "_")))
        os.mkdir(self.stage.at("users/ada"))
        host = host_on(self.stage, [b"ada"])
        look_behaviours(host)
        self.assertEqual([r["found"] for r in records(host, "spaces")], ["2"])
        self.assertEqual([r["name"] for r in records(host, "space")], ["ada"])
        self.assertNotIn(b"PIPESTATUS", b"".join(host.records.lines))

    def test_groups_are_tried_and_a_planted_file_is_nobodys_proof(self) -> None:
        self.stage.lay("groups", 0, 0o2755)
        self.stage.lay("groups/lab", 0, 0o2770, gid=3100)
        os.mkdir(self.stage.at("groups/" + PAYLOAD.replace("/", "_")))
        self.stage.put("groups/lab/.prism-look-1234.bob.space", "", 2001)
        host = host_on(self.stage, [b"ada"], GROUPS=b"lab:3100:ada")
        host.accounts.known[b"ada"].groups = (2001, GID, 3100)
        look_behaviours(host)
        host.accounts.known[b"ada"].groups = (2001, GID)
        self.assertEqual(
            [(r["group"], r["said"], r["gid"], r["mode"]) for r in records(host, "group-try")], [("lab", "rw", "3100", "0664")]
        )

    def test_a_folder_that_became_a_link_is_not_followed(self) -> None:
        elsewhere = self.stage.folder + "/elsewhere"
        os.mkdir(elsewhere)
        os.chmod(elsewhere, 0o777)
        os.rename(self.stage.at("shared"), self.stage.at("shared.old"))
        os.symlink(elsewhere, self.stage.at("shared"))
        host = host_on(self.stage, [b"ada"], PATHS=b"shared:root:2775,users/ada:ada:0755,users/none:ada:0755")
        look_paths(host)
        look_behaviours(host)
        self.assertEqual([(r["path"], r["exists"], r.get("type")) for r in records(host, "path")][0], ("shared", "1", "symbolic-link"))
        self.assertEqual([r["exists"] for r in records(host, "path")], ["1", "1", "0"])
        self.assertEqual(self.tries(host, "ada")["create-file"].split()[0], "error")
        self.assertEqual(os.listdir(elsewhere), [])
        self.assertEqual(records(host, "unwritable"), [])

    def test_another_file_system_over_a_folder_is_seen_as_such(self) -> None:
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "mode=2777", "other", self.stage.at("shared")])
        host = host_on(self.stage, [b"ada"], PATHS=b".:root:2775,shared:root:2775")
        look_paths(host)
        look_behaviours(host)
        self.assertEqual([r["type"] for r in records(host, "path")], ["directory", "mounted-over"])
        self.assertEqual(self.tries(host, "ada")["create-file"].split()[0], "error")
        self.assertEqual(os.listdir(self.stage.at("shared")), [])

    def test_what_somebody_else_puts_in_place_of_what_was_made_does_not_count(self) -> None:
        shared, theirs = self.stage.at("shared"), self.stage.at("users/bob")
        swapper = os.fork()
        if swapper == 0:
            while True:
                for name in os.listdir(shared):
                    if name.endswith(".file") and not os.path.exists(theirs + "/" + name):
                        try:
                            os.rename(shared + "/" + name, theirs + "/" + name)
                            self.stage.put("shared/" + name, "", 2002)
                        except OSError:
                            pass
        try:
            for _ in rounds(20, lambda: os.listdir(theirs)):
                host = host_on(self.stage, [b"ada"])
                look_behaviours(host)
                self.assertIn(self.tries(host, "ada")["create-file"].split()[0], ("done", "error"))
        finally:
            os.kill(swapper, signal.SIGKILL)
            os.waitpid(swapper, 0)
        self.assertNotEqual(os.listdir(theirs), [])

    def test_old_leftovers_are_removed_one_level_and_never_what_holds_something(self) -> None:
        long_ago = time.time() - 7200
        for path in ("shared/.prism-look-old", "users/ada/.prism-look-old", "users/ada/other"):
            os.utime(self.stage.put(path, "", 2001), (long_ago, long_ago))
        self.stage.put("shared/.prism-look-new", "", 2001)
        os.mkdir(self.stage.at("shared/.prism-look-empty"))
        os.mkdir(self.stage.at("shared/.prism-look-full"))
        self.stage.put("shared/.prism-look-full/kept", "", 2001)
        os.symlink("/etc/passwd", self.stage.at("shared/.prism-look-link"))
        for name in ("empty", "full"):
            os.utime(self.stage.at("shared/.prism-look-" + name), (long_ago, long_ago))
        os.utime(self.stage.at("shared/.prism-look-link"), (long_ago, long_ago), follow_symlinks=False)
        look_behaviours(host_on(self.stage, []))
        self.assertEqual(sorted(os.listdir(self.stage.at("shared"))), [".prism-look-full", ".prism-look-new"])
        self.assertEqual(os.listdir(self.stage.at("users/ada")), ["other"])
        self.assertEqual(os.listdir(self.stage.at("shared/.prism-look-full")), ["kept"])

    def test_where_root_is_nobody_who_made_something_removes_it(self) -> None:
        for path in ("shared", "users"):
            self.stage.lay(path, 64000, 0o2775)
        # without these root is refused what a server refuses it that takes root for nobody
        without = "-dac_override,-dac_read_search,-fowner"
        words = ["setpriv", "--bounding-set", without, "--inh-caps", without, sys.executable, "-B", __file__, "squashed", self.stage.folder]
        said = subprocess.check_output(words, env={"PYTHONPATH": os.pathsep.join(sys.path)}).decode()
        self.assertIn("ada create-file done 0664", said)
        self.assertIn("bob create-folder done 2700", said)
        self.assertIn("bob write-own-space error said%20done,%20but%20nothing%20is%20there", said)
        self.assertEqual(self.left(), [])

    def test_contents_a_sample_by_descriptor_and_what_is_protected_on_purpose_is_apart(self) -> None:
        self.stage.put("shared/copied", "", 2001, 0o644)
        self.stage.put("shared/object", "", 2001, 0o444)
        self.stage.put("shared/fine", "", 2001)
        self.stage.put("shared/.prism-look-x", "", 2001, 0o600)
        self.stage.lay("shared/raw", 2001, 0o2555)
        self.stage.put("shared/raw/data", "", 2001, 0o444)
        self.stage.lay("shared/closed", 2001, 0o700)
        # nobody's to write, and not the group's to read
        self.stage.put("shared/dark", "", 2001, 0o000)
        os.symlink("/", self.stage.at("shared/root"))
        host = host_on(self.stage, [b"ada"])
        look_sample(host)
        self.assertEqual(
            [{k: v for k, v in r.items()} for r in records(host, "unwritable")],
            [{"looked": "8", "found": "3", "protected": "3", "reach": "all"}],
        )
        self.assertEqual(
            sorted(r["path"] + " " + r["mode"] for r in records(host, "unwritable-file")),
            ["closed 2700" if os.stat(self.stage.at("shared/closed")).st_mode & 0o2000 else "closed 0700", "copied 0644", "dark 0000"],
        )

    def test_names_in_what_is_closed_are_not_told(self) -> None:
        self.stage.lay("shared/vault", 0, 0o700)
        self.stage.put("shared/vault/wedding", "", 0, 0o600)
        self.stage.lay("shared/of-ada", 2001, 0o2750)
        self.stage.put("shared/of-ada/paper", "", 2001, 0o640)
        host = host_on(self.stage, [b"ada"])
        look_sample(host)
        self.assertEqual(sorted(r["path"] for r in records(host, "unwritable-file")), ["of-ada", "of-ada/paper", "vault"])

    def test_nor_in_a_closed_one_that_somebody_put_in_the_place_of_the_layouts(self) -> None:
        self.stage.lay("vault", 0, 0o700)
        self.stage.lay("vault/wedding", 0, 0o700)
        for place in ("shared", "users"):
            os.rename(self.stage.at(place), self.stage.at(place + ".old"))
            os.rename(self.stage.at("vault"), self.stage.at(place))
            host = host_on(self.stage, [b"ada"], PATHS=b"shared:root:2775,users/ada:ada:0755")
            look_paths(host)
            look_behaviours(host)
            look_sample(host)
            self.assertNotIn(b"wedding", b"\n".join(host.records.lines))
            os.rename(self.stage.at(place), self.stage.at("vault"))
            os.rename(self.stage.at(place + ".old"), self.stage.at(place))

    def test_contents_no_more_than_two_thousand(self) -> None:
        for i in range(30):
            os.makedirs(self.stage.at("shared/%d" % i))
            for j in range(100):
                os.mknod(self.stage.at("shared/%d/%d" % (i, j)))
        host = host_on(self.stage, [b"ada"])
        look_sample(host)
        self.assertEqual([(r["looked"], r["reach"]) for r in records(host, "unwritable")], [("2000", "sample")])

    def test_two_accounts_try_at_a_time(self) -> None:
        tries = Tries(host_on(self.stage, []), self.stage.mount)
        first = tries.act(
            ADA, [Meets(b"first", b"shared", b"first"), Meets(b"met", b"shared", b"met", after=self.stage.at("shared/second"))]
        )
        second = tries.act(BOB, [Meets(b"second", b"shared", b"second", after=self.stage.at("shared/first"))])
        third = tries.act(GUEST, [Meets(b"third", b"shared", b"third")])
        tries.taking([first, second, third])
        self.assertEqual([one.acted.late for one in (first, second, third)], [False] * 3)
        self.assertEqual(sorted(os.listdir(self.stage.at("shared"))), ["first", "met", "second"])

    def test_what_else_the_root_holds(self) -> None:
        for name in ("a b", "groups"):
            os.mkdir(self.stage.at(name))
        host = host_on(self.stage, [b"ada"])
        look_paths(host, entries=True)
        self.assertEqual(records(host, "root"), [{"entries": "4"}])
        self.assertEqual(sorted(r["name"] for r in records(host, "root-entry")), ["a%20b", "groups"])

    def test_behind_an_enforced_user_it_is_looked_at_by_number(self) -> None:
        host = host_on(self.stage, [b"ada", b"guest"])
        look_enforced(host)
        self.assertEqual(self.tries(host, "ada"), {"create-file": "done 2001 3000 0664", "create-folder": "done 2001 3000 2775"})
        self.assertEqual(self.tries(host, "guest")["create-file"], "refused")
        self.assertEqual(self.tries(host, "root"), {"create-file": "done 0 3000 0664", "give-away": "done"})
        self.assertEqual(self.left(), [])


def squashed(folder: str) -> None:
    """In a process of its own, which is root of little."""
    host = host_on(Stage(folder), [b"ada", b"bob"])
    look_behaviours(host)
    for r in records(host, "behaviour"):
        print(r["account"], r["try"], r["outcome"], r.get("mode", r.get("detail", "")))


if __name__ == "__main__":
    squashed(sys.argv[2])
