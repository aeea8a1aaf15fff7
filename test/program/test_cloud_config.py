"""cloud-init's default user, in the ways that YAML lets people write it."""

import unittest

from prism.people.cloud_config import default_user


class DefaultUser(unittest.TestCase):
    def named(self, text: bytes, name: bytes) -> None:
        self.assertEqual(default_user(text), name, text)

    def test_as_the_images_write_it(self) -> None:
        self.named(
            b"# top\nusers:\n   - default\ndisable_root: true\nsystem_info:\n   distro: ubuntu\n   default_user:\n     # who\n     name: ubuntu\n"
            b'     lock_passwd: True\n     groups: [adm, wheel]\n     sudo: ["ALL=(ALL) NOPASSWD:ALL"]\n   paths:\n      name: wrong\n',
            b"ubuntu",
        )

    def test_in_one_line(self) -> None:
        self.named(b"system_info:\n  default_user: {name: grace}\n", b"grace")
        self.named(b"system_info: {default_user: {name: grace}}\n", b"grace")
        self.named(b"system_info: { distro: x, default_user: { groups: [a, b], 'name': \"grace\" , shell: /bin/sh } } # c\n", b"grace")
        self.named(b'default_user: {gecos: "a, name: bob}", name: grace}\n', b"grace")
        self.named(b"default_user: {name: grace,\n   groups: [a,\n   b]}\nname: bob\n", b"grace")

    def test_quotes_comments_and_anchors(self) -> None:
        self.named(b"default_user:\n  name: 'grace' # bob\n", b"grace")
        self.named(b'default_user:   # ours\n  "name":   grace\t\n', b"grace")
        self.named(b"default_user: &du\n  name: grace\n", b"grace")
        self.named(b"mine: &du {name: grace}\nsystem_info:\n  default_user: *du\n", b"grace")
        self.named(b"mine: &du\n  name: grace\nsystem_info:\n  default_user:\n    <<: *du\n    gecos: G\n", b"grace")
        self.named(b"mine: &du {name: bob}\ndefault_user: {<<: *du, name: grace}\n", b"grace")
        self.named(b"default_user: !!map {name: !!str grace}\n", b"grace")
        self.named(b"who: &w grace\ndefault_user:\n  name: *w\n", b"grace")

    def test_what_only_looks_like_it(self) -> None:
        self.named(b"#default_user: {name: bob}\n", b"")
        self.named(b"write_files:\n  - content: |\n      default_user:\n        name: bob\n", b"")
        self.named(b"text: |\n  default_user:\n    name: bob\nsystem_info:\n  default_user:\n    name: grace\n", b"grace")
        self.named(b"default_user:\n  ssh:\n    name: bob\n", b"")
        self.named(b"default_user:\nname: bob\n", b"")
        self.named(b"default_user: bob\n", b"")

    def test_nothing_in_a_file_can_fail_it(self) -> None:
        for text in (
            b"",
            b"{",
            b"default_user: {",
            b"default_user: {name",
            b"a: [",
            b"'",
            b'"',
            b"'a: b",
            b"&",
            b"a: &",
            b"a: *",
            b"a: *b",
            b"<<: *x",
            b"- - - -",
            b"a: {b: {c: ]}",
            b"\xff\x00: \xfe",
            b"default_user: {name: }",
            b"a: &x {b: *x}\ndefault_user: *x",
            b":" * 99,
            b": {" * 5000,
            b"{" * 5000,
            b"".join(b" " * n + b"a:\n" for n in range(2000)),
            b'"a\\',
            b'default_user: "\\',
        ):
            self.assertIsInstance(default_user(text), bytes)


if __name__ == "__main__":
    unittest.main()
