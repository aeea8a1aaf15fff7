#!/usr/bin/env python3
"""Prints a bearer token by which the AWS identity in use calls a prism-api server: a request for sts:GetCallerIdentity, signed for that server.

    AWS_REGION=eu-central-1 python3 sign-for-prism.py prism.example.org [SECONDS]

Keys come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN (`aws configure export-credentials --format env` sets them for any profile).
Needs Python 3.8 alone. The region is the server's. The name is what the operator of the server says, not what the server says of itself.
"""
import base64
import datetime
import hashlib
import hmac
import os
import sys
import urllib.parse


def main():
    missing = [name for name in ("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY") if not os.environ.get(name)]
    if len(sys.argv) not in (2, 3) or missing:
        sys.exit("Usage: sign-for-prism.py SERVER [SECONDS]" + (f"; not set: {', '.join(missing)}" if missing else ""))
    server = sys.argv[1]
    seconds = sys.argv[2] if len(sys.argv) > 2 else "60"
    region = os.environ["AWS_REGION"]
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    origin = os.environ.get("AWS_ENDPOINT_URL_STS") or os.environ.get("AWS_ENDPOINT_URL") or f"https://sts.{region}.{suffix}"
    host = urllib.parse.urlsplit(origin).netloc
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{date[:8]}/{region}/sts/aws4_request"
    signed = "host;x-prism-server-id"
    values = {
        "Action": "GetCallerIdentity",
        "Version": "2011-06-15",
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}",
        "X-Amz-Date": date,
        "X-Amz-Expires": seconds,
        "X-Amz-SignedHeaders": signed,
    }
    if os.environ.get("AWS_SESSION_TOKEN"):
        values["X-Amz-Security-Token"] = os.environ["AWS_SESSION_TOKEN"]
    query = "&".join(f"{name}={urllib.parse.quote(values[name], safe='-_.~')}" for name in sorted(values))
    headers = f"host:{host}\nx-prism-server-id:{server}\n"
    request = "\n".join(["GET", "/", query, headers, signed, hashlib.sha256(b"").hexdigest()])
    key = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), "sha256").digest()
    text = "\n".join(["AWS4-HMAC-SHA256", date, scope, hashlib.sha256(request.encode()).hexdigest()])
    signature = hmac.new(key, text.encode(), "sha256").hexdigest()
    url = f"{origin.rstrip('/')}/?{query}&X-Amz-Signature={signature}"
    print("prism-sts-v1." + base64.urlsafe_b64encode(url.encode()).decode().rstrip("="))


main()
