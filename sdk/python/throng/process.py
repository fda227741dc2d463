"""Queues at the end of the process, and in the children of a fork."""

import atexit
import logging
import os
import weakref
from typing import TYPE_CHECKING

from . import messages

if TYPE_CHECKING:
    from .queue import Queue

EXIT_SECONDS = 5.0

log = logging.getLogger("throng")
living: "weakref.WeakSet[Queue]" = weakref.WeakSet()


def _at_exit() -> None:
    for queue in list(living):
        queue.close(EXIT_SECONDS)


def _after_fork() -> None:
    messages.start_over()
    for queue in list(living):
        queue.start_over()


atexit.register(_at_exit)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
