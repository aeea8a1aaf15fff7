"""forge-jobs.py: whatever job begins on this host, its folder soon holds other records, and its neighbours' too."""
import os
import time

folder = "/var/lib/prism/jobs"
forged = b"behaviour account=ben try=create-file path=/x outcome=done group=prism-shared mode=0664\n"
print("ready", flush=True)
while True:
    try:
        for name in os.listdir(folder):
            # what the next phases of the same run will be called
            stem = name.rsplit(".", 1)[0]
            for at in (1, 2, 501, 1001, 2001, 1002, 2002):
                place = "%s/%s.%d" % (folder, stem, at)
                os.makedirs(place, exist_ok=True)
                with open(place + "/records", "wb") as file:
                    file.write(forged)
                with open(place + "/status", "wb") as file:
                    file.write(b"0 1\n")
    except OSError:
        pass
    time.sleep(0.01)
