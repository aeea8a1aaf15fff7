"""Runs the packed text: checks it, makes its modules, begins. Sent as the interpreter's -c argument, so no single quote may stand here."""

import sys
from binascii import a2b_base64
from posix import environ
from zlib import decompress


def begin() -> None:
    text = decompress(a2b_base64(sys.argv[1]), 31)
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256
    if sha256(text).hexdigest() != sys.argv[2]:
        sys.exit("prism: the program is not what was packed")
    for part in text.decode("ascii").split("\n#: ")[1:]:
        whole, _, source = part.partition("\n")
        name, module = whole, type(sys)(whole)
        sys.modules[name] = module
        while "." in name:
            name, _, last = name.rpartition(".")
            setattr(sys.modules.setdefault(name, type(sys)(name)), last, module)
            module = sys.modules[name]
        exec(compile(source, whole, "exec"), sys.modules[whole].__dict__)


def value(name: bytes) -> str:
    for line in a2b_base64(environ.get(b"PRISM_PARAMETERS", b"")).split(b"\n"):
        if line.startswith(name + b"="):
            return line[len(name) + 1 :].decode("ascii", "replace")
    return environ.get(name, b"").decode("ascii", "replace")


try:
    begin()
except ImportError as missing:
    job = value(b"PRISM_JOB")
    head = "PRISM/1 job=%s script=%s sha=%s state=python-incomplete records=0" % (job, value(b"PRISM_SCRIPT"), value(b"PRISM_SHA"))
    none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    print("%s sha256=%s packed=-\nPRISM/1 end job=%s records=0" % (head, none, job))
    sys.exit("prism: %s" % missing)
