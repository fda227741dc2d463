"""Calls to messages: checks what a call says and writes it as what goes over the wire."""

import math
import numbers
import threading
import time
import uuid
from collections.abc import Mapping
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any, Dict, Iterable, Optional, Union

from .values import encode, iso, plain

LIBRARY = {"name": "throng-python", "version": "0.1.0"}
MAX_EVENT_BYTES = 32 * 1024
_MAX_AHEAD_MS = 100

Id = Union[str, int, uuid.UUID]
Timestamp = Union[datetime, float, int, str]
Values = Mapping  # of str to whatever values.plain() takes

_last_ms = 0
_last_lock = threading.Lock()


def start_over() -> None:
    """In the child of a fork: whoever held the lock is not here."""
    global _last_lock
    _last_lock = threading.Lock()


def _time_of_call() -> str:
    """Now. The server orders one person's events by time, so that calls within one millisecond get consecutive
    ones, up to 100 ms ahead of the clock."""
    global _last_ms
    with _last_lock:
        now = time.time_ns() // 1_000_000
        _last_ms = min(_last_ms + 1, now + _MAX_AHEAD_MS) if 0 <= _last_ms - now <= _MAX_AHEAD_MS else now
        return _iso_of_ms(_last_ms)


def _iso_of_ms(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{datetime.fromtimestamp(seconds, timezone.utc):%Y-%m-%dT%H:%M:%S}.{rest:03d}Z"


def _timestamp(value: Optional[Timestamp]) -> str:
    if value is None:
        return _time_of_call()
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return _iso_of_ms(round(value * 1000))
    if isinstance(value, str) and value.strip():
        return value
    raise TypeError("timestamp must be a datetime, seconds since 1970 or ISO 8601")


def _id(value: Any, field: str) -> Optional[str]:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, uuid.UUID)):
        raise TypeError(f"{field} must be text, a number or a UUID, got {type(value).__name__}")
    text = str(value)
    if not text.strip():
        raise ValueError(f"{field} must not be empty")
    return text


def needed_id(value: Any, field: str) -> str:
    text = _id(value, field)
    if text is None:
        raise ValueError(f"{field} is needed")
    return text


def text(value: Any, field: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{field} must be text, got {type(value).__name__}")
    if not value.strip():
        raise ValueError(f"{field} must not be empty")
    return value


def optional_text(value: Any, field: str) -> Dict[str, str]:
    return {} if value is None else {field: text(value, field)}


def values(given: Optional[Values], field: str) -> Dict[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise TypeError(f"{field} must be a dict, got {type(given).__name__}")
    return plain(given, field)


def increments(given: Values) -> Dict[str, Any]:
    if isinstance(given, Mapping):
        for name, value in given.items():
            is_number = isinstance(value, (numbers.Real, Decimal)) and not isinstance(value, bool)
            if not is_number or not math.isfinite(value):
                raise TypeError(f"traits.{name} must be a finite number to increment by")
    return some_traits(given)


def some_traits(given: Values) -> Dict[str, Any]:
    traits = values(given, "traits")
    if not traits:
        raise ValueError("traits must name at least one trait")
    return traits


def nulls(names: Union[str, Iterable[str]]) -> Dict[str, None]:
    """Traits that are null are taken away."""
    listed = [names] if isinstance(names, str) else list(names)
    if not listed:
        raise ValueError("traits must name at least one trait")
    return {text(name, "traits"): None for name in listed}


def message(
    kind: str,
    user_id: Optional[Id],
    anonymous_id: Optional[Id],
    timestamp: Optional[Timestamp],
    message_id: Optional[str],
    context: Optional[Values],
) -> Dict[str, Any]:
    """What every message has. Raises ValueError when it names nobody."""
    user, anonymous = _id(user_id, "user_id"), _id(anonymous_id, "anonymous_id")
    if user is None and anonymous is None:
        raise ValueError("user_id or anonymous_id is needed")
    out: Dict[str, Any] = {"type": kind}
    if user is not None:
        out["userId"] = user
    if anonymous is not None:
        out["anonymousId"] = anonymous
    out["messageId"] = str(uuid.uuid4()) if message_id is None else text(str(message_id), "message_id")
    out["timestamp"] = _timestamp(timestamp)
    out["context"] = {"library": LIBRARY, **values(context, "context")}
    return out


def to_json(what: Dict[str, Any]) -> bytes:
    """The message as bytes. Raises ValueError, with the size, for one that no server would take."""
    data = encode(what)
    if len(data) > MAX_EVENT_BYTES:
        name = f' "{what["event"]}"' if "event" in what else ""
        raise ValueError(f"the {what['type']}{name} is {len(data)} bytes as JSON, at most {MAX_EVENT_BYTES} are taken")
    return data
