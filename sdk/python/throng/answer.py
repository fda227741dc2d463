"""What an answer, or none, means for the batch that was sent."""

import json
import random
import time
from email.utils import parsedate_to_datetime
from typing import List, NamedTuple, Optional, Tuple

_MOST_RETRY_AFTER = 3600.0


class Answer(NamedTuple):
    status: int
    retry_after: Optional[str]
    date: Optional[str]
    body: bytes


def meaning(status: int) -> str:
    """``ok``: acknowledged. ``retry``: the server is busy or away. ``wait``: the address or the key is wrong, which
    somebody has to put right. ``halve``: too large at once. ``refused``: will never be taken."""
    if 200 <= status < 300:
        return "ok"
    if status == 413:
        return "halve"
    if status in (408, 429) or status >= 500:
        return "retry"
    if 300 <= status < 400 or status in (401, 403, 404):
        return "wait"
    return "refused"


def _seconds_of_date(text: Optional[str]) -> Optional[float]:
    try:
        return parsedate_to_datetime(text).timestamp() if text else None
    except (TypeError, ValueError):
        return None


def retry_after(answer: Answer) -> float:
    """Seconds that the server asks to be left alone; a date counts from the server's own clock, if it tells that."""
    if not answer.retry_after:
        return 0.0
    try:
        seconds = float(answer.retry_after)
    except ValueError:
        until, server = _seconds_of_date(answer.retry_after), _seconds_of_date(answer.date)
        seconds = 0.0 if until is None else until - (time.time() if server is None else server)
    return min(seconds, _MOST_RETRY_AFTER) if seconds > 0 else 0.0


def backoff(failures: int, least: float, most: float) -> float:
    """The pause after the n-th failure in a row: doubles, and varies so that clients do not come all at once."""
    ceiling = min(most, least * 2 ** min(failures, 30))
    return max(least, ceiling * random.uniform(0.5, 1.0))


def quarantined(body: bytes) -> Optional[Tuple[int, List[str]]]:
    """Events that the server took but could not read; it keeps them in its quarantine."""
    try:
        read = json.loads(body)
        count = int(read.get("quarantined") or 0)
        return (count, [str(p) for p in read.get("problems") or []]) if count > 0 else None
    except (ValueError, AttributeError, TypeError):
        return None
