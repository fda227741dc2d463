import unittest
from email.utils import formatdate

from throng.answer import Answer, backoff, meaning, quarantined, retry_after


def answer(header, date=None):
    return Answer(503, header, date, b"")


class Meaning(unittest.TestCase):
    def test_of_each_status(self):
        expected = {200: "ok", 204: "ok", 302: "wait", 400: "refused", 401: "wait", 403: "wait", 404: "wait", 408: "retry",
                    413: "halve", 422: "refused", 429: "retry", 500: "retry", 503: "retry"}  # fmt: skip
        self.assertEqual({status: meaning(status) for status in expected}, expected)


class RetryAfter(unittest.TestCase):
    def test_seconds(self):
        self.assertEqual(retry_after(answer("7")), 7.0)

    def test_a_date_counts_from_the_clock_of_the_server(self):
        self.assertEqual(retry_after(answer(formatdate(1_000_030, usegmt=True), formatdate(1_000_000, usegmt=True))), 30.0)

    def test_nothing_usable_is_no_wait(self):
        for header in (None, "", "soon", "-5", "nan", formatdate(0, usegmt=True)):
            self.assertEqual(retry_after(answer(header)), 0.0, header)

    def test_at_most_an_hour(self):
        self.assertEqual(retry_after(answer("inf")), 3600.0)


class Backoff(unittest.TestCase):
    def test_doubles_between_least_and_most(self):
        for failures in range(1, 200):
            ceiling = min(60.0, 0.5 * 2**failures)
            pause = backoff(failures, 0.5, 60.0)
            self.assertTrue(max(0.5, ceiling / 2) <= pause <= ceiling, (failures, pause))


class Quarantined(unittest.TestCase):
    def test_only_where_the_answer_says_so(self):
        self.assertEqual(quarantined(b'{"success":true,"quarantined":2,"problems":["a","b"]}'), (2, ["a", "b"]))
        for body in (b"", b"ok", b"[]", b"1", b'{"success":true}', b'{"quarantined":0}'):
            self.assertIsNone(quarantined(body), body)


if __name__ == "__main__":
    unittest.main()
