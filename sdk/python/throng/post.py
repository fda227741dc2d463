"""One POST: the answer when all of it has come, else an OSError or HTTPException. Redirects are not followed."""

import http.client
import time
from typing import Dict, Optional
from urllib.parse import urlsplit

from .answer import Answer

_KEEP_SECONDS = 2.0  # servers close idle connections; one that is older is not worth the risk


class Poster:
    """Used by one thread at a time."""

    def __init__(self, host: str, timeout: float) -> None:
        url = urlsplit(host)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise ValueError("host must begin with http:// or https:// and name a server")
        self._secure = url.scheme == "https"
        self._address = (url.hostname, url.port)
        self._path = url.path.rstrip("/") + "/v1/batch"
        self._timeout = timeout
        self._connection: Optional[http.client.HTTPConnection] = None
        self._used_at = 0.0

    def post(self, headers: Dict[str, str], body: bytes) -> Answer:
        connection = self._connect()
        try:
            connection.request("POST", self._path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.getheader("Retry-After"), response.getheader("Date"), response.read())
        except BaseException:
            self.close()
            raise
        self._used_at = time.monotonic()
        return answer

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> http.client.HTTPConnection:
        if time.monotonic() - self._used_at > _KEEP_SECONDS:
            self.close()
        if self._connection is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            self._connection = kind(*self._address, timeout=self._timeout)
        return self._connection
