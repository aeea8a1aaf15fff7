"""Instance metadata from a server that says what a test wants it to say."""

import os
import socket
import unittest

from a_clock import LONG

from prism.looks import zone
from prism.looks.zone import read_metadata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

ZONE = {
    b"meta-data/placement/availability-zone": b"us-east-1a",
    b"meta-data/placement/region": b"us-east-1",
    b"meta-data/instance-id": b"i-0123",
}


class Metadata(unittest.TestCase):
    def setUp(self) -> None:
        self.before = zone.SECONDS, zone.TOKEN_SECONDS
        zone.SECONDS = zone.TOKEN_SECONDS = LONG

    def tearDown(self) -> None:
        zone.SECONDS, zone.TOKEN_SECONDS = self.before

    def served(self, answer: "Callable[[bytes, bytes], bytes | None]") -> "tuple[bytes, bytes, bytes]":
        """Answers each request, in a child; None: never."""
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        child = os.fork()
        if child == 0:
            kept: "list[socket.socket]" = []
            while True:
                connection, _ = listener.accept()
                asked = b""
                while b"\r\n\r\n" not in asked:
                    asked += connection.recv(4096)
                said = answer(asked.split(b" ")[1][len(b"/latest/") :], asked)
                if said is None:
                    kept.append(connection)
                else:
                    connection.sendall(said)
                    connection.close()
        try:
            return read_metadata("127.0.0.1", listener.getsockname()[1])
        finally:
            os.kill(child, 9)
            os.waitpid(child, 0)
            listener.close()

    def test_by_token(self) -> None:
        def answer(path: bytes, asked: bytes) -> bytes:
            if path == b"api/token":
                return b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nABC" if asked.startswith(b"PUT") else b"HTTP/1.0 405 x\r\n\r\n"
            return (
                b"HTTP/1.1 200 OK\r\n\r\n" + ZONE[path] + b"\nmore"
                if b"X-aws-ec2-metadata-token: ABC\r\n" in asked
                else b"HTTP/1.0 401 x\r\n\r\nx"
            )

        self.assertEqual(self.served(answer), (b"us-east-1a", b"us-east-1", b"i-0123"))

    def test_the_older_version_where_no_token_comes_in_time(self) -> None:
        zone.TOKEN_SECONDS = 0.1
        found = self.served(lambda path, asked: None if path == b"api/token" else b"HTTP/1.0 200 OK\r\n\r\n" + ZONE[path])
        self.assertEqual(found, (b"us-east-1a", b"us-east-1", b"i-0123"))

    def test_who_never_answers_costs_the_limit_and_no_more(self) -> None:
        zone.SECONDS = zone.TOKEN_SECONDS = 0.1
        self.assertEqual(self.served(lambda path, asked: None), (b"", b"", b""))

    def test_the_limit_is_one_for_all_questions(self) -> None:
        # what waiting for the token took is not there for the rest, which would be answered at once
        zone.SECONDS = zone.TOKEN_SECONDS = 0.1
        found = self.served(lambda path, asked: None if path == b"api/token" else b"HTTP/1.0 200 OK\r\n\r\n" + ZONE[path])
        self.assertEqual(found, (b"", b"", b""))

    def test_what_is_no_answer(self) -> None:
        for said in (b"", b"\r\n\r\n", b"HTTP/1.0 404 no\r\n\r\nus-east-1a", b"x 200\r\n\r\ny", b"HTTP/1.0 200 OK\r\n", b"\x00" * 20000):
            self.assertEqual(self.served(lambda path, asked, said=said: said), (b"", b"", b""))

    def test_nobody_there(self) -> None:
        listener = socket.socket()
        # a port that is kept, so that nobody else listens there
        listener.bind(("127.0.0.1", 0))
        self.assertEqual(read_metadata("127.0.0.1", listener.getsockname()[1]), (b"", b"", b""))
        listener.close()


if __name__ == "__main__":
    unittest.main()
