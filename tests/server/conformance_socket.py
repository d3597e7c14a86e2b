#!/usr/bin/env python3
"""What docs/formats/wire.md promises on a socket, asked of a running server.
Called as: conformance_socket.py PROGRAM"""

import os
import sys

import suite
import wire
from wire import Device, Key, Socket



def start(*options, **more):
    return wire.Server(sys.argv[1], *options, **more)


def test_a_couple_talks(server):
    ana, ben = server.http.couple()
    assert (ana.author, ben.author) == (0, 1)
    a, b = server.socket(), server.socket()
    assert a.open(ana) == [] and b.open(ben) == []
    first, second = ana.write(), ben.write()
    assert a.append(first) == 1
    assert a.records(b.expect(wire.RECORDS)) == (ana.log, [(1, first.bytes)])
    assert b.append(second) == 2
    assert a.records(a.expect(wire.RECORDS)) == (ana.log, [(2, second.bytes)])
    assert a.has_nothing() and b.has_nothing()
    late = server.socket()
    assert late.open(ben, after=1) == [(2, second.bytes)]
    assert late.last == 2


# ---- Records

def test_errors_of_appending(server):
    ana, ben = server.http.couple()
    s = server.socket()
    record = ana.write()
    s.send(s.append_frame(record))
    assert s.error() == (13, record.id), "not open"
    s.open(ana)
    assert s.append(record) == 1
    fork = ana.record_at(0, bytes(32))
    gap = ana.record_at(2, ana.previous)
    by_ben = ben.write()
    for wrong, code in ((fork, 26), (gap, 25), (by_ben, 24)):
        s.send(s.append_frame(wrong))
        assert s.error() == (code, wrong.id), code
    s.send(s.frame(wire.APPEND, bytes(16) + ana.record_at(1, ana.previous).bytes))
    assert s.error() == (23, bytes(16)), "wrong id"
    s.send(s.frame(wire.APPEND, bytes(16) + b"\x01" + ana.log))
    assert s.error() == (22, bytes(16)), "not a record"
    s.send(s.frame(wire.APPEND, bytes(16) + b"\x01" + ana.log + bytes(65536)))
    assert s.error() == (3, bytes(16)), "too large"
    assert s.append(ana.write()) == 2, "and after all of them it goes on"


def test_taking_back(server):
    ana, ben = server.http.couple()
    a, b = server.socket(), server.socket()
    a.open(ana)
    b.open(ben)
    record = ana.write(b"what was said")
    a.send(a.replace_frame(record))
    assert a.error() == (27, record.id), "unknown record"
    assert a.append(record) == 1
    b.expect(wire.RECORDS)
    b.send(b.replace_frame(record))
    assert b.error() == (24, record.id), "not theirs"
    other = ana.record_at(0, bytes(32))
    a.send(a.replace_frame(other))
    assert a.error() == (26, other.id), "another record"
    a.send(a.frame(wire.REPLACE, record.id + record.bytes))
    assert a.error() == (22, record.id), "is not what is left of one"
    assert a.replace(record) == 1
    assert a.replace(record) == 1
    assert a.append(record) == 1, "sent again by somebody late; it stays taken back"
    assert b.has_nothing()
    assert server.socket().open(ben) == [(1, record.rest)]


def test_several_frames_in_a_message_and_the_rest_after_a_wrong_one(server):
    ana, _ = server.http.couple()
    s = server.socket()
    first, second = ana.write(), ana.write()
    fork = ana.record_at(0, bytes(32))
    s.send(s.open_frame(ana))
    s.expect(wire.LIVE)
    s.send(s.append_frame(first), s.append_frame(fork), s.append_frame(second))
    assert s.stored() == (first.id, 1)
    assert s.error() == (26, fork.id)
    assert s.stored() == (second.id, 2)


def test_a_long_log_is_caught_up_in_order(server):
    ana, ben = server.http.couple()
    server.stop()
    server.options = ("--appends-per-minute", "1000000", "--appends-at-once", "100000")
    server.start()
    a = server.socket()
    a.open(ana)
    records = [ana.write() for _ in range(700)]
    for record in records:
        a.send(a.append_frame(record))
    for expected in range(1, 701):
        assert a.stored()[1] == expected
    for after in (0, 1, 64, 500, 699, 700):
        b = server.socket()
        expected = [(i + 1, record.bytes) for i, record in enumerate(records)][after:]
        assert b.open(ben, after=after) == expected
        b.close()


# A device that read further than the store goes, since it was put back from a backup, was told that
# this was the end, and given nothing until others had written as much again.
def test_who_has_read_further_than_there_is_is_given_what_comes(server):
    ana, ben = server.http.couple()
    a = server.socket()
    a.open(ana)
    a.append(ana.write())
    for after in (2, 9000, 1 << 63, (1 << 64) - 1):
        b = server.socket()
        assert b.open(ben, after=after) == []
        assert b.last == ana.counter
        record = ana.write()
        a.append(record)
        assert b.records(b.expect(wire.RECORDS))[1] == [(ana.counter, record.bytes)]


def test_too_fast_says_how_long(server):
    ana, _ = server.http.couple()
    s = server.socket()
    s.open(ana)
    records = [ana.write(blocks=1) for _ in range(80)]
    s.send(*[s.append_frame(record) for record in records])
    told = []
    for record in records:
        try:
            assert s.stored()[0] == record.id
        except wire.Refused as error:
            assert error.about == record.id
            told.append(error)
    # What comes after a refused one is a gap, once it would be time again.
    assert {error.code for error in told} <= {43, 25} and told[0].code == 43
    assert 0 < told[0].retry_after_ms <= 300


# ---- Opening

def test_opening_needs_the_right_signature(server):
    ana, ben = server.http.couple()
    s = server.socket()
    s.send(s.open_frame(ana, key=Key()))
    assert s.error() == (10, ana.log)
    s.send(s.open_frame(ana, challenge=os.urandom(32)))
    assert s.error() == (10, ana.log)
    stranger = Device(os.urandom(16), Key())
    stranger.author = 0
    s.send(s.open_frame(stranger))
    assert s.error() == (20, stranger.log)
    nobody = Device(ana.log, Key())
    nobody.author = 5
    s.send(s.open_frame(nobody))
    assert s.error() == (12, ana.log)
    assert s.open(ana) == []
    s.send(s.open_frame(ana))
    assert s.error() == (14, ana.log)
    s.send(s.open_frame(stranger))
    assert s.error() == (20, stranger.log)
    code, _ = s.error()
    assert code == 44, "too many failures"
    expect_gone(s, 4044)
    recorded = server.socket()
    # The statement of another socket is worth nothing here.
    recorded.send(recorded.open_frame(ben, challenge=s.challenge))
    assert recorded.error() == (10, ben.log)


def expect_gone(s, code):
    try:
        while True:
            s.next()
    except wire.Gone as gone:
        assert gone.code == code, f"closed with {gone.code} instead of {code}"


def test_a_log_is_closed_and_opened_again(server):
    ana, ben = server.http.couple()
    a, b = server.socket(), server.socket()
    a.open(ana)
    b.open(ben)
    b.send(b.frame(wire.CLOSE, ben.log))
    assert b.expect(wire.CLOSED) == ben.log
    b.send(b.frame(wire.CLOSE, ben.log))
    assert b.error() == (13, ben.log)
    record = ana.write()
    a.append(record)
    assert b.has_nothing()
    assert b.open(ben) == [(1, record.bytes)]


def test_thirty_two_logs_on_a_socket(server):
    s = server.socket()
    for _ in range(32):
        s.open(server.http.create(Device(os.urandom(16), Key())))
    one_more = server.http.create(Device(os.urandom(16), Key()))
    s.send(s.open_frame(one_more))
    assert s.error() == (42, one_more.log)


# ---- Frames and messages that are none

def test_what_is_no_frame_is_told_and_closed(server):
    for payload in (b"\x01", b"\x7f" + bytes(4), b"\x03\x05\x00\x00\x00abcd",
                    Socket.frame(wire.OPEN, bytes(88)), Socket.frame(wire.HELLO, bytes(33))):
        s = server.socket()
        s.send_message(payload)
        assert s.error() == (2, bytes(16))
        expect_gone(s, 4002)
    s = server.socket()
    s.send_message(b"hello", opcode=1)
    assert s.error()[0] == 2
    s = server.socket()
    s.send_message(bytes(128 * 1024 + 1))
    expect_gone(s, 1009)


def test_who_does_not_speak_it_is_told(server):
    status, _, _ = server.http.raw("GET", "/v1/socket")
    assert status == 404, status
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": wire.b64(os.urandom(16)) + "=="}
    assert server.http.raw("GET", "/v1/socket", headers=upgrade)[0] == 400
    upgrade["Sec-WebSocket-Protocol"] = "commonground.1"
    upgrade["Origin"] = "https://elsewhere.example"
    assert server.http.raw("GET", "/v1/socket", headers=upgrade)[0] == 400
    # What is so wrong that others say no for us looks no different.
    del upgrade["Origin"]
    upgrade["Sec-WebSocket-Key"] = "x" * 40
    status, headers, _ = server.http.raw("GET", "/v1/socket", headers=upgrade)
    assert status == 400 and headers["X-Content-Type-Options"] == "nosniff", headers
    for told in (repr(headers).encode(), server.socket().head):
        assert b"nosniff" in told and b"no-store" in told and b"Beast" not in told, told


if __name__ == "__main__":
    suite.run("__main__", start)
