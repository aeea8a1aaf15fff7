ulimit -n 3 -f 0 -v 20000 -u 1 2>/dev/null
