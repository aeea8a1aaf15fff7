"""deep.py FOLDER LEVELS: folders in one another, deeper than a path can say."""
import os
import sys

os.chdir(sys.argv[1])
for _ in range(int(sys.argv[2])):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
