import os
import shutil
import tempfile
import unittest

from a_mounting import FakeJob, Programs

from prism.core.records import Records
from prism.core.steps import Wrong
from prism.leaving import root_there
from prism.leaving.polkit import Polkit
from prism.leaving.ways import Ways
from prism.looks.registered import look_registered
from prism.people.accounts import Account
from prism.registry import local, making, reconciling, record, refusing
from prism.registry.local import Local
from prism.registry.record import Record, read_record, write_record
from prism.registry.state import State
from prism.registry.trying import become
from prism.registry.wanted import Person, Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

GIVEN = {
    b"PEOPLE": b"ada:65536:/bin/bash:20834:genomics+imaging:,grace:65537:/bin/sh:::",
    b"GROUPS": b"genomics:65540,imaging:65541",
    b"KEPT": b"prism-shared",
    b"NOLOGIN": b"/usr/sbin/nologin",
    b"CHANGE": b"1",
}
PASSWD = b"root:x:0:0:root:/root:/bin/bash\nada:x:65536:65536::/home/ada:/bin/bash\n"
GROUP = b"root:x:0:\nada:x:65536:\ngenomics:x:65540:ada\nimaging:x:65541:ada\nprism-shared:x:3000:ada\n"
SHADOW = b"root:!::0:99999:7:::\nada:*:20000:0:99999:7::20834:\n"


class Noting:
    def __init__(self) -> None:
        self.records = Records()


class NoService:
    """A name service that has no account and no group, or those that it is told."""

    def __init__(self) -> None:
        self.accounts: "dict[bytes, Account]" = {}
        self.users: "dict[int, bytes]" = {}
        self.named: "dict[tuple[bytes, int], Any]" = {}

    def of(self, name: bytes) -> "Account | None":
        return self.accounts.get(name)

    def user(self, uid: int) -> "bytes | None":
        return self.users.get(uid)

    def groups(self, wanted: "list[tuple[bytes, int]]") -> "list[Any]":
        return [self.named.get(one, (None, None)) for one in wanted]


class OnFiles(unittest.TestCase):
    """Files of a host in a folder of the test's; the name service says nothing by itself."""

    def setUp(self) -> None:
        self.folder = os.fsencode(tempfile.mkdtemp())
        self.service = NoService()
        self.programs = Programs()
        self.undo = [(local, "table", local.table), (record, "FOLDER", record.FOLDER), (record, "FILE", record.FILE)]
        self.undo += [
            (making, "run", making.run),
            (refusing, "HOMES", refusing.HOMES),
            (root_there, "FOLDER", root_there.FOLDER),
            (root_there, "FILE", root_there.FILE),
            (making, "HOMES", making.HOMES),
            (reconciling, "this_instance", reconciling.this_instance),
        ]
        read = local.table
        local.table = lambda path, width: read(self.folder + path.replace(b"/etc", b""), width)
        record.FOLDER, record.FILE = self.folder + b"/prism", self.folder + b"/prism/people"
        root_there.FOLDER, root_there.FILE = self.folder + b"/prism", self.folder + b"/prism/had-root"
        making.run = self.programs  # type: ignore[assignment]
        refusing.HOMES = making.HOMES = self.folder + b"/"
        self.home = self.folder + b"/grace"
        reconciling.this_instance = lambda: b"i-00000000000000001"
        self.host(PASSWD, GROUP, SHADOW)

    def tearDown(self) -> None:
        for module, name, value in self.undo:
            setattr(module, name, value)
        shutil.rmtree(self.folder)

    def host(self, passwd: bytes = PASSWD, group: bytes = GROUP, shadow: bytes = SHADOW) -> None:
        for name, text in ((b"passwd", passwd), (b"group", group), (b"shadow", shadow)):
            with open(self.folder + b"/" + name, "wb") as file:
                file.write(text)

    def state(self, noted: "dict[bytes, int]", **more: bytes) -> State:
        given = dict(GIVEN)
        for name, value in more.items():
            given[name.encode()] = value
        made = State.__new__(State)
        made.wanted = Wanted(FakeJob(given).given)
        made.record = Record(b"", noted)
        made.local = Local()
        made.tell_apart()
        made.accounts = made.numbers = self.service  # type: ignore[assignment]
        return made

    def keep(self, state: State, n: int = 0) -> "list[bytes]":
        making.keep_person(FakeJob({}), state, state.wanted.people[n], ways_of(state))  # type: ignore[arg-type]
        return [b" ".join(words) for words in self.programs.asked]

    def refused(self, noted: "dict[bytes, int]", **more: bytes) -> "tuple[str, list[list[bytes]]]":
        state = self.state(noted, **more)
        with self.assertRaises(Wrong) as caught:
            making.keep_person(FakeJob({}), state, state.wanted.people[0], ways_of(state))  # type: ignore[arg-type]
        return caught.exception.code, self.programs.asked


def ways_of(state: State, managers: "dict[bytes, list[bytes]] | None" = None) -> Ways:
    ways = Ways(state.local)
    ways.managers, ways.polkit, ways.doas = managers or {}, Polkit([]), []
    ways.managing = {
        name: [group for group, fields in ways.managers.items() if name in fields[2].split(b",")] for name in (b"ada", b"grace")
    }
    return ways


class OneAlone(OnFiles):
    def test_where_one_alone_is_ended_nobody_is_noted_to_be_made(self) -> None:
        state = self.state({}, ONLY=b"linus:65600")
        self.assertEqual(state.wanted.only, (b"linus", 65600))
        reconciling.reconcile(state)
        self.assertEqual(read_record().people, {})
        reconciling.reconcile(self.state({}))
        self.assertEqual(read_record().people, {b"grace": 65537})


class Keeping(OnFiles):
    def test_who_is_as_the_registry_has_them_costs_no_program(self) -> None:
        self.assertEqual(self.keep(self.state({b"ada": 65536})), [])

    def test_what_differs_is_put_right_one_by_one(self) -> None:
        self.host(
            PASSWD.replace(b"65536:65536::/home/ada:/bin/bash", b"65536:100::/home/ada:/bin/sh"),
            GROUP.replace(b"genomics:x:65540:ada", b"genomics:x:65540:eve\ndocker:x:998:eve,ada"),
            SHADOW.replace(b"ada:*", b"ada:!").replace(b"20834", b""),
        )
        self.assertEqual(
            self.keep(self.state({b"ada": 65536})),
            [
                b"usermod -g 65536 ada",
                b"usermod -s /bin/bash ada",
                b"usermod -p * ada",
                b"chage -E 20834 ada",
                b"gpasswd -d ada -- docker",
                b"gpasswd -a ada genomics",
            ],
        )
        # whoever leaves later had root there all the same
        self.assertEqual(root_there.had_root(), {b"65536": b"group docker"})

    def test_who_administers_a_group_does_so_no_longer_and_had_root_where_the_group_gives_it(self) -> None:
        self.host(PASSWD, GROUP + b"docker:x:998:\n", SHADOW)
        state = self.state({b"ada": 65536})
        ways = ways_of(state, {b"docker": [b"docker", b"!", b"ben,ada", b""], b"lab": [b"lab", b"!", b"ada", b""]})
        making.keep_person(FakeJob({}), state, state.wanted.people[0], ways)  # type: ignore[arg-type]
        asked = [b" ".join(words) for words in self.programs.asked]
        self.assertEqual(asked, [b"gpasswd -A ben -- docker", b"gpasswd -A  -- lab"])
        self.assertEqual(root_there.had_root(), {b"65536": b"administrator of the group docker"})

    def test_the_group_comes_before_the_account(self) -> None:
        state = self.state({})
        with self.assertRaises(FileNotFoundError):
            # no program made the home that is closed next
            self.keep(state, 1)
        said = [b" ".join(words) for words in self.programs.asked]
        self.assertEqual(said, [b"groupadd -g 65537 grace", b"useradd -u 65537 -g 65537 -d %s -m -s /bin/sh -p * grace" % self.home])

    def test_what_stands_in_the_place_of_shadows_word_is_taken_out(self) -> None:
        for inline, says in ((b"$6$x$y", b"set"), (b"", b"empty"), (b"*", b"absent"), (b"!", b"absent")):
            self.programs.asked.clear()
            self.host(PASSWD.replace(b"ada:x:", b"ada:%s:" % inline))
            self.assertEqual(Local().password(b"ada"), says)
            self.assertEqual(self.keep(self.state({b"ada": 65536})), [b"usermod -p x ada", b"usermod -p * ada"], inline)

    def test_a_host_without_shadow_has_its_passwords_in_passwd(self) -> None:
        for inline, says in ((b"*", b"none"), (b"!*", b"locked")):
            self.host(PASSWD.replace(b"ada:x:", b"ada:%s:" % inline), GROUP, b"")
            self.assertEqual(Local().password(b"ada"), says)

    def test_a_program_that_fails_says_so(self) -> None:
        self.host(PASSWD.replace(b"/bin/bash\n", b"/bin/sh\n"))
        self.programs.answers = [(10, b"usermod: cannot lock /etc/passwd")]
        code, _ = self.refused({b"ada": 65536})
        self.assertEqual(code, "step-failed")


class Refusing(OnFiles):
    def test_an_account_that_prism_did_not_make(self) -> None:
        self.assertEqual(self.refused({}), ("account-not-ours", []))
        self.assertEqual(self.refused({b"ada": 1700}), ("account-not-ours", []))

    def test_nor_changes_it_once_it_may_be_taken_over(self) -> None:
        self.assertEqual(self.keep(self.state({}, ADOPT=b"ada")), [])

    def test_another_number_for_the_name(self) -> None:
        self.host(PASSWD.replace(b"ada:x:65536", b"ada:x:1700"))
        self.assertEqual(self.refused({b"ada": 65536}, ADOPT=b"ada"), ("uid-differs", []))

    def test_the_number_with_another_name_also_beside_its_own(self) -> None:
        self.host(PASSWD + b"mallory:x:65536:100::/:/bin/sh\n")
        self.assertEqual(self.refused({b"ada": 65536}), ("uid-taken", []))

    def test_what_only_a_directory_has(self) -> None:
        self.host(b"root:x:0:0:root:/root:/bin/bash\n")
        self.service.accounts[b"ada"] = Account((b"ada", 65536, 65536, b"", b"/home/ada", b"/bin/sh", (65536,)))
        self.service.users[65536] = b"ada"
        self.assertEqual(self.refused({b"ada": 65536}, ADOPT=b"ada"), ("account-of-directory", []))
        self.service.users[65537] = b"eve"
        state = self.state({})
        with self.assertRaises(Wrong) as caught:
            self.keep(state, 1)
        self.assertEqual(caught.exception.code, "uid-taken")

    def test_groups_of_others(self) -> None:
        self.host(group=GROUP.replace(b"ada:x:65536:", b"staff:x:65536:"))
        self.assertEqual(self.refused({b"ada": 65536}), ("gid-taken", []))
        self.host(group=GROUP.replace(b"imaging:x:65541", b"imaging:x:700"))
        self.service.named[(b"imaging", 65541)] = (None, (b"imaging", 700, ()))
        self.assertEqual(self.refused({b"ada": 65536}), ("group-gid-differs", []))

    def test_a_home_that_is_anothers(self) -> None:
        os.mkdir(self.folder + b"/grace")
        os.symlink(b"/etc", self.folder + b"/eve")
        for name, uid in ((b"grace", os.getuid() + 1), (b"eve", 0)):
            with self.assertRaises(Wrong) as caught:
                refusing.refuse(self.state({}), Person(b"%s:%d:/bin/sh:::" % (name, uid or 4000)))
            self.assertEqual(caught.exception.code, "home-taken")


class Closing(OnFiles):
    def close(self) -> "list[bytes]":
        making.close_account(FakeJob({}), self.state({b"ada": 65536}, PEOPLE=b""), b"ada")  # type: ignore[arg-type]
        return [b" ".join(words) for words in self.programs.asked]

    def test_nobody_comes_in_and_nobody_is_deleted(self) -> None:
        self.assertEqual(
            self.close(),
            [
                b"usermod -L -e 1 -s /usr/sbin/nologin ada",
                b"gpasswd -d ada -- genomics",
                b"gpasswd -d ada -- imaging",
                b"gpasswd -d ada -- prism-shared",
            ],
        )

    def test_another_own_group_and_a_password_in_the_wrong_file(self) -> None:
        self.host(PASSWD.replace(b"ada:x:65536:65536", b"ada:$6$x$y:65536:100"), GROUP.replace(b":ada", b":"))
        self.assertEqual(Local().password(b"ada"), b"set")
        asked = self.close()
        self.assertEqual(asked[:2], [b"usermod -g ada ada", b"usermod -p x ada"])
        self.assertTrue(asked[2].startswith(b"usermod -L -e 1 "))

    def test_who_is_closed_costs_no_program(self) -> None:
        self.host(
            PASSWD.replace(b"/home/ada:/bin/bash", b"/home/ada:/usr/sbin/nologin"),
            GROUP.replace(b":ada", b":"),
            b"ada:!*:20000:0:99999:7::1:\n",
        )
        self.assertEqual(self.close(), [])


class Recording(OnFiles):
    def test_a_look_tells_how_many_accounts_are_noted_and_nothing_where_none_is(self) -> None:
        host = Noting()
        look_registered(host)  # type: ignore[arg-type]
        self.assertEqual(host.records.lines, [])
        write_record(Record(b"i-1", {b"ada": 65536, b"grace": 65537}))
        look_registered(host)  # type: ignore[arg-type]
        self.assertEqual(host.records.lines, [b"registry-people count=2"])

    def test_what_is_written_is_read_and_only_root_reads_it(self) -> None:
        write_record(Record(b"i-00000000000000001", {b"ada": 65536}))
        found = read_record()
        self.assertEqual((found.instance, found.people), (b"i-00000000000000001", {b"ada": 65536}))
        self.assertEqual(os.stat(record.FILE).st_mode & 0o777, 0o600)

    def test_what_is_no_record_says_nothing(self) -> None:
        os.mkdir(record.FOLDER)
        with open(record.FILE, "wb") as file:
            file.write(b"person ada x\nperson ada\n\xff\nperson  \nsudo ada 65536\nperson eve 65538\n")
        self.assertEqual(read_record().people, {b"eve": 65538})

    def test_who_is_to_be_made_is_noted_before(self) -> None:
        state = self.state({})
        did = reconciling.reconcile(state)
        # ada is there and somebody else's; grace is not there yet
        self.assertEqual((did.status, read_record().people), ("changed", {b"grace": 65537}))
        self.assertEqual(reconciling.reconcile(state).status, "unchanged")

    def test_an_image_takes_the_record_along(self) -> None:
        self.host(PASSWD + b"eve:x:1701:100::/:/bin/sh\n")
        state = self.state({b"ada": 65536, b"eve": 65538}, PEOPLE=b"")
        state.record.instance = b"i-0000000000000000f"
        did = reconciling.reconcile(state)
        self.assertIn(b"i-0000000000000000f", did.detail)
        self.assertNotIn(b"no longer here", did.detail)
        # whoever left may have been given another number: they are told of
        self.assertEqual((read_record().instance, read_record().people), (b"i-00000000000000001", {b"ada": 65536, b"eve": 65538}))
        listed = self.state({b"eve": 65538}, PEOPLE=b"eve:65538:/bin/sh:::")
        listed.record.instance = b"i-0000000000000000f"
        self.assertIn(b"eve: no longer here", reconciling.reconcile(listed).detail)

    def test_whose_line_somebody_took_out_is_still_looked_for(self) -> None:
        state = self.state({b"ada": 65536, b"eve": 65538}, PEOPLE=b"")
        reconciling.reconcile(state)
        self.assertEqual(read_record().people, {b"ada": 65536, b"eve": 65538})

    def test_who_left_and_was_lost_is_noted_again_and_other_accounts_with_such_numbers_are_only_told(self) -> None:
        self.host(PASSWD + b"eve:x:65538:65538::/:/bin/sh\nlina:x:70000:100::/:/bin/sh\n-x:x:70001:100::/:/bin/sh\ntwin:x:65536:1::/:\n")
        state = self.state({b"ada": 65536}, PEOPLE=b"")
        self.assertEqual((state.left, state.strays), ([(b"ada", 65536)], [(b"eve", 65538), (b"lina", 70000)]))
        state = self.state({b"ada": 65536}, PEOPLE=b"", LEFT=b"eve:65538")
        self.assertEqual((state.left, state.strays), ([(b"ada", 65536), (b"eve", 65538)], [(b"lina", 70000)]))
        reconciling.reconcile(state)
        self.assertEqual(read_record().people, {b"ada": 65536, b"eve": 65538})

    def test_a_record_names_nobody_who_can_be_none_of_a_registry(self) -> None:
        os.mkdir(record.FOLDER)
        lines = [
            b"root 0",
            b"ubuntu 1000",
            b"x 65535",
            b"y 94200",
            b"../../shadow 65599",
            b"-rf 65598",
            b". 65597",
            b" 65596",
            b"Eve 65595",
        ]
        with open(record.FILE, "wb") as file:
            file.write(b"".join(b"person %s\n" % line for line in lines) + b"person eve.x 65538\nperson z 94199\n")
        self.assertEqual(read_record().people, {b"eve.x": 65538, b"z": 94199})


class Becoming(unittest.TestCase):
    @unittest.skipIf(os.getuid() != 0, "needs root")
    def test_root_reads_what_a_process_became(self) -> None:
        account = Account((b"ada", 65536, 65536, b"", b"/", b"/bin/sh", (65540, 65536)))
        self.assertEqual(become(account), b"65536:65536:65536+65540")

    @unittest.skipIf(os.getuid() == 0, "root may")
    def test_what_the_kernel_refuses_is_an_error(self) -> None:
        self.assertEqual(become(Account((b"ada", 65536, 65536, b"", b"/", b"/bin/sh", (65536,)))), b"error")
