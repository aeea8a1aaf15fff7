trap "" TERM HUP INT PIPE
sleep 1000
