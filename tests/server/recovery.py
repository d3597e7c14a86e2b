#!/usr/bin/env python3
"""Kills the server at random moments while couples write, and looks whether every record that was
acknowledged is there, in order, once. Then takes its disk away, and gives it back.
Called as: recovery.py PROGRAM. RECOVERY_KILLS (12) is how often."""

import os
import random
import resource
import signal
import sys
import threading
import time

import suite
import wire

KILLS = int(os.environ.get("RECOVERY_KILLS", "12"))
COUPLES = 6
A_LOG_LASTS = 20  # kills, before it is full


def start(*options, **more):
    return wire.Server(sys.argv[1], "--appends-per-minute", "60000000", "--appends-at-once",
                       "1000000", *options, **more)


class Author(threading.Thread):
    """Writes as fast as it may until the server is gone; then goes on where it was."""

    def __init__(self, server, device):
        super().__init__()
        self.server, self.device = server, device
        self.acknowledged = {}  # id: number
        self.unanswered = []  # records, in order
        self.wrong = None

    def run(self):
        try:
            self.talk()
        except (wire.Gone, OSError):
            pass
        except BaseException as error:
            self.wrong = error

    def talk(self):
        socket = self.server.socket()
        socket.open(self.device, after=1 << 40)
        for record in self.unanswered:
            socket.send(socket.append_frame(record))
        while True:
            while len(self.unanswered) < 8:
                record = self.device.write(blocks=random.choice((1, 3, 11)))
                self.unanswered.append(record)
                socket.send(socket.append_frame(record))
            its_id, its_number = self.stored(socket)
            assert its_id == self.unanswered[0].id, "answers come in order"
            self.acknowledged[its_id] = its_number
            self.unanswered.pop(0)

    @staticmethod
    def stored(socket):
        """The next answer. What others write is looked at later."""
        while True:
            kind, body = socket.next()
            if kind not in (wire.RECORDS, wire.LIVE):
                assert kind == wire.STORED, (kind, body.hex())
                return body[:16], int.from_bytes(body[16:], "little")


def test_nothing_acknowledged_is_lost_by_kills(server):
    total = 0
    authors = []
    for round_number in range(KILLS):
        if round_number % A_LOG_LASTS == 0:
            total += sum(len(author.acknowledged) for author in authors)
            pairs = [server.http.couple() for _ in range(COUPLES)]
            authors = [Author(server, device) for pair in pairs for device in pair]
        for author in authors:
            author.start()
        time.sleep(random.uniform(0.01, 0.25))
        server.kill()
        for author in authors:
            author.join()
            assert author.wrong is None, author.wrong
        server.start()
        look(server, pairs, authors, everything=round_number % 10 == 9 or round_number + 1 == KILLS)
        authors = [again(server, author) for author in authors]
    total += sum(len(author.acknowledged) for author in authors)
    print(f"{KILLS} kills, {total} records acknowledged, none lost or doubled")
    assert total > KILLS


def again(server, author):
    fresh = Author(server, author.device)
    fresh.acknowledged, fresh.unanswered = author.acknowledged, author.unanswered
    return fresh


def look(server, pairs, authors, everything):
    for place, (ana, ben) in enumerate(pairs):
        both = authors[2 * place:2 * place + 2]
        expected = {number: its_id for author in both
                    for its_id, number in author.acknowledged.items()}
        assert len(expected) == sum(len(author.acknowledged) for author in both), "a number twice"
        socket = server.socket()
        newest = max(expected, default=0)
        after = 0 if everything else max(0, newest - 200)
        found = socket.open(ben, after=after)
        socket.close()
        numbers = [number for number, _ in found]
        assert numbers == list(range(after + 1, after + 1 + len(found))), "in order, without a gap"
        counters = {}
        for number, record in found:
            its_hash = wire.hash_of("cg.record.1", record[:82],
                                    wire.hash_of("cg.sealed.1", record[82:-64]))
            if number in expected:
                assert its_hash[:16] == expected[number], "another record under this number"
            author, counter = record[17], int.from_bytes(record[18:26], "little")
            assert counters.get(author, counter) == counter, "a counter twice or missing"
            counters[author] = counter + 1
        assert newest <= after + len(found), (
            f"an acknowledged record is lost: {newest}, found {len(found)} after {after}")


def test_a_full_disk_is_told_and_passes():
    with start() as server:
        ana, ben = server.http.couple()
        socket = server.socket()
        socket.open(ana)
        stored = [ana.write() for _ in range(20)]
        for record in stored:
            socket.append(record)
        # No file of the server may grow past what it is.
        size = max(os.path.getsize(os.path.join(server.folder, name))
                   for name in os.listdir(server.folder))
        limits = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, limits[1]))
        kept, refused = [], 0
        for _ in range(400):
            record = kept[-1] if kept else ana.write(blocks=20)
            if not kept:
                kept.append(record)
            try:
                socket.append(record)
                stored.append(record)
                kept.clear()
            except wire.Refused as error:
                assert error.code == 51, error.code
                refused += 1
                if refused == 5:
                    break
        assert refused == 5, "the disk was never full"
        assert server.http.raw("GET", "/health")[0] == 503
        late = server.socket()
        assert [record for _, record in late.open(ben)] == [record.bytes for record in stored]
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limits)
        socket.append(kept[0])
        stored.append(kept[0])
        assert server.http.raw("GET", "/health")[0] == 200
        server.kill()
        server.start()
        found = server.socket().open(ben)
        assert [record for _, record in found] == [record.bytes for record in stored]


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    suite.run("__main__", start)
