#!/bin/bash
# Runs one execution and answers on the serial line, which is descriptor 3.
#   execute ID ssm|root
# ssm: as the agent does: the input's first line is its environment, the rest becomes a 0700 file that `sh -c` runs as root, with no HOME
# and no standard input. root: the input is a bash script. It ends when its first process does; children may hold the output longer.
id=$1 mode=$2 job=/run/lab/jobs/$1
base64 -d "$job.in" | gunzip >"$job.input"
rm -f "$job.in"
case $mode in
  ssm)
    read -r environment <"$job.input"
    folder=/var/lib/amazon/ssm/document/orchestration/$id/awsrunShellScript/0.awsrunShellScript
    mkdir -p "$folder"
    tail -n +2 "$job.input" >"$folder/_script.sh"
    chmod 700 "$folder/_script.sh"
    cd /usr/bin || exit 1
    # shellcheck disable=SC2086 # words of the form NAME=VALUE
    setsid env -i PATH="$PATH" $environment sh -c "$folder/_script.sh" </dev/null >"$job.out" 2>"$job.err" 3>&- &
    ;;
  *) setsid bash "$job.input" </dev/null >"$job.out" 2>"$job.err" 3>&- & ;;
esac
echo $! >"$job.pid"
wait $!
code=$?
line="OUT $id $code $(gzip -c "$job.out" | base64 -w 0) $(gzip -c "$job.err" | base64 -w 0)"
exec 4>>/run/lab/line
flock 4
printf '%s\n' "$line" >&3
rm -f "$job".*
