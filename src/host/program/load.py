"""Runs the packed text: checks it, makes its modules, begins. Sent as the interpreter's -c argument, so no single quote may stand here."""

import sys
from binascii import a2b_base64
from zlib import decompress


def load():
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


load()
