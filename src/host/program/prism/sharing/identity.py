"""Who takes part in the sharing test: `instance:account:uid:p`, or :t for a uid without an account; then r on a read-only instance."""

HERE = b"here"
"""Instead of an instance: the one that it is sent to, so that one set of values serves many."""


class Identity:
    __slots__ = ("instance", "account", "uid", "temporary", "read_only")

    def __init__(self, text: bytes, own: bytes) -> None:
        instance, self.account, uid, kind = text.split(b":")
        self.instance = own if instance == HERE else instance
        self.uid = int(uid)
        self.temporary = kind.startswith(b"t")
        self.read_only = kind.endswith(b"r")

    @property
    def name(self) -> bytes:
        """Of its file."""
        return self.instance + b"." + self.account

    @property
    def text(self) -> bytes:
        kind = (b"t" if self.temporary else b"p") + (b"r" if self.read_only else b"")
        return b"%s:%s:%d:%s" % (self.instance, self.account, self.uid, kind)
