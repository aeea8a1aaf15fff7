"""
Whether sudo takes its rules from the text that is read here, and from words as they stand there. Of what is not known for certain nothing follows: then each
person is asked apart. So what is let through here is listed, and all else is not.
"""

from prism.core.files import exists, listed, read_file
from prism.core.text import number
from prism.sudo.sudoers import MOST, without_comment, words, words_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Tuple

    File = Tuple[bytes, bytes]

TEXT = frozenset(b"\t" + bytes(range(32, 127)))
PATH = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_.-")
DEFAULTS = (b"", b" ", b"\t", b":", b"@", b">", b"!")
INCLUDES = (b"@include", b"#include")
FOLDERS = (b"@includedir", b"#includedir")
PLUGINS = (b"sudoers_policy", b"sudoers_io", b"sudoers_audit")
NAMES_IN = 10000
SWITCHES = (b"/etc/nsswitch.conf", b"/usr/etc/nsswitch.conf")
SETTINGS = (b"/etc/sudo.conf", b"/usr/etc/sudo.conf")
RUST = b"/etc/sudoers-rs"
"""What the sudo that is written in Rust reads instead."""


def is_certain(files: "List[File]") -> bool:
    """Of the files as `sudoers` gives them."""
    read = {path for path, _ in files}
    if not files or exists(RUST) or not all(_is_plain(text) and _has_all(text, read) for _, text in files):
        return False
    return all(_is_of_files(path) for path in SWITCHES) and all(_is_usual(path) for path in SETTINGS)


def _is_plain(text: bytes) -> bool:
    """Read to its end, and neither escapes, quotes around names, names of other sources, nor numbers that are written otherwise."""
    if len(text) >= MOST or any(sign in text for sign in (b"\\", b"%:", b'+"')):
        return False
    for line in text.split(b"\n"):
        rest = without_comment(line).strip()
        is_defaults = rest[:8] == b"Defaults" and rest[8:9] in DEFAULTS
        if not TEXT.issuperset(rest) or (b'"' in rest and not is_defaults):
            return False
    return all(_is_plain_word(word) for word in words_in(text))


def _is_plain_word(word: bytes) -> bool:
    if word.startswith(b"+"):
        return word == b"+"
    name = word[1:] if word.startswith(b"%") else word
    if not name.startswith(b"#"):
        return b"%" not in name and name != b""
    has = number(name[1:])
    return has is not None and has < 1 << 31 and name == b"#%d" % has


def _has_all(text: bytes, read: "set[bytes]") -> bool:
    """Whether all that it includes is among those that were read."""
    for line in text.split(b"\n"):
        said = line.split()
        if not line.strip().startswith(INCLUDES):
            if b"@include" in without_comment(line):
                return False
            continue
        if len(said) != 2 or said[0] not in INCLUDES + FOLDERS or said[1][:1] != b"/" or not PATH.issuperset(said[1]):
            return False
        target = said[1].rstrip(b"/")
        names = listed(target) if said[0] in FOLDERS else []
        # sudo passes over those with a dot, and those that an editor leaves
        inside = [target + b"/" + name for name in names if b"." not in name and not name.endswith(b"~")]
        if len(names) >= NAMES_IN or not read.issuperset(inside if said[0] in FOLDERS else [target]):
            return False
    return True


def _is_of_files(path: bytes) -> bool:
    """Whether that file has sudo take its rules from sudoers alone."""
    text = read_file(path) or b""
    lines = [line.partition(b"#")[0].lower() for line in text.split(b"\n")]
    return b"\\" not in text and all(words(line) == [b"sudoers", b"files"] for line in lines if b"sudoers" in line)


def _is_usual(path: bytes) -> bool:
    """Whether that file leaves sudo its own plugins and their own files."""
    text = read_file(path, MOST) or b""
    lines = [line.partition(b"#")[0].lower().split() for line in text.split(b"\n")]
    return len(text) < MOST and b"\\" not in text and all(_is_usual_setting(line) for line in lines if line)


def _is_usual_setting(said: "List[bytes]") -> bool:
    if said[:1] == [b"plugin"]:
        return len(said) == 3 and said[1] in PLUGINS and said[2] == b"sudoers.so"
    return said[:2] in ([b"set", b"disable_coredump"], [b"set", b"probe_interfaces"])
