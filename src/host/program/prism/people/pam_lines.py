"""Lines and words of PAM's files, as libpam takes them apart (pam_line.c, _pam_tokenize)."""

BLANKS = b" \t\n"


class Unfinished(Exception):
    """The last line asks for another one: libpam reads nothing of such a service, and nobody gets in."""


def lines_of(text: bytes) -> "list[bytes]":
    """
    Whole lines: what follows a # is comment, a \\ at the end takes the next line in, over empty lines and comments too. A line with a
    comment takes none in. The last line needs no end. Raises Unfinished.
    """
    found: "list[bytes]" = []
    held = b""
    goes_on = False
    for line in text.split(b"\n"):
        said, sign, _ = line.partition(b"#")
        whole = said.strip(BLANKS)
        if whole == b"":
            continue
        goes_on = whole.endswith(b"\\") and not sign
        held += whole[:-1] + b" " if goes_on else said.lstrip(BLANKS)
        if not goes_on:
            found.append(held)
            held = b""
    if goes_on:
        raise Unfinished
    return found


def words_of(line: bytes) -> "list[bytes]":
    """Words, of which one in brackets may hold blanks; its outer brackets are kept, and `\\]` is `]`."""
    found: "list[bytes]" = []
    line = line.lstrip(BLANKS)
    while line:
        if line.startswith(b"["):
            word, line = _bracketed(line[1:])
            found.append(b"[" + word + b"]")
        else:
            end = 0
            while end < len(line) and line[end] not in BLANKS:
                end += 1
            found.append(line[:end])
            line = line[end:]
        line = line.lstrip(BLANKS)
    return found


def _bracketed(text: bytes) -> "tuple[bytes, bytes]":
    word = b""
    at = 0
    while at < len(text) and text[at : at + 1] != b"]":
        if text[at : at + 2] == b"\\]":
            at += 1
        word += text[at : at + 1]
        at += 1
    return word, text[at + 1 :]
