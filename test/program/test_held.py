"""Which mounts in other namespaces hold the volume, and who sees the directory below it: judged from tables as the kernel writes them."""

import unittest

from prism.core.parameters import Parameters
from prism.mounts import holding
from prism.mounts.carriers import told_by_device, told_by_port
from prism.mounts.held import View, judge
from prism.mounts.holding import binds_of
from prism.mounts.identify import State, identify
from prism.mounts.propagation import seen_at
from prism.mounts.table import Mount
from prism.mounts.traces import MAYBE, NO, YES, Traces

FS = b"fs-0123456789abcdef0"
PLACE = b"/mnt/V"
GIVEN = Parameters({b"FILE_SYSTEM": FS, b"MOUNT_POINT": PLACE, b"ADDRESSES": b"10.0.0.5,10.0.1.5"})
STATES = [State(FS, b"mnt.V", b"20049", b'{"cmd": ["/usr/bin/stunnel"]}')]
NFS = b"nfs4 127.0.0.1:/ rw,vers=4.1,port=20049,addr=127.0.0.1"
ROOT = b"20 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw"
OURS = b"90 20 0:52 / /mnt/V rw,relatime shared:40 - " + NFS


def table(*lines: bytes) -> "list[Mount]":
    mounts = [Mount(line) for line in lines]
    for mount in mounts:
        if b":/" in mount.source:
            identify(mount, GIVEN, STATES)
    told_by_device(mounts)
    told_by_port(mounts, GIVEN, [state.point for state in STATES])
    return mounts


def found(home: "list[Mount]", *lines: bytes, states: "list[State]" = STATES) -> "list[tuple[bytes, bool, bool]]":
    view = View(77, b"mnt:[4026532258]", b"\n".join(lines) + b"\n")
    return [(one.place, one.below, one.sure) for one in judge(Traces(GIVEN, home, states, set()), PLACE, home, [view])]


class Namespaces(unittest.TestCase):
    def test_a_copy_that_gets_what_happens_here_goes_with_it(self) -> None:
        home = table(ROOT, OURS)
        self.assertEqual(
            found(home, b"120 2 259:1 / / rw master:1 - ext4 /dev/root rw", b"121 120 0:52 / /mnt/V rw master:40 - " + NFS), []
        )
        # an own peer group in between, as a service that shares on
        chain = (b"120 2 259:1 / / rw shared:90 master:1 - ext4 /dev/root rw", b"121 120 0:52 / /mnt/V rw shared:91 master:40 - " + NFS)
        self.assertEqual(found(home, *chain), [])

    def test_a_private_copy_holds_it(self) -> None:
        self.assertEqual(
            found(table(ROOT, OURS), b"120 2 259:1 / / rw - ext4 /dev/root rw", b"121 120 0:52 / /mnt/V rw - " + NFS),
            [(PLACE, False, True)],
        )

    def test_a_folder_of_it_in_a_container(self) -> None:
        lines = (b"300 299 0:99 / / rw - overlay overlay rw,lowerdir=x", b"301 300 0:52 /users/grace /data rw - " + NFS)
        self.assertEqual(found(table(ROOT, OURS), *lines), [(b"/data", False, True)])
        # the same where a slave of the root gets other mounts: this one lies elsewhere in it and stays
        lines = (b"300 2 259:1 / / rw master:1 - ext4 /dev/root rw", b"301 300 0:52 /users/grace /data rw - " + NFS)
        self.assertEqual(found(table(ROOT, OURS), *lines), [(b"/data", False, True)])

    def test_known_by_its_tunnel_where_it_is_mounted_here_no_more(self) -> None:
        lines = (b"300 299 0:99 / / rw - overlay o rw", b"301 300 0:52 / /data rw - " + NFS)
        self.assertEqual(found(table(ROOT), *lines), [(b"/data", False, True)])
        # the client has cleaned up: nothing tells whose it is, and that is said
        self.assertEqual(found(table(ROOT), *lines, states=[]), [(b"/data", False, False)])
        other = [State(b"fs-0fedcba9876543210", b"mnt.W", b"20049", b"")]
        self.assertEqual(found(table(ROOT), *lines, states=other), [])

    def test_known_by_its_address_and_name(self) -> None:
        root = b"300 299 0:99 / / rw - overlay o rw"
        for source, held in (
            (b"10.0.1.5:/", 1),
            (b"10.9.9.9:/", 0),
            (FS + b".efs.us-east-1.amazonaws.com:/", 1),
            (b"fs-0aaa.efs.us-east-1.amazonaws.com:/", 0),
        ):
            self.assertEqual(len(found(table(ROOT), root, b"301 300 0:52 / /data rw - nfs4 " + source + b" rw,addr=1.2.3.4")), held, source)

    def test_started_before_the_mount_it_sees_what_is_below(self) -> None:
        home = table(ROOT, OURS)
        self.assertEqual(found(home, b"120 2 259:1 / / rw - ext4 /dev/root rw"), [(PLACE, True, True)])
        # docker -v /mnt:/srv, and -v /mnt/V:/data:ro
        overlay = b"300 299 0:99 / / rw - overlay o rw"
        self.assertEqual(found(home, overlay, b"301 300 259:1 /mnt /srv rw - ext4 /dev/root rw"), [(b"/srv/V", True, True)])
        self.assertEqual(found(home, overlay, b"301 300 259:1 /mnt/V /data ro - ext4 /dev/root rw"), [(b"/data", True, True)])

    def test_no_false_alarms(self) -> None:
        home = table(ROOT, OURS)
        overlay = b"300 299 0:99 / / rw - overlay o rw"
        # a monitoring agent with the host's root, read only; a container with other folders of the host; one that gets what is mounted
        self.assertEqual(found(home, overlay, b"301 300 259:1 / /host ro - ext4 /dev/root rw"), [])
        self.assertEqual(found(home, overlay, b"301 300 259:1 /var/lib/docker/containers/x/hosts /etc/hosts rw - ext4 /dev/root rw"), [])
        self.assertEqual(found(home, overlay, b"301 300 259:1 /mnt /srv rw master:1 - ext4 /dev/root rw"), [])
        self.assertEqual(found(home, overlay, b"301 300 259:1 /mnt/Volume /srv rw - ext4 /dev/root rw"), [])
        # covered by something of its own
        self.assertEqual(found(home, b"120 2 259:1 / / rw - ext4 /dev/root rw", b"121 120 0:77 / /mnt rw - tmpfs tmpfs rw"), [])
        # the kernel's own thread for devices
        self.assertEqual(found(home, b"30 30 0:5 / / rw - devtmpfs devtmpfs rw"), [])
        # nothing of the volume is mounted here: there is nothing below it
        self.assertEqual(found(table(ROOT), b"120 2 259:1 / / rw - ext4 /dev/root rw"), [])

    def test_names_of_a_table_are_bytes(self) -> None:
        line = b"301 300 0:52 / /da\\012ta\\040\\134$(id) rw - " + NFS
        self.assertEqual(found(table(ROOT, OURS), b"300 299 0:99 / / rw - overlay o rw", line), [(b"/da\nta \\$(id)", False, True)])


class Here(unittest.TestCase):
    def test_a_bind_mount_of_a_folder_is_the_volume_elsewhere(self) -> None:
        mounts = table(ROOT, OURS, b"91 20 0:52 /users/grace /home/grace/data rw shared:1 - " + NFS)
        self.assertEqual(
            (mounts[2].fs, mounts[2].encrypted, mounts[2].carrier, mounts[2].source), (FS, b"yes", PLACE, b"127.0.0.1:/users/grace")
        )
        self.assertEqual(binds_of(GIVEN, mounts, PLACE), [b"/home/grace/data"])

    def test_a_second_mount_of_it_is_none_of_ours(self) -> None:
        named = b"nfs4 " + FS + b".efs.us-east-1.amazonaws.com:/ rw,addr=10.0.0.5"
        mounts = table(ROOT, b"90 20 0:52 / /mnt/V rw - " + named, b"91 20 0:53 / /data rw,nosharecache - " + named)
        self.assertEqual(binds_of(GIVEN, mounts, PLACE), [])
        mounts = table(ROOT, OURS, b"91 20 0:52 / /data rw - " + NFS.replace(b"20049", b"20050"))
        mounts[2].fs, mounts[2].carrier = FS, b""
        self.assertEqual(binds_of(GIVEN, mounts, PLACE), [])
        mounts = table(ROOT, b"90 20 0:52 / /mnt/V rw - " + named, b"91 20 0:52 /shared /data rw - " + named)
        self.assertEqual(binds_of(GIVEN, mounts, PLACE), [b"/data"])

    def test_of_plain_nfs_a_bind_mount_of_the_whole_looks_like_a_second_mount(self) -> None:
        named = b"nfs4 " + FS + b".efs.us-east-1.amazonaws.com:/ rw,addr=10.0.0.5"
        mounts = table(ROOT, b"90 20 0:52 / /mnt/V rw - " + named, b"91 20 0:52 / /data rw - " + named)
        kept = holding.read
        try:
            for fstab, held in (
                (b"", 1),
                (b"10.0.0.5:/ /data nfs4 nfsvers=4.1 0 0\n", 0),
                (b"fs-0123456789abcdef0:/ /data efs x-prism 0 0\n", 0),
                (b"/mnt/V /data none bind 0 0\n", 1),
                (b"#10.0.0.5:/ /data nfs4 nfsvers=4.1 0 0\n", 1),
            ):
                holding.read = lambda fstab=fstab: fstab
                self.assertEqual(len(binds_of(GIVEN, mounts, PLACE)), held, fstab)
            self.assertEqual(binds_of(GIVEN, mounts, PLACE), [b"/data (a bind mount or a second mount: the kernel shows no difference)"])
        finally:
            holding.read = kept

    def test_a_copy_that_goes_with_it_is_not_in_the_way(self) -> None:
        peers = (
            ROOT,
            OURS,
            b"95 20 259:1 / /rootcopy rw shared:1 - ext4 /dev/root rw",
            b"96 95 0:52 / /rootcopy/mnt/V rw shared:40 - " + NFS,
        )
        self.assertEqual(binds_of(GIVEN, table(*peers), PLACE), [])

    def test_the_state_file_of_ours_was_removed_for_a_dead_ones(self) -> None:
        # two mounts, one connection: the kernel shows the first one's port at both, and the client has kept the first one's file alone
        states = [State(FS, b"data", b"20050", b'{"cmd": ["/usr/bin/stunnel"]}')]
        first = b"nfs4 127.0.0.1:/ rw,port=20050,addr=127.0.0.1"
        mounts = [Mount(line) for line in (ROOT, b"89 20 0:52 / /data rw - " + first, b"90 20 0:52 / /mnt/V rw - " + first)]
        for mount in mounts:
            identify(mount, GIVEN, states)
        self.assertEqual(mounts[2].fs, b"")
        told_by_device(mounts)
        self.assertEqual((mounts[2].fs, mounts[2].carrier), (FS, b"/data"))

    def test_an_identity_is_shown_by_the_tunnel_that_carries_the_mount(self) -> None:
        def state(port: bytes, more: bytes) -> State:
            return State(FS, b"mnt.V", port, b'{"cmd": ["/usr/bin/stunnel"], ' + more + b"}")

        shows = b'"awsCredentialsMethod": "metadata:"'
        ours = Mount(OURS)
        identify(ours, GIVEN, [state(b"20050", shows), state(b"20049", b'"mount_time": 1')])
        self.assertEqual((ours.fs, ours.iam), (FS, False))
        identify(ours, GIVEN, [state(b"20049", shows), state(b"20050", b'"mount_time": 1')])
        self.assertEqual((ours.fs, ours.iam), (FS, True))
        # where no port tells which of two it is, the later one
        portless = Mount(OURS.replace(b",port=20049", b""))
        for first, second, shown in ((b"1732000000.5", b"1732000000.25", True), (b"1732000000.25", b"1732000000.5", False)):
            states = [state(b"20049", shows + b', "mount_time": ' + first), state(b"20050", b'"mount_time": ' + second)]
            identify(portless, GIVEN, states)
            self.assertEqual(portless.iam, shown)
        bind = Mount(b"91 20 0:52 / /a rw - nfs4 127.0.0.1:/ rw")
        told_by_device([ours, bind])
        self.assertTrue(bind.iam)

    def test_two_that_do_not_agree_tell_nothing(self) -> None:
        mounts = [Mount(line) for line in (ROOT, OURS, b"91 20 0:52 / /a rw - " + NFS, b"92 20 0:52 / /b rw - " + NFS)]
        mounts[1].fs, mounts[2].fs = FS, b"fs-0fedcba9876543210"
        told_by_device(mounts)
        self.assertEqual(mounts[3].fs, b"")

    def test_by_hand_through_our_tunnel(self) -> None:
        mounts = table(
            ROOT,
            OURS,
            b"91 20 0:60 / /byhand rw - nfs4 127.0.0.1:/ rw,nosharecache,port=20049",
            b"92 20 0:61 / /x rw - nfs4 127.0.0.1:/ rw,port=20051",
        )
        self.assertEqual([mount.fs for mount in mounts], [b"", FS, FS, b""])

    def test_superblocks(self) -> None:
        traces = Traces(GIVEN, table(ROOT, OURS), STATES + [State(b"fs-0aaa", b"w", b"20051", b"")], {b"0:50"})
        for device, address, port, told in (
            (b"0:50", b"10.9.9.9", b"2049", YES),
            (b"0:53", b"127.0.0.1", b"20049", YES),
            (b"0:53", b"127.0.0.1", b"20051", NO),
            (b"0:53", b"127.0.0.1", b"20099", MAYBE),
            (b"0:53", b"10.0.1.5", b"2049", YES),
            (b"0:53", b"10.9.9.9", b"2049", NO),
        ):
            self.assertEqual(traces.of_server(device, address, port), told, (device, address, port))

    def test_what_a_path_leads_to(self) -> None:
        over = [
            Mount(line)
            for line in (
                ROOT,
                OURS,
                b"91 20 0:60 / /mnt rw - tmpfs t rw",
                b"92 90 0:61 / /mnt/V/x rw - tmpfs t rw",
                b"93 91 0:62 / /mnt rw - tmpfs t rw",
            )
        ]
        self.assertIs(seen_at(b"/mnt/V", over), over[4])
        self.assertIs(seen_at(b"/home", over), over[0])
        under = over[:2] + [over[3]]
        self.assertIs(seen_at(b"/mnt/V/x/y", under), under[2])
        self.assertIs(seen_at(b"/mnt/Vx", under), under[0])
        self.assertIsNone(seen_at(b"/x", []))


if __name__ == "__main__":
    unittest.main()
