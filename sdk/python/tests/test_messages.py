import unittest
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from uuid import UUID

from throng.messages import increments, message, nulls, to_json
from throng.values import encode, plain


def made(**given):
    fields = dict(user_id=None, anonymous_id=None, timestamp=None, message_id=None, context=None)
    return message("track", **{**fields, **given})


class Ids(unittest.TestCase):
    def test_numbers_and_uuids_become_text(self):
        self.assertEqual(made(user_id=7)["userId"], "7")
        self.assertEqual(made(anonymous_id=UUID(int=1))["anonymousId"], str(UUID(int=1)))

    def test_what_is_no_id_is_named(self):
        for given, error in (({}, ValueError), ({"user_id": " "}, ValueError), ({"user_id": True}, TypeError), ({"user_id": 1.5}, TypeError)):
            with self.assertRaisesRegex(error, "user_id"):
                made(**given)


class Times(unittest.TestCase):
    def test_kinds(self):
        moment = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=timezone.utc)
        for given in (moment, moment.astimezone(timezone(timedelta(hours=8))), moment.timestamp(), moment.astimezone().replace(tzinfo=None)):
            self.assertEqual(made(user_id="a", timestamp=given)["timestamp"], "2026-01-02T03:04:05.678Z")

    def test_calls_keep_their_order(self):
        times = [made(user_id="a")["timestamp"] for _ in range(50)]
        self.assertEqual(times, sorted(set(times)))

    def test_what_is_no_time_is_named(self):
        for given in (float("nan"), True, "", []):
            with self.assertRaisesRegex(TypeError, "timestamp"):
                made(user_id="a", timestamp=given)


class Values(unittest.TestCase):
    def test_numbers(self):
        given = [Decimal("42.50"), Decimal(3), Decimal("NaN"), float("-inf"), 2**64 - 1, 2**64, -(2**63) - 1]
        self.assertEqual(plain(given, "v"), [42.5, 3, None, None, 2**64 - 1, str(2**64), str(-(2**63) - 1)])

    def test_enums_are_their_values(self):
        class Plan(str, Enum):
            PRO = "pro"

        self.assertEqual(plain({Plan.PRO: Plan.PRO}, "v"), {"pro": "pro"})

    def test_what_cannot_be_sent_is_named(self):
        with self.assertRaisesRegex(TypeError, r"properties\.a\.b\[1\]"):
            plain({"a": {"b": [1, b"x"]}}, "properties")

    def test_half_a_surrogate_pair_does_not_break_the_batch(self):
        self.assertEqual(encode({"a": "x\ud83dy人"}), '{"a":"x?y人"}'.encode())


class Traits(unittest.TestCase):
    def test_increments_are_finite_numbers(self):
        self.assertEqual(increments({"a": 1, "b": Decimal("1.5")}), {"a": 1, "b": 1.5})
        for by in ("1", True, None, float("nan"), float("inf")):
            with self.assertRaisesRegex(TypeError, r"traits\.a"):
                increments({"a": by})
        with self.assertRaisesRegex(ValueError, "traits"):
            increments({})

    def test_one_name_or_many(self):
        self.assertEqual(nulls("plan"), {"plan": None})
        self.assertEqual(nulls(["a", "b"]), {"a": None, "b": None})


class Size(unittest.TestCase):
    def test_the_error_says_how_large(self):
        self.assertEqual(len(to_json({"type": "track", "t": "x" * (32768 - 23)})), 32768)
        with self.assertRaisesRegex(ValueError, "32769 bytes.*32768"):
            to_json({"type": "track", "t": "x" * (32768 - 22)})


if __name__ == "__main__":
    unittest.main()
