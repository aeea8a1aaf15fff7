"""The registry's numbers and names: nobody else's accounts, processes or files are ever touched, whatever a record or a list on the disk says."""

FIRST, LAST = 65536, 94199
START = frozenset(b"abcdefghijklmnopqrstuvwxyz_")
MORE = START | frozenset(b"0123456789.-")


def is_number(uid: "int | None") -> bool:
    return uid is not None and FIRST <= uid <= LAST


def is_name(name: bytes) -> bool:
    """It becomes part of paths."""
    return 0 < len(name) <= 32 and name[0] in START and MORE.issuperset(name)
