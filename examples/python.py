# A receiver of webhooks: WEBHOOK_SECRET=whsec_… PORT=4000 python3 examples/python.py

import base64
import hashlib
import hmac
import json
import logging
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ.get("PORT", "4000"))
MAX_BODY_BYTES = 1024 * 1024
KEY = base64.b64decode(os.environ.get("WEBHOOK_SECRET", "").removeprefix("whsec_"), validate=True)
if not KEY:  # Anybody could sign with an empty key.
    raise SystemExit("WEBHOOK_SECRET: expected whsec_ and base64")


def is_genuine(headers, raw_body):
    """Whether Postrider signed this body within the last five minutes. `raw_body` is the unparsed body."""
    timestamp = headers.get("webhook-timestamp", "")
    if not re.fullmatch(r"[0-9]{1,12}", timestamp) or not abs(time.time() - int(timestamp)) < 300:
        return False
    signatures = headers.get("webhook-signature", "").split(" ")
    if len(signatures) > 20:
        return False
    signed = f"{headers.get('webhook-id')}.{timestamp}.".encode() + raw_body
    expected = "v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(signature.encode(), expected.encode()) for signature in signatures)


# Requests are handled in threads, whose prints would mix within a line.
logging.basicConfig(format="%(message)s", level=logging.INFO, stream=sys.stdout)

# Ids of handled events. In production, store them in your database, in the same transaction as the work.
done = set()
# Each request has a thread. The lock keeps two deliveries of one event from both counting as new.
done_lock = threading.Lock()


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = self.headers.get("content-length", "")
        if not re.fullmatch(r"[0-9]{1,7}", length) or int(length) > MAX_BODY_BYTES:
            self.send_response(413 if length else 411)
            self.end_headers()
            return
        raw_body = self.rfile.read(int(length))
        genuine = is_genuine(self.headers, raw_body)
        self.send_response(204 if genuine else 401)
        self.end_headers()
        if not genuine:
            logging.info("401  a request with a wrong signature")
            return
        event = json.loads(raw_body)
        with done_lock:
            again = event["id"] in done
            done.add(event["id"])
        logging.info("204  %s %s %s", event["type"], event["id"], "again" if again else json.dumps(event["data"]))

    def log_message(self, *_):
        pass


logging.info("receiving at http://127.0.0.1:%d", PORT)
ThreadingHTTPServer(("127.0.0.1", PORT), Receiver).serve_forever()
