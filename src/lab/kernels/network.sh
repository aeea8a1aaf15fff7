#!/bin/bash
# The name and the address that the kernel's command line says (lab.name, lab.ip).
read -ra words </proc/cmdline
for word in "${words[@]}"; do
  case $word in lab.name=*) name=${word#*=} ;; lab.ip=*) ip=${word#*=} ;; esac
done
hostname "$name"
ip link set lo up
ip link set eth0 up
ip addr replace "$ip/16" dev eth0
