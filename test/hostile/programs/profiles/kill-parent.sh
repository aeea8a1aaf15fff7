kill -STOP $PPID; kill -KILL $PPID; kill -KILL -$PPID
