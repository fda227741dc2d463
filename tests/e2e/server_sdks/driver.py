"""See tests/lib/sdk_drivers.mjs."""

import os
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import throng

scenario, host, key, tag = sys.argv[1:5]
settings = {name: float(value) for name, value in (given.split("=") for given in sys.argv[5:])}
count = int(settings.pop("count", 0))
close_seconds = settings.pop("close_ms", 30_000) / 1000
TIMES = ("flush_interval", "retry_min", "retry_max", "timeout")
options = {name: value / 1000 if name in TIMES else int(value) for name, value in settings.items()}


def say(*words):
    line = " ".join(str(w).lower() if isinstance(w, bool) else str(w) for w in words)
    sys.stdout.write(line + "\n")  # at once: on_error speaks from another thread
    sys.stdout.flush()


def on_error(error):
    say("error", error.code, error.status or 0, len(error.events))


client = throng.Client(host, key, on_error=on_error, **options)
user = f"ann-{tag}"


def track(i):
    say("id", client.track(f"u{i}", f"{tag} Many", {"i": i}) or "-")


def close():
    say("closed", client.close(close_seconds), client.pending)


def many():
    for i in range(count):
        track(i)
    close()


def flush():
    track(0)
    say("flushed", client.flush())
    track(1)
    close()


def leave():
    for i in range(count):
        track(i)


def closed():
    close()
    track(0)


def fork():
    track(0)
    child = os.fork()
    track(1 if child else 2)
    if child:
        os.waitpid(child, 0)
    close()


def attempt(call):
    try:
        call()
        say("thrown -")
    except (TypeError, ValueError) as error:
        say("thrown", type(error).__name__, error)


def refusals():
    attempt(lambda: client.track("ann", ""))
    attempt(lambda: client.track(event="No one"))
    attempt(lambda: client.group("ann", ""))
    attempt(lambda: client.alias("ann", ""))
    attempt(lambda: client.increment("ann", {"visits": "two"}))
    attempt(lambda: client.track("ann", "Large", {"text": "x" * 40_000}))


def values():
    moment = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=timezone.utc)
    properties = {
        "nan": float("nan"), "infinity": float("inf"), "none": None, "yes": True, "whole": 7, "real": 0.1,
        "text": '人 "q"\n', "list": ["a", "b"], "object": {"a": 1}, "time": moment.astimezone(timezone(timedelta(hours=8))),
        "day": date(2026, 1, 2), "price": Decimal("42.50"), "seats": Decimal(3), "id": UUID(int=1), "huge": 2**70,
        "pair": (1, 2), "set": {1},
    }  # fmt: skip
    client.track("ann", "Values", properties, message_id="m-1", timestamp=moment, context={"ip": "10.0.0.1"})
    close()


def story():
    minute_ago = datetime.now(timezone.utc) - timedelta(minutes=1)
    client.track(anonymous_id=f"v1-{tag}", event=f"{tag} Product Viewed", properties={"price": 19.9}, timestamp=minute_ago)
    client.identify(user, {"plan": f"pro-{tag}", "address": {"city": "Shanghai"}}, anonymous_id=f"v1-{tag}")
    client.track(user, f"{tag} Order Completed", {"revenue": Decimal("42.50"), "currency": "CNY"})
    client.page(user, f"{tag} Home", {"path": "/"})
    client.screen(user, f"{tag} Cart")
    client.group(user, "acme", {"plan": "enterprise"})
    client.alias(user, f"v0-{tag}")
    for i in range(40):
        track(i)
    close()


def profile():
    client.identify(user, {"plan": f"profile-{tag}", "nickname": "Annie"})
    for first in ("free", "pro"):
        client.set_once(user, {"first_plan": first})
    for by in (2, 3):
        client.increment(user, {"visits": by})
    for one in ("a", "b", "b"):
        client.append(user, {"seen": one})
    for one in ("a", "b", "b", "c"):
        client.union(user, {"likes": one})
    client.remove(user, {"likes": "a"})
    client.unset(user, ["nickname"])
    close()


globals()[scenario]()
