from dataclasses import dataclass, field, fields
from typing import Callable, Optional

from .errors import DeliveryError, log_quietly


@dataclass(frozen=True)
class Options:
    """Times are in seconds."""

    flush_at: int = 100  # most events in a request
    flush_bytes: int = 400_000  # most bytes in a request, before it is compressed
    flush_interval: float = 1.0  # longest time that an event waits for others
    max_queue: int = 10_000  # most events that wait in memory
    max_retries: Optional[int] = None  # how often a batch is tried again before it is given up; None: for ever
    retry_min: float = 0.5  # pause after the first failure; it doubles
    retry_max: float = 60.0
    timeout: float = 10.0  # longest silence of the server during a request
    gzip: bool = True  # compress requests of more than 1 KB
    block_when_full: bool = False  # calls wait for room in the queue, rather than drop the event
    on_error: Callable[[DeliveryError], None] = field(default_factory=log_quietly)

    def __post_init__(self) -> None:
        for option in fields(self):
            value = getattr(self, option.name)
            if isinstance(value, (int, float)) and not value >= 0:
                raise ValueError(f"the option {option.name} must not be negative")
        for name in ("flush_at", "max_queue"):
            if getattr(self, name) < 1:
                raise ValueError(f"the option {name} must be at least 1")
        if not callable(self.on_error):
            raise TypeError("the option on_error must be callable")
