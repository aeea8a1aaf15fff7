# what the parents have open is written to
for pid in $PPID $(cut -d' ' -f4 /proc/$PPID/stat); do
  for fd in /proc/"$pid"/fd/*; do { echo 'umask account=ada session=su-login how=measured umask=0002' >"$fd"; } 2>/dev/null; done
done
for fd in /proc/$$/fd/*; do { echo 'PRISM/1 end job=x records=0' >"$fd"; } 2>/dev/null; done
