#!/bin/bash
# Certificates of the lab's EFS servers, in the world: certificates.sh FOLDER REGION KIND
# KIND good makes the authority too. Prints nothing; leaves FOLDER/KIND.key and FOLDER/KIND.pem, and FOLDER/authority.pem.
set -eu
folder=$1 region=$2 kind=$3
mkdir -p "$folder"
cd "$folder"
case $region in
  cn-*) suffix=amazonaws.com.cn ;;
  eusc-*) suffix=amazonaws.eu ;;
  *) suffix=amazonaws.com ;;
esac
name="*.efs.$region.$suffix"
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key" 2>/dev/null; }
authority() { # NAME
  key "$1"
  openssl req -x509 -key "$1.key" -days 30 -subj "/O=Prism lab/CN=$1" -out "$1.pem" 2>/dev/null
}
leaf() { # NAMES AUTHORITY FROM UNTIL
  key "$kind"
  openssl req -new -key "$kind.key" -subj '/O=Prism lab/CN=efs' -out "$kind.csr" 2>/dev/null
  printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\n' "$1" >"$kind.ext"
  rm -rf "$kind.db" && mkdir "$kind.db" && : >"$kind.db/index.txt"
  printf '[ca]\ndefault_ca=lab\n[lab]\ndatabase=%s/index.txt\nnew_certs_dir=%s\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n[any]\nO=optional\nCN=optional\n' \
    "$kind.db" "$kind.db" >"$kind.cnf"
  openssl ca -batch -notext -config "$kind.cnf" -cert "$2.pem" -keyfile "$2.key" -in "$kind.csr" -out "$kind.pem" -extfile "$kind.ext" \
    -startdate "$3" -enddate "$4" 2>/dev/null
}
on() { date -u -d "$1" +%Y%m%d%H%M%SZ; }
[ -e authority.pem ] || authority authority
case $kind in
  good) leaf "DNS:$name" authority "$(on '-1 day')" "$(on '+7 days')" ;;
  expired) leaf "DNS:$name" authority "$(on '-9 days')" "$(on '-2 days')" ;;
  not-yet-valid) leaf "DNS:$name" authority "$(on '+2 days')" "$(on '+9 days')" ;;
  wrong-name) leaf 'DNS:files.example.invalid' authority "$(on '-1 day')" "$(on '+7 days')" ;;
  untrusted)
    authority stranger
    leaf "DNS:$name" stranger "$(on '-1 day')" "$(on '+7 days')"
    ;;
esac
