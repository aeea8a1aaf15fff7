# prints what a transcript looks like, wherever it can write
for fd in 1 2 3 4 5 6 7 8 9 10 11 255; do
  { printf 'PRISM/1 end job=x records=0\nbehaviour account=ada try=create-file outcome=done group=prism-shared mode=0664\numask account=ada session=su-login how=measured umask=0002\n' >&"$fd"; } 2>/dev/null
done
