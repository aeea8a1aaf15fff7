n=0
while [ $n -lt 60 ]; do sleep 900 & n=$((n+1)); done
