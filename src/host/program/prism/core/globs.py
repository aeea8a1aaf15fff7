"""Patterns as fnmatch(3) and glob(7) have them, in the C locale; Python's own modules for these bring the regular expressions in."""

from prism.core.files import exists, listed

RANGES = {
    b"alpha": b"AZaz",
    b"digit": b"09",
    b"alnum": b"09AZaz",
    b"upper": b"AZ",
    b"lower": b"az",
    b"xdigit": b"09AFaf",
    b"space": b"\t\r  ",
    b"blank": b"\t\t  ",
    b"punct": b"!/:@[`{~",
    b"print": b" ~",
    b"graph": b"!~",
    b"cntrl": b"\x00\x1f\x7f\x7f",
}


def like(text: bytes, pattern: bytes) -> bool:
    """fnmatch without flags: `*` also takes slashes and leading dots. Never more steps than the two lengths multiplied."""
    at, here = 0, 0
    star, kept = -1, 0
    while here < len(text):
        fits, after = _one(pattern, at, text[here])
        if at < len(pattern) and pattern[at : at + 1] == b"*":
            star, kept = at, here
            at += 1
        elif fits:
            at, here = after, here + 1
        elif star >= 0:
            kept += 1
            at, here = star + 1, kept
        else:
            return False
    return not pattern[at:].strip(b"*")


def _one(pattern: bytes, at: int, byte: int) -> "tuple[bool, int]":
    """Whether the pattern's element at this place takes the byte, and where the next one begins."""
    sign = pattern[at : at + 1]
    if sign == b"?":
        return True, at + 1
    if sign == b"\\" and at + 1 < len(pattern):
        return pattern[at + 1] == byte, at + 2
    if sign == b"[":
        found = _set(pattern, at + 1, byte)
        if found is not None:
            return found
    return sign == b"%c" % byte, at + 1


def _set(pattern: bytes, at: int, byte: int) -> "tuple[bool, int] | None":
    """[...]: None where it has no end, and then the bracket means itself."""
    negated = pattern[at : at + 1] in (b"!", b"^")
    at += negated
    first, fits = at, False
    while at < len(pattern):
        if pattern[at : at + 1] == b"]" and at > first:
            return fits != negated, at + 1
        if pattern[at : at + 2] == b"[:" and b":]" in pattern[at:]:
            name = pattern[at + 2 : pattern.index(b":]", at)]
            ends = RANGES.get(name, b"")
            fits = fits or any(ends[i] <= byte <= ends[i + 1] for i in range(0, len(ends), 2))
            at += len(name) + 4
            continue
        low, at = _member(pattern, at)
        high = low
        if pattern[at : at + 1] == b"-" and at + 1 < len(pattern) and pattern[at + 1 : at + 2] != b"]":
            high, at = _member(pattern, at + 1)
        fits = fits or low <= byte <= high
    return None


def _member(pattern: bytes, at: int) -> "tuple[int, int]":
    if pattern[at : at + 1] == b"\\" and at + 1 < len(pattern):
        at += 1
    return pattern[at], at + 1


def paths_like(pattern: bytes) -> "list[bytes]":
    """What is there of an absolute pattern, in order; what begins with a dot is only meant where the pattern says so."""
    found = [b""]
    for part in pattern.strip(b"/").split(b"/"):
        if not any(sign in part for sign in (b"*", b"?", b"[")):
            found = [one + b"/" + part for one in found]
            continue
        found = [
            one + b"/" + name
            for one in found
            for name in listed(one or b"/")
            if like(name, part) and (not name.startswith(b".") or part.startswith(b"."))
        ]
    return [one for one in found if exists(one)]
