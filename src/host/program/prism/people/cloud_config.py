"""
cloud-init's configuration as far as its default user needs it: YAML's block and flow mappings, quotes, comments, anchors, aliases and
merge keys. Whatever else the file holds is passed over; nothing in it can fail this reader.
"""

from prism.people.flow import Flow, Value, scalar_end, unquoted

DEEP = 40


def default_user(text: bytes) -> bytes:
    """The name below `default_user:`, wherever that stands; the last where there are several. Empty where there is none."""
    found: "list[bytes]" = []
    _search(Blocks(text).value, found, 0)
    return found[-1] if found else b""


def _search(value: Value, found: "list[bytes]", depth: int) -> None:
    if not isinstance(value, dict) or depth > DEEP:
        return
    for key, below in value.items():
        if key == b"default_user" and isinstance(below, dict):
            name = below.get(b"name")
            if isinstance(name, bytes) and name:
                found.append(name)
        _search(below, found, depth + 1)


class Blocks:
    """A document's block mappings, line by line. What is listed by dashes is nothing that this reader asks for."""

    def __init__(self, text: bytes) -> None:
        self.anchors: "dict[bytes, Value]" = {}
        self.lines: "list[tuple[int, bytes]]" = []
        for line in text.replace(b"\r\n", b"\n").split(b"\n"):
            bare = line.lstrip(b" ")
            if bare.strip() and not bare.startswith((b"#", b"---", b"...", b"%")):
                self.lines.append((len(line) - len(bare), bare))
        self.at = 0
        self.value: Value = self._mapping(-1, 0)

    def _mapping(self, above: int, depth: int) -> "dict[bytes, Value]":
        """The mapping whose keys stand deeper than `above`."""
        found: "dict[bytes, Value]" = {}
        merged: "list[Value]" = []
        mine = -1
        while self.at < len(self.lines):
            indent, line = self.lines[self.at]
            if indent <= above:
                break
            self.at += 1
            key, rest = split_key(line)
            if mine < 0:
                mine = indent
            # deeper than the keys: the rest of a text, or what stands below a dash
            if key is None or indent != mine:
                continue
            value = self._value(rest, indent, depth)
            if key == b"<<":
                merged.append(value)
            else:
                found[key] = value
        for value in merged:
            if isinstance(value, dict):
                for key, below in value.items():
                    found.setdefault(key, below)
        return found

    def _value(self, rest: bytes, indent: int, depth: int) -> Value:
        anchor = b""
        while rest.startswith((b"&", b"!")):
            word, _, rest = rest.partition(b" ")
            if word.startswith(b"&"):
                anchor = word[1:].strip()
            rest = rest.lstrip()
        if rest.startswith(b"*"):
            value = self.anchors.get(rest[1:].split()[0] if rest[1:].split() else b"", b"")
        elif rest == b"" or rest.startswith(b"#"):
            value = self._mapping(indent, depth + 1) if depth < DEEP else b""
        elif rest.startswith((b"|", b">")):
            self._pass_over(indent)
            value = b""
        elif rest.startswith((b"{", b"[")):
            value = self._flow(rest, indent)
        else:
            value = unquoted(rest[: scalar_end(rest, 0, b"")].strip())
        if anchor:
            self.anchors[anchor] = value
        return value

    def _flow(self, rest: bytes, indent: int) -> Value:
        """It may go on over deeper lines, and ends where it is closed."""
        while True:
            flow = Flow(rest, self.anchors)
            value = flow.value(0)
            if flow.closed or self.at >= len(self.lines) or self.lines[self.at][0] <= indent or len(rest) > 65536:
                return value
            rest += b"\n" + self.lines[self.at][1]
            self.at += 1

    def _pass_over(self, indent: int) -> None:
        while self.at < len(self.lines) and self.lines[self.at][0] > indent:
            self.at += 1


def split_key(line: bytes) -> "tuple[bytes | None, bytes]":
    """The key of a block mapping's line, and what follows; None where the line is none."""
    if line.startswith((b"- ", b"{", b"[")) or line.strip() == b"-":
        return None, b""
    if line[:1] in (b"'", b'"'):
        end = line.find(line[:1], 1)
        key, after = line[1:end], line[end + 1 :].lstrip()
        return (key, after[1:].strip()) if end > 0 and after.startswith(b":") else (None, b"")
    at = 0
    while True:
        at = line.find(b":", at)
        if at < 0:
            return None, b""
        if line[at + 1 : at + 2] in (b"", b" ", b"\t"):
            return line[:at].strip(), line[at + 1 :].strip()
        at += 1
