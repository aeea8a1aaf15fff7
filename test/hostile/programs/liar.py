#!/usr/bin/python3
"""
The shell of an instance whose root lies: everything runs as always, but what a job of Prism prints is changed on its way out. The way is
in /attack/lie: a name below, the other instance's id in /attack/other.
"""
import base64
import gzip
import hashlib
import os
import re
import subprocess
import sys

real = "/usr/bin/real." + os.path.basename(sys.argv[0])
if not (len(sys.argv) == 2 and sys.argv[1].endswith("_script.sh")):
    os.execv(real, sys.argv)
done = subprocess.run([real, sys.argv[1]], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
said = done.stdout
lie = open("/attack/lie").read().strip()
other = open("/attack/other").read().strip()


def records(text):
    head, _, rest = text.partition(b"\n")
    packed = re.search(rb"packed=(\S+)$", head).group(1)
    if packed != b"-":
        return gzip.decompress(base64.b64decode(packed)).splitlines()
    return rest.split(b"\nPRISM/1 end")[0].splitlines()


def transcript(text, rows):
    head = text.split(b"\n", 1)[0]
    body = b"".join(row + b"\n" for row in rows)
    head = re.sub(rb"records=\d+ sha256=\S+ packed=\S+$", b"records=%d sha256=%s packed=-" % (len(rows), hashlib.sha256(body).hexdigest().encode()), head)
    job = re.search(rb"job=(\S+)", head).group(1)
    return head + b"\n" + body + b"PRISM/1 end job=%s records=%d\n" % (job, len(rows))


if said.startswith(b"PRISM/1 ") and b"state=done" in said.split(b"\n", 1)[0]:
    if lie == "twice":
        said += said
    elif lie == "cut":
        said = said[: len(said) // 2]
    elif lie == "flood":
        said += b"x" * 30000000
    elif lie == "before":
        said = b"hello\n" + said
    elif lie == "digest":
        said = re.sub(rb"sha256=[0-9a-f]{64}", b"sha256=" + b"0" * 64, said, 1)
    elif lie == "job":
        said = said.replace(b"job=", b"job=x", 1)
    elif lie == "extra":
        rows = records(said)
        rows += [b"umask account=ben session=su-login how=measured umask=0002", b"behaviour account=ben try=create-file path=/x outcome=done group=prism-shared mode=0664"]
        said = transcript(said, rows)
    elif lie == "unknown":
        said = transcript(said, records(said) + [b"verdict instance=%s word=holds" % other.encode()])
    elif lie == "other":
        # the sharing test's cells of people on the other instance, told here
        rows = records(said)
        fresh = []
        for row in rows:
            match = re.match(rb"sharing writer=(\S+) reader=(\S+) ", row)
            if match:
                writer, reader = match.groups()
                fresh.append(b"sharing writer=%s reader=%s read=done append=done detail=" % (reader, writer))
        said = transcript(said, fresh + rows)
    elif lie == "control":
        said = transcript(said, [re.sub(rb"(hostname|version|kernel)=\S*", rb"\1=%1B%5B31m%7C%0A%60%E2%80%AE%3C!--", row).replace(b"!", b"%21") for row in records(said)])
    elif lie == "greener":
        said = transcript(said, [row.replace(b"umask=0077", b"umask=0002").replace(b"outcome=refused", b"outcome=done") for row in records(said)])
    elif lie == "zone":
        said = transcript(said, [re.sub(rb"^zone az=(\S+) region=(\S+) id=\S+", rb"zone az=\1 region=\2 id=" + other.encode(), row) for row in records(said)])
sys.stdout.buffer.write(said)
sys.stdout.buffer.flush()
sys.exit(done.returncode)
