"""Sends what a server knows of its users to a Throng server."""

from .client import Client
from .errors import DeliveryError

__all__ = ["Client", "DeliveryError"]
