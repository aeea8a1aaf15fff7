printf "\033[2J\033]0;x\007| holds |\r\n<!-- -->\000\377"
set -e; false
