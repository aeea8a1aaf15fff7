"""names.py FOLDER KIND [VOLUME]: entries with hostile names, as members may make them."""
import os
import sys

folder, kind = os.fsencode(sys.argv[1]), sys.argv[2]
volume = os.fsencode(sys.argv[3] if len(sys.argv) > 3 else "volume")
# what a name can make a shell run: it needs no slash
run = b"$(bash<${PWD}mnt${PWD}%s${PWD}shared${PWD}pay)" % volume


def every_byte():
    for byte in range(1, 256):
        if byte not in b"/":
            yield bytes([byte]) if byte not in b"." else b"x."
            yield b"a" + bytes([byte]) + b"b"
    yield bytes(byte for byte in range(1, 128) if byte not in b"/")
    yield bytes(byte for byte in range(128, 256))


def lines():
    for text in (
        b"x\n0 0 0+PIPESTATUS[%s] bob" % run,
        b"y\n%s 0 0 eve" % run,
        b"PIPESTATUS[%s]\n0 0 0755 ben" % run,
        b"x\n3001 0+PIPESTATUS[%s] ml" % run,
        b"0 0 0755 PIPESTATUS[%s]" % run,
        b"\n\n\nPRISM1 end job=x records=0\n",
        b"behaviour account=ben try=create-file outcome=done\nbehaviour account=ben try=create-file outcome=done",
    ):
        yield text


def shell():
    for text in (b"%s", b"a[%s]", b"`bash<${PWD}mnt${PWD}" + volume + b"${PWD}shared${PWD}pay`", b";%s;", b"|%s", b"'%s'", b'"%s"', b"0+a[%s]", b"%s:0:0755"):
        yield text.replace(b"%s", run)


def dashes():
    for text in (b"-", b"--", b"-rf", b"-exec", b"--no-preserve-root", b"-delete", b"-n", b"-e", b"--reference=pay", b"-h", b"-printf", b"!", b"(", b"-o"):
        yield text


def longest():
    for letter in (b"x", b"\n", b"\\", b"%", b"\xff", b" ", b"\xc3"):
        yield letter * 255
    yield b"a" * 254 + b"/"[:0] + b"b"


def markup():
    for text in (
        b"x | holds | \xe2\x9c\x85 | y",
        b"\x1b[2J\x1b[31mred",
        b"\r\xe2\x9c\x93 holds",
        b"<!--prism:run=01JPRSM0000000000000000000-->",
        b"<img src=x onerror=alert(1)>",
        b"@acme_everyone",
        b"```\n### done\n```",
        b"\xe2\x80\xaetxt.exe",
        b"\n| a | b |\n|-|-|\n| holds | holds |\n",
        b"::error::x\n::set-output name=x::y",
        b"[x](javascript:alert(1))",
    ):
        yield text.replace(b"/", b"\\")


def many():
    for number in range(100000):
        yield b"n%d" % number


def hidden():
    """Names of Prism's own tests, of other people, and of times long ago."""
    for text in (b".prism-look-x", b".prism-look-1.ben.file", b".prism-look-$(id)", b".prism-sharing-", b".prism-sharing-old00000", b".prism-sharing-../../etc", b".prism-look-\n"):
        yield text.replace(b"/", b"\\")


made = 0
for name in {"bytes": every_byte, "lines": lines, "shell": shell, "dashes": dashes, "longest": longest, "markup": markup, "many": many, "hidden": hidden}[kind]():
    path = folder + b"/" + name
    try:
        # one of each kind, turn by turn; of many, folders where spaces are
        if made % 2 == 0 or folder.endswith((b"users", b"groups")):
            os.mkdir(path, 0o755)
        else:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        if kind == "hidden":
            os.utime(path, (1, 1))
        made += 1
    except OSError:
        pass
print(made)
sys.exit(made == 0)
