"""YAML's flow style, `{name: grace, groups: [adm, wheel]}`, as far as a mapping of scalars needs it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Union

    Value = Union[bytes, "Dict[bytes, Value]"]
else:
    Value = object

DEEP = 40
BLANK = b" \t\n"


def unquoted(text: bytes) -> bytes:
    if len(text) > 1 and text[:1] == text[-1:] and text[:1] in (b"'", b'"'):
        return text[1:-1]
    return text


def scalar_end(text: bytes, at: int, stops: bytes) -> int:
    """Where the scalar that begins there ends: behind its closing quote, or before a stop, a comment, or the end."""
    quote = text[at : at + 1]
    if quote in (b"'", b'"'):
        end = text.find(quote, at + 1)
        while quote == b'"' and end > 0 and text[end - 1 : end] == b"\\":
            end = text.find(quote, end + 1)
        return len(text) if end < 0 else end + 1
    while at < len(text):
        here = text[at : at + 1]
        if here in stops and here or here == b"#" and text[at - 1 : at] in BLANK and at > 0:
            break
        if here == b":" and stops and (text[at + 1 : at + 2] in BLANK or text[at + 1 : at + 2] in stops):
            break
        at += 1
    return at


class Flow:
    """Reads one value; `closed` is False where the text ended before the value did."""

    def __init__(self, text: bytes, anchors: "dict[bytes, Value]") -> None:
        self.text = text
        self.anchors = anchors
        self.at = 0
        self.closed = True

    def value(self, depth: int) -> Value:
        anchor = b""
        self._blanks()
        while self.text[self.at : self.at + 1] in (b"&", b"!"):
            word = self._word()
            anchor = word[1:] if word.startswith(b"&") else anchor
            self._blanks()
        here = self.text[self.at : self.at + 1]
        if here in (b"{", b"[") and depth < DEEP:
            found: Value = self._items(b"}" if here == b"{" else b"]", depth)
        elif here == b"*":
            found = self.anchors.get(self._word()[1:], b"")
        else:
            found = self._scalar()
        if anchor:
            self.anchors[anchor] = found
        return found

    def _items(self, end: bytes, depth: int) -> "dict[bytes, Value]":
        """What stands between brackets; of a list nothing is kept."""
        found: "dict[bytes, Value]" = {}
        merged: "list[Value]" = []
        self.at += 1
        while True:
            self._blanks()
            here = self.text[self.at : self.at + 1]
            if here in (b"", b"}", b"]"):
                self.closed = self.closed and here == end
                self.at += 1
                break
            if here in (b",", b":"):
                self.at += 1
                continue
            before = self.at
            key = self.value(depth + 1)
            self._blanks()
            if self.text[self.at : self.at + 1] == b":" and isinstance(key, bytes):
                self.at += 1
                below = self.value(depth + 1)
                if key == b"<<":
                    merged.append(below)
                elif end == b"}":
                    found[key] = below
            if self.at == before:
                self.at += 1
        for value in merged:
            if isinstance(value, dict):
                for name, below in value.items():
                    found.setdefault(name, below)
        return found

    def _scalar(self) -> bytes:
        end = scalar_end(self.text, self.at, b",{}[]")
        found = unquoted(self.text[self.at : end].strip())
        self.at = end
        return found

    def _word(self) -> bytes:
        begun = self.at
        while self.at < len(self.text) and self.text[self.at : self.at + 1] not in (b" ", b"\t", b"\n", b",", b"}", b"]", b"{", b"["):
            self.at += 1
        return self.text[begun : self.at]

    def _blanks(self) -> None:
        """Blanks, and comments, which begin behind one."""
        while self.at < len(self.text):
            here = self.text[self.at : self.at + 1]
            if here == b"#" and (self.at == 0 or self.text[self.at - 1 : self.at] in BLANK):
                end = self.text.find(b"\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif here in BLANK:
                self.at += 1
            else:
                return
