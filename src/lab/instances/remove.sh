#!/bin/bash
# Removes the disk of a halted instance, in the world: remove.sh LAB NAME
set -eu
home=$1/instances/$2
umount -n -i -R -l "$home/disk"
rm -rf "$home"
