"""/proc/PID/status, line by line."""


def fields_of(text: bytes) -> "dict[bytes, bytes]":
    """Each field by its name, without the blanks around it."""
    found: "dict[bytes, bytes]" = {}
    for line in text.split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon:
            found[name] = value.strip()
    return found
