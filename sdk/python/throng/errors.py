import logging
import threading
import time
from typing import Any, Callable, Dict, List, Optional

_QUIET_SECONDS = 10.0


class DeliveryError(Exception):
    """What is handed to ``on_error``: why, and the events that were given up (none where they are still to be sent).

    ``code`` is one of ``full``, ``closed``, ``refused``, ``retries``, ``wait`` and ``quarantined``.
    """

    def __init__(
        self,
        code: str,
        message: str,
        events: Optional[List[Dict[str, Any]]] = None,
        status: Optional[int] = None,
        problems: Optional[List[str]] = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.events = events or []
        self.status = status
        self.problems = problems or []


def log_quietly() -> Callable[[DeliveryError], None]:
    """For who gave no ``on_error``: a line in the log, at most one in ten seconds for each code."""
    last: Dict[str, float] = {}
    lock = threading.Lock()
    log = logging.getLogger("throng")

    def report(error: DeliveryError) -> None:
        now = time.monotonic()
        with lock:
            if now - last.get(error.code, -_QUIET_SECONDS) < _QUIET_SECONDS:
                return
            last[error.code] = now
        log.error("%s (%d given up)", error.message, len(error.events))

    return report
