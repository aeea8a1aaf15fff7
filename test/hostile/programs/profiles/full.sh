exec >/dev/full 2>&1 </dev/full
