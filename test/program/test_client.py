import os
import shutil
import tempfile
import unittest

from prism.core import programs
from prism.mounts import client


class Client(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.before = programs.PATH
        programs.PATH = (os.fsencode(self.folder),)

    def tearDown(self) -> None:
        programs.PATH = self.before
        shutil.rmtree(self.folder)

    def has(self, name: str, text: str = "") -> None:
        path = os.path.join(self.folder, name)
        with open(path + ".new", "w") as file:
            file.write("#!/bin/sh\necho asked >>" + self.folder + "/log\n" + text)
        os.chmod(path + ".new", 0o755)
        os.rename(path + ".new", path)

    def test_nothing_is_there(self) -> None:
        found = client.read_client()
        self.assertEqual((found.version, found.efs, found.nfs, found.tunnel, found.manager), (b"", False, False, False, b""))

    def test_the_version_is_asked_once(self) -> None:
        for name in ("mount.nfs4", "efs-proxy", "yum", "zypper"):
            self.has(name)
        self.has("mount.efs", "echo /usr/sbin/mount.efs Version: 2.1.0")
        found = client.read_client()
        self.assertEqual((found.version, found.efs, found.nfs, found.tunnel, found.manager), (b"2.1.0", True, True, True, b"yum"))
        client.read_client()
        with open(os.path.join(self.folder, "log")) as file:
            self.assertEqual(file.read(), "asked\n")

    def test_another_one_is_asked_again(self) -> None:
        self.has("mount.efs", "echo /usr/sbin/mount.efs Version: 2.1.0")
        client.read_client()
        self.has("mount.efs", "echo /usr/sbin/mount.efs Version: 3.2.0")
        self.assertEqual(client.read_client().version, b"3.2.0")

    def test_what_is_no_version_is_unknown(self) -> None:
        for text in ("echo 'Version: $(id)'", "exit 1", "echo", "echo Version: 1; exit 3"):
            self.has("mount.efs", text)
            self.assertEqual(client.read_client().version, b"unknown", text)
