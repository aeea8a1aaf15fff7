# keeps every descriptor that it was given, in a session of its own
for n in 1 2 3 4 5 6 7 8; do setsid sh -c 'trap "" TERM HUP INT; sleep 900' & done
