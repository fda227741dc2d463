from types import TracebackType
from typing import Any, Callable, Dict, Iterable, Optional, Type, Union

from .errors import DeliveryError
from .messages import (
    Id,
    Timestamp,
    Values,
    increments,
    message,
    needed_id,
    nulls,
    optional_text,
    some_traits,
    text,
    to_json,
    values,
)
from .options import Options
from .queue import Queue


class Client:
    """Sends to one project. Safe to be used by many threads.

    Calls return the message's id at once, or None when the event was dropped (``full``, ``closed``). They raise
    ValueError or TypeError when a field is missing or wrong, or the event is larger than 32 KB.
    """

    def __init__(
        self,
        host: str,
        write_key: str,
        *,
        flush_at: int = Options.flush_at,
        flush_bytes: int = Options.flush_bytes,
        flush_interval: float = Options.flush_interval,
        max_queue: int = Options.max_queue,
        max_retries: Optional[int] = Options.max_retries,
        retry_min: float = Options.retry_min,
        retry_max: float = Options.retry_max,
        timeout: float = Options.timeout,
        gzip: bool = Options.gzip,
        block_when_full: bool = Options.block_when_full,
        on_error: Optional[Callable[[DeliveryError], None]] = None,
    ) -> None:
        given = {k: v for k, v in locals().items() if k not in ("self", "host", "write_key", "on_error")}
        if on_error is not None:
            given["on_error"] = on_error
        self._queue = Queue(text(host, "host"), text(write_key, "write_key"), Options(**given))

    def track(
        self,
        user_id: Optional[Id] = None,
        event: Optional[str] = None,
        properties: Optional[Values] = None,
        *,
        anonymous_id: Optional[Id] = None,
        timestamp: Optional[Timestamp] = None,
        message_id: Optional[str] = None,
        context: Optional[Values] = None,
    ) -> Optional[str]:
        if event is None:
            raise ValueError("event is needed")
        what = message("track", user_id, anonymous_id, timestamp, message_id, context)
        return self._push({**what, "event": text(event, "event"), "properties": values(properties, "properties")})

    def identify(
        self,
        user_id: Optional[Id] = None,
        traits: Optional[Values] = None,
        *,
        anonymous_id: Optional[Id] = None,
        timestamp: Optional[Timestamp] = None,
        message_id: Optional[str] = None,
        context: Optional[Values] = None,
    ) -> Optional[str]:
        what = message("identify", user_id, anonymous_id, timestamp, message_id, context)
        return self._push({**what, "traits": values(traits, "traits")})

    def page(
        self,
        user_id: Optional[Id] = None,
        name: Optional[str] = None,
        properties: Optional[Values] = None,
        **more: Any,
    ) -> Optional[str]:
        """Also takes ``category`` and what ``track`` takes."""
        return self._view("page", user_id, name, properties, **more)

    def screen(
        self,
        user_id: Optional[Id] = None,
        name: Optional[str] = None,
        properties: Optional[Values] = None,
        **more: Any,
    ) -> Optional[str]:
        """Also takes ``category`` and what ``track`` takes."""
        return self._view("screen", user_id, name, properties, **more)

    def group(
        self,
        user_id: Optional[Id] = None,
        group_id: Optional[Id] = None,
        traits: Optional[Values] = None,
        *,
        anonymous_id: Optional[Id] = None,
        timestamp: Optional[Timestamp] = None,
        message_id: Optional[str] = None,
        context: Optional[Values] = None,
    ) -> Optional[str]:
        what = message("group", user_id, anonymous_id, timestamp, message_id, context)
        return self._push({**what, "groupId": needed_id(group_id, "group_id"), "traits": values(traits, "traits")})

    def alias(
        self,
        user_id: Id,
        previous_id: Id,
        *,
        timestamp: Optional[Timestamp] = None,
        message_id: Optional[str] = None,
        context: Optional[Values] = None,
    ) -> Optional[str]:
        what = message("alias", needed_id(user_id, "user_id"), None, timestamp, message_id, context)
        return self._push({**what, "previousId": needed_id(previous_id, "previous_id")})

    def set_once(self, user_id: Optional[Id], traits: Values, **more: Any) -> Optional[str]:
        """Sets traits that the person does not have yet. Like those below also takes ``anonymous_id``,
        ``timestamp``, ``message_id`` and ``context``."""
        return self._profile("set_once", user_id, some_traits(traits), **more)

    def increment(self, user_id: Optional[Id], traits: Values, **more: Any) -> Optional[str]:
        """Adds to numbers; a trait that is missing counts as 0."""
        return self._profile("increment", user_id, increments(traits), **more)

    def append(self, user_id: Optional[Id], traits: Values, **more: Any) -> Optional[str]:
        """Adds to the end of lists."""
        return self._profile("append", user_id, some_traits(traits), **more)

    def union(self, user_id: Optional[Id], traits: Values, **more: Any) -> Optional[str]:
        """Adds to lists what they do not hold yet."""
        return self._profile("union", user_id, some_traits(traits), **more)

    def remove(self, user_id: Optional[Id], traits: Values, **more: Any) -> Optional[str]:
        """Takes out of lists."""
        return self._profile("remove", user_id, some_traits(traits), **more)

    def unset(self, user_id: Optional[Id], traits: Union[str, Iterable[str]], **more: Any) -> Optional[str]:
        """Takes traits away, by their names."""
        return self._send("identify", user_id, {"traits": nulls(traits)}, **more)

    @property
    def pending(self) -> int:
        """How many events are not acknowledged yet."""
        return self._queue.size

    def flush(self, timeout: float = 10.0) -> bool:
        """True once everything that was called before is acknowledged or given up; False after ``timeout``."""
        return self._queue.flush(timeout)

    def close(self, timeout: float = 10.0) -> bool:
        """Flushes, then gives up what is left. Calls after it are dropped."""
        return self._queue.close(timeout)

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def _view(
        self,
        kind: str,
        user_id: Optional[Id],
        name: Optional[str],
        properties: Optional[Values],
        category: Optional[str] = None,
        **more: Any,
    ) -> Optional[str]:
        named = {**optional_text(name, "name"), **optional_text(category, "category")}
        return self._send(kind, user_id, {**named, "properties": values(properties, "properties")}, **more)

    def _profile(self, op: str, user_id: Optional[Id], traits: Dict[str, Any], **more: Any) -> Optional[str]:
        return self._send("profile", user_id, {"op": op, "traits": traits}, **more)

    def _send(
        self,
        kind: str,
        user_id: Optional[Id],
        body: Dict[str, Any],
        *,
        anonymous_id: Optional[Id] = None,
        timestamp: Optional[Timestamp] = None,
        message_id: Optional[str] = None,
        context: Optional[Values] = None,
    ) -> Optional[str]:
        what = message(kind, user_id, anonymous_id, timestamp, message_id, context)
        return self._push({**what, **body})

    def _push(self, what: Dict[str, Any]) -> Optional[str]:
        message_id: str = what["messageId"]
        return message_id if self._queue.push(to_json(what)) else None
