"""Values of Python as values of JSON."""

import json
import math
import numbers
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, time, timezone
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

_MOST_OF_SERVER = 2**64
_LEAST_OF_SERVER = -(2**63)


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds; a time without a zone is local time, as in the rest of Python."""
    return moment.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _whole(value: int) -> Any:
    return value if _LEAST_OF_SERVER <= value < _MOST_OF_SERVER else str(value)


def _number(value: Any) -> Any:
    if isinstance(value, numbers.Integral):
        return _whole(int(value))
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return _whole(int(value))
    real = float(value)
    return real if math.isfinite(real) else None


def plain(value: Any, where: str) -> Any:
    """``value`` in types that JSON has. Raises TypeError, naming ``where``, for what cannot be sent."""
    if value is None or isinstance(value, (bool, str)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Enum):
        return plain(value.value, where)
    if isinstance(value, (numbers.Real, Decimal)):
        return _number(value)
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key.value if isinstance(key, Enum) else key): plain(item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(value, (Sequence, Set)) and not isinstance(value, (bytes, bytearray, memoryview)):
        return [plain(item, f"{where}[{i}]") for i, item in enumerate(value)]
    raise TypeError(f"{where} cannot be sent: it is a {type(value).__name__}")


def encode(message: Any) -> bytes:
    """Compact JSON. Half a surrogate pair, which UTF-8 has no bytes for, becomes a question mark."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")
