#!/bin/bash
# A certificate for localhost that this instance's curl and wget trust, inside it. Prints the key, then the certificate, as PEM.
set -eu
folder=/var/lib/lab-certificate
if [ ! -e "$folder/cert.pem" ]; then
  mkdir -p "$folder" /etc/ssl/certs
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout "$folder/key.pem" -out "$folder/cert.pem" 2>/dev/null
  cat "$folder/cert.pem" >>/etc/ssl/certs/ca-certificates.crt
fi
cat "$folder/key.pem" "$folder/cert.pem"
