"""A client in a process of its own: sends leads one after the other over one kept connection.

`python -m bench.sender PORT TOKEN DOOR FIRST NUMBER` gets ready, says so, waits for a line on its
standard input, sends, and prints what it saw as JSON: status and milliseconds of each answer, and
when it began and ended by the clock that all processes share.
"""

import http.client
import json
import socket
import sys
import time

from bench.leads import leads


def send(port: int, token: str, bodies: list[bytes], keys: list[str]) -> dict[str, object]:
    """What came of the bodies, each sent under its key once the one before was answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    statuses, milliseconds = [], []
    began = time.monotonic()
    for body, key in zip(bodies, keys, strict=True):
        sent = time.perf_counter()
        connection.request("POST", "/api/v1/leads", body, head | {"Idempotency-Key": key})
        answer = connection.getresponse()
        answer.read()
        milliseconds.append((time.perf_counter() - sent) * 1000)
        statuses.append(answer.status)
    ended = time.monotonic()
    connection.close()
    return {"statuses": statuses, "milliseconds": milliseconds, "began": began, "ended": ended}


def main() -> None:
    port, token, door, first, number = sys.argv[1:]
    chosen = list(leads(int(first), int(number), door=door))
    bodies = [json.dumps(each).encode() for each in chosen]
    keys = [each["email"] for each in chosen]
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(send(int(port), token, bodies, keys)), flush=True)


if __name__ == "__main__":
    main()
