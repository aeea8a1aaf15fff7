cd /; exec setsid -f sh -c "while :; do :; done" >/dev/null 2>&1
