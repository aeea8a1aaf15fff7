"""
plant.py SHARED USERS ACCOUNT…: the moment a look's or a sharing test's file appears, plants the same for other accounts, open to all:
what they could not have made themselves.
"""
import os
import sys
import time

shared, users, accounts = sys.argv[1], sys.argv[2], sys.argv[3:]
done = set()
os.umask(0o002)
print("ready", flush=True)


def plant(name, folder):
    for account in accounts:
        for other in {name, name.replace("mallory", account), name + "." + account + ".file", name + "." + account + ".folder"}:
            for place in (shared, users + "/" + account, folder):
                path = os.path.join(place, other)
                try:
                    if "folder" in other:
                        os.mkdir(path)
                    else:
                        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o664))
                except OSError:
                    pass


while True:
    time.sleep(0.0005)
    for folder in [shared] + [os.path.join(users, name) for name in os.listdir(users)]:
        try:
            for name in os.listdir(folder):
                if name.startswith(".prism-") and (folder, name) not in done:
                    done.add((folder, name))
                    plant(name, folder)
        except OSError:
            pass
