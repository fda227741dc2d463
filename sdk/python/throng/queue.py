"""Events that wait to be acknowledged, in order, and the thread that sends them, one request at a time."""

import base64
import gzip
import json
import threading
import time
from collections import deque
from datetime import datetime, timezone
from typing import Deque, List, Optional

from . import process
from .answer import Answer, backoff, meaning, quarantined, retry_after
from .errors import DeliveryError
from .messages import LIBRARY
from .options import Options
from .post import Poster
from .values import iso

_GZIP_FROM_BYTES = 1024

Batch = List[bytes]


class Queue:
    def __init__(self, host: str, write_key: str, options: Options) -> None:
        auth = base64.b64encode(f"{write_key}:".encode()).decode()
        self._headers = {
            "Content-Type": "application/json",
            "Authorization": f"Basic {auth}",
            "User-Agent": f"python-throng/{LIBRARY['version']}",
        }
        self._host = host
        self._options = options
        self._closed = False
        self.start_over()
        process.living.add(self)

    def start_over(self) -> None:
        """Empty, with a lock and a thread of its own. In the child of a fork nothing of the parent's is touched: what
        the parent has gathered is the parent's to send."""
        self._poster = Poster(self._host, self._options.timeout)
        self._changed = threading.Condition()
        self._thread: Optional[threading.Thread] = None
        self._items: Deque[bytes] = deque()  # oldest first, none of them in _batches
        self._batches: Deque[Batch] = deque()  # older than _items: what has to be sent again
        self._bytes = 0  # of _items
        self._oldest_at = 0.0  # when _items[0] came
        self._attempts = 0  # of the batch that is first
        self._failures = 0  # in a row
        self._retry_at = 0.0
        self._pushed = 0
        self._settled = 0  # acknowledged or given up
        self._waiters = 0

    @property
    def size(self) -> int:
        return self._pushed - self._settled

    def push(self, data: bytes) -> bool:
        """False, and told to ``on_error``, when it is full or closed."""
        with self._changed:
            if self._options.block_when_full and not self._is_worker():
                self._changed.wait_for(lambda: self._closed or self.size < self._options.max_queue)
            full = self.size >= self._options.max_queue
            if not self._closed and not full:
                self._add(data)
                return True
            code = "closed" if self._closed else "full"
        why = "the client is closed" if code == "closed" else f"the queue is full ({self._options.max_queue} events)"
        self._report(DeliveryError(code, why, [json.loads(data)]))
        return False

    def flush(self, timeout: float) -> bool:
        """True when all that was pushed before is settled, False when that takes longer."""
        with self._changed:
            if self._is_worker():
                return self.size == 0
            target = self._pushed
            self._waiters += 1
            self._changed.notify_all()
            try:
                return self._changed.wait_for(lambda: self._settled >= target, timeout)
            finally:
                self._waiters -= 1

    def close(self, timeout: float) -> bool:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        done = self.flush(timeout)
        with self._changed:
            left = [data for batch in self._batches for data in batch] + list(self._items)
            self._batches.clear()
            self._items.clear()
            self._changed.notify_all()
        process.living.discard(self)
        if left:
            self._give_up(left, "closed", "the client was closed before the server took them")
        return done

    def _is_worker(self) -> bool:
        return threading.current_thread() is self._thread

    def _add(self, data: bytes) -> None:
        if not self._items:
            self._oldest_at = time.monotonic()
        self._items.append(data)
        self._bytes += len(data)
        self._pushed += 1
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="throng", daemon=True)
            self._thread.start()
        if len(self._items) == 1 or self._is_full():
            self._changed.notify_all()

    def _is_full(self) -> bool:
        return len(self._items) >= self._options.flush_at or self._bytes >= self._options.flush_bytes

    def _run(self) -> None:
        while True:
            batch = self._next()
            if batch is None:
                self._poster.close()
                return
            answer: Optional[Answer] = None
            cause: Optional[Exception] = None
            try:
                answer = self._request(batch)
            except Exception as error:  # of the network mostly; whatever it is, the thread must go on
                cause = error
            self._conclude(batch, answer, cause)

    def _next(self) -> Optional[Batch]:
        """The batch to send, when it is time to; None when the queue is closed and empty."""
        with self._changed:
            while True:
                if not self._batches and not self._items:
                    if self._closed:
                        return None
                    self._changed.wait()
                    continue
                wait = self._due_at() - time.monotonic()
                if wait <= 0:
                    break
                self._changed.wait(wait)
            if not self._batches:
                self._batches.append(self._take())
            return self._batches[0]

    def _due_at(self) -> float:
        if self._failures > 0:
            return self._retry_at
        if self._batches or self._waiters > 0 or self._closed or self._is_full():
            return 0.0
        return self._oldest_at + self._options.flush_interval

    def _take(self) -> Batch:
        """At least one event, at most ``flush_at`` and ``flush_bytes``."""
        batch: Batch = []
        total = 0
        while self._items and len(batch) < self._options.flush_at:
            total += len(self._items[0]) + 1
            if batch and total > self._options.flush_bytes:
                break
            batch.append(self._items.popleft())
        self._bytes -= sum(map(len, batch))
        self._oldest_at = time.monotonic()
        return batch

    def _request(self, batch: Batch) -> Answer:
        sent_at = iso(datetime.now(timezone.utc)).encode()
        body = b'{"batch":[' + b",".join(batch) + b'],"sentAt":"' + sent_at + b'"}'
        headers = dict(self._headers)
        if self._options.gzip and len(body) > _GZIP_FROM_BYTES:
            body = gzip.compress(body, 6)
            headers["Content-Encoding"] = "gzip"
        return self._poster.post(headers, body)

    def _conclude(self, batch: Batch, answer: Optional[Answer], cause: Optional[Exception]) -> None:
        status = answer.status if answer else None
        said = f"the server answered {status}" if answer else f"the server cannot be reached: {cause}"
        what = meaning(answer.status) if answer else "retry"
        if answer and what == "ok":
            self._acknowledge(batch, answer)
        elif what == "halve" and len(batch) > 1:
            self._halve(batch)
        elif answer and what in ("halve", "refused"):
            if self._drop(batch):
                detail = answer.body[:500].decode("utf-8", "replace")
                self._give_up(batch, "refused", f"{said}: {detail}", status)
        elif self._pause(answer, what):
            if self._drop(batch):
                self._give_up(batch, "retries", f"{said}, and {self._options.max_retries} retries were made", status)
        elif what == "wait":
            hint = f"{said}: are host and write key right? It is tried again"
            self._report(DeliveryError("wait", hint, status=status))

    def _acknowledge(self, batch: Batch, answer: Answer) -> None:
        dropped = self._drop(batch)
        kept = quarantined(answer.body)
        if kept:
            why = f"the server put {kept[0]} events into its quarantine: {kept[1][0] if kept[1] else ''}"
            self._report(DeliveryError("quarantined", why, status=answer.status, problems=kept[1]))
        with self._changed:
            self._failures = 0
        if dropped:
            self._settle(len(batch))

    def _drop(self, batch: Batch) -> bool:
        """False when somebody gave it up meanwhile."""
        with self._changed:
            self._attempts = 0
            if not self._batches or self._batches[0] is not batch:
                return False
            self._batches.popleft()
            return True

    def _halve(self, batch: Batch) -> None:
        middle = (len(batch) + 1) // 2
        if self._drop(batch):
            with self._changed:
                self._batches.extendleft([batch[middle:], batch[:middle]])
                self._failures = 0

    def _pause(self, answer: Optional[Answer], what: str) -> bool:
        """Puts off the next attempt; True when there have been enough."""
        options = self._options
        with self._changed:
            self._failures += 1
            self._attempts += 1
            pause = options.retry_max if what == "wait" else backoff(self._failures, options.retry_min, options.retry_max)
            self._retry_at = time.monotonic() + max(pause, retry_after(answer) if answer else 0.0)
            return options.max_retries is not None and self._attempts > options.max_retries

    def _give_up(self, batch: Batch, code: str, why: str, status: Optional[int] = None) -> None:
        self._report(DeliveryError(code, why, [json.loads(data) for data in batch], status))
        self._settle(len(batch))

    def _settle(self, count: int) -> None:
        with self._changed:
            self._settled += count
            self._changed.notify_all()

    def _report(self, error: DeliveryError) -> None:
        """What ``on_error`` raises must not stop the thread."""
        try:
            self._options.on_error(error)
        except Exception:
            process.log.exception("on_error raised")
