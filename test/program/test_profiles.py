"""A member's profiles: whatever they put there, nothing of others' reaches a transcript, and nobody waits."""

import os
import shutil
import tempfile
import unittest

from prism.people.profiles import umask_lines, umask_lines_of


class Profiles(unittest.TestCase):
    def setUp(self) -> None:
        self.home = tempfile.mkdtemp().encode()
        self.uid = os.getuid()

    def tearDown(self) -> None:
        shutil.rmtree(self.home)

    def put(self, name: bytes, content: bytes) -> bytes:
        path = self.home + b"/" + name
        with open(path, "wb") as file:
            file.write(content)
        return path

    def test_lines(self) -> None:
        path = self.put(b".bashrc", b"x\n  umask 077 # $(id)\numaskx 1\n#umask 2\n\tumask\t0002")
        self.assertEqual(umask_lines_of([(self.home, self.uid)]), [(path, 2, b"  umask 077 # $(id)"), (path, 5, b"\tumask\t0002")])

    def test_a_pipe_keeps_nobody(self) -> None:
        os.mkfifo(self.home + b"/.bashrc")
        self.assertEqual(umask_lines_of([(self.home, self.uid)]), [])

    def test_a_device_and_a_folder_are_none(self) -> None:
        os.symlink(b"/dev/zero", self.home + b"/.bashrc")
        os.mkdir(self.home + b"/.profile")
        self.assertEqual(umask_lines_of([(self.home, self.uid)]), [])

    def test_a_file_of_another_account(self) -> None:
        path = self.put(b".bashrc", b"umask 1\n")
        self.assertEqual(umask_lines(path, self.uid + 1), [] if self.uid else [(path, 1, b"umask 1")])

    def test_a_link_to_a_file_of_another(self) -> None:
        theirs = self.put(b"secret", b"umask 1\n")
        os.symlink(theirs, self.home + b"/.bashrc")
        # root's too: what a link of a member's leads to must be that member's
        self.assertEqual(umask_lines(self.home + b"/.bashrc", self.uid + 1), [])
        self.assertEqual(len(umask_lines(self.home + b"/.bashrc", self.uid)), 1)

    def test_no_more_than_64_kib_are_read(self) -> None:
        path = self.put(b".bashrc", b"#" * 70000 + b"\numask 077\n")
        self.assertEqual(umask_lines(path, self.uid), [])

    def test_in_a_circle(self) -> None:
        os.symlink(b".bashrc", self.home + b"/.bashrc")
        self.assertEqual(umask_lines_of([(self.home, self.uid)]), [])


if __name__ == "__main__":
    unittest.main()
