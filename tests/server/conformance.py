#!/usr/bin/env python3
"""What docs/formats/wire.md promises, asked of a running server. Called as: conformance.py PROGRAM"""

import json
import os
import ssl
import socket as sockets
import subprocess
import sys
import time

import suite
import wire
from suite import refused
from wire import Device, Key, Socket


def start(*options, **more):
    return wire.Server(sys.argv[1], *options, **more)


# ---- Vectors: this client and the core write the same bytes

def vectors(name):
    folder = os.path.join(os.path.dirname(__file__), "../vectors/wire")
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


LOG, CHALLENGE, TOKEN = b"ana and ben".ljust(15, b"\0") + b"\1", b"\xc0" * 32, b"\x70" * 32


def device_of(person, device, author):
    return Device(LOG, Key(bytes([person]) * 32), Key(bytes([device]) * 32), author)


def test_requests_are_those_of_the_vectors():
    ana, ben = device_of(0x0a, 0x01, 0), device_of(0x0b, 0x02, 1)
    expected = [
        ("/v1/logs/create", ana.claim()),
        ("/v1/invites/create", ana.invite_body(
            TOKEN, b"what is sealed for whoever has the link", 1_763_604_800_000, CHALLENGE)),
        ("/v1/invites/redeem", {"token": TOKEN.hex(), **ben.claim()}),
        ("/v1/logs/devices", device_of(0x0b, 0x03, None).claim()),
        ("/v1/logs/leave", ben.leave_body(False, CHALLENGE)),
        ("/v1/logs/leave", ben.leave_body(True, CHALLENGE)),
    ]
    assert [(vector["path"], vector["body"]) for vector in vectors("requests.jsonl")] == expected
    # What is signed is the 32 bytes that stand beside it.
    signers = [ana.person, ana.key, ben.person, ben.person, ben.key, ben.key]
    for vector, signer in zip(vectors("requests.jsonl"), signers, strict=True):
        assert signer.sign(bytes.fromhex(vector["statement"])).hex() == vector["body"]["proof"]
    token, proof = vectors("kept.jsonl")
    assert wire.hash_of("cg.token.1", bytes.fromhex(token["token"])).hex() == token["kept"]
    assert wire.hash_of("cg.bak.proof.1", bytes.fromhex(proof["proof"])).hex() == proof["kept"]


def body_of(name, fields):
    """The body of a frame, from what the vector says is in it."""
    def raw(field):
        return bytes.fromhex(fields[field])

    def size(field, its_bytes):
        return wire.number(fields[field], its_bytes)

    match name:
        case "open":
            return device_of(0x0b, 0x02, fields["author"]).open_body(fields["after"], CHALLENGE)
        case "close" | "closed":
            return raw("log")
        case "append" | "replace":
            return raw("record-id") + raw("record")
        case "hello":
            return size("version", 1) + raw("challenge")
        case "records":
            return raw("log") + b"".join(
                size(f"{which}-number", 8) + wire.number(len(raw(f"{which}-record")), 4)
                + raw(f"{which}-record") for which in ("first", "second"))
        case "live":
            return raw("log") + size("newest", 8) + size("days-left", 4)
        case "stored":
            return raw("record-id") + size("number", 8)
        case "error":
            return size("code", 2) + size("retry-after-ms", 4) + raw("about")


def test_frames_are_those_of_the_vectors():
    names = {frame["name"]: kind for kind, frame in wire.FRAMES.items()}
    seen = set()
    for vector in vectors("frames.jsonl"):
        kind, body = names[vector["frame"]], body_of(vector["frame"], vector["fields"])
        wire.check_frame(kind, body)
        assert Socket.frame(kind, body).hex() == vector["bytes"], vector["frame"]
        seen.add(kind)
    assert seen == set(wire.FRAMES)


# ---- Logs, devices, invites, backups

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


def test_everything_can_be_sent_again(server):
    log, person, token = os.urandom(16), Key(), os.urandom(32)
    ana = Device(log, person)
    for _ in range(2):
        assert server.http.post("/v1/logs/create", ana.claim())["author"] == 0
    ana.author = 0
    body = server.http.invite_body(ana, token)
    for _ in range(2):
        assert server.http.post("/v1/invites/create", body) == {}
    ben = Device(log, Key())
    for _ in range(2):
        server.http.redeem(ben, token)
        assert ben.author == 1
    phone = Device(log, person)
    for _ in range(2):
        server.http.add(phone)
        assert phone.author == 2
    a = server.socket()
    a.open(ana)
    record = ana.write()
    assert [a.append(record) for _ in range(3)] == [1, 1, 1]
    for _ in range(2):
        server.http.leave(ana)
    for _ in range(2):
        server.http.leave(ben)


def test_a_second_device_reads_all_and_writes(server):
    ana, ben = server.http.couple()
    a = server.socket()
    a.open(ana)
    records = [ana.write() for _ in range(5)]
    for record in records:
        a.append(record)
    phone = server.http.add(Device(ana.log, ana.person))
    p = server.socket()
    assert [record for _, record in p.open(phone)] == [record.bytes for record in records]
    assert p.append(phone.write()) == 6
    refused("not-a-member", server.http.add, Device(ana.log, Key()))
    refused("unknown-log", server.http.add, Device(os.urandom(16), ana.person))


def test_eight_devices_and_no_more(server):
    ana, _ = server.http.couple()
    for place in range(2, 8):
        assert server.http.add(Device(ana.log, ana.person)).author == place
    refused("no-place", server.http.add, Device(ana.log, ana.person))


def test_a_log_is_of_who_created_it(server):
    ana = server.http.create(Device(os.urandom(16), Key()))
    refused("log-exists", server.http.create, Device(ana.log, Key()))


def test_statements_are_checked(server):
    ana, _ = server.http.couple()
    forged = Device(os.urandom(16), Key()).claim()
    forged["device"] = Key().public.hex()
    refused("bad-signature", server.http.post, "/v1/logs/create", forged)
    body = server.http.invite_body(ana, os.urandom(32))
    body["expires"] += 1
    refused("bad-signature", server.http.post, "/v1/invites/create", body)
    body = server.http.invite_body(ana, os.urandom(32), challenge=os.urandom(32))
    refused("challenge-expired", server.http.post, "/v1/invites/create", body)
    body["author"] = 7
    body["challenge"] = server.http.challenge().hex()
    refused("not-a-member", server.http.post, "/v1/invites/create", body)


def test_an_invite_is_used_once(server):
    log, token = os.urandom(16), os.urandom(32)
    ana = server.http.create(Device(log, Key()))
    server.http.invite(ana, token, sealed=b"for ben")
    answer = server.http.post("/v1/invites/open", {"token": token.hex()})
    assert wire.unb64(answer["sealed"]) == b"for ben"
    server.http.redeem(Device(log, Key()), token)
    refused("invite-used", server.http.redeem, Device(log, Key()), token)
    refused("invite-used", server.http.post, "/v1/invites/open", {"token": token.hex()})
    refused("unknown-invite", server.http.redeem, Device(log, Key()), os.urandom(32))


def test_a_new_invite_ends_the_one_before(server):
    ana = server.http.create(Device(os.urandom(16), Key()))
    old, new = os.urandom(32), os.urandom(32)
    server.http.invite(ana, old)
    server.http.invite(ana, new)
    refused("unknown-invite", server.http.redeem, Device(ana.log, Key()), old)
    server.http.redeem(Device(ana.log, Key()), new)


def test_an_invite_expires(server):
    ana = server.http.create(Device(os.urandom(16), Key()))
    now = int(time.time() * 1000)
    refused("invite-expired", server.http.invite, ana, os.urandom(32), expires=now - 1)
    refused("bad-request", server.http.invite, ana, os.urandom(32), expires=now + 9 * 86_400_000)
    token = os.urandom(32)
    server.http.invite(ana, token, expires=int(time.time() * 1000) + 50)
    while int(time.time() * 1000) < now + 200:
        pass
    refused("invite-expired", server.http.redeem, Device(ana.log, Key()), token)
    refused("bad-request", server.http.invite, ana, os.urandom(32), sealed=bytes(1025))


def test_leaving_closes_and_erases(server):
    ana, ben = server.http.couple()
    a, b = server.socket(), server.socket()
    a.open(ana)
    b.open(ben)
    records = [ana.write() for _ in range(3)]
    for record in records:
        a.append(record)
        b.expect(wire.RECORDS)
    server.http.leave(ana, erase=True)
    assert a.expect(wire.CLOSED) == ana.log
    a.send(a.append_frame(ana.write()))
    assert a.error() == (13, ana.previous[:16]), "not open any more"
    refused("not-a-member", server.http.add, Device(ana.log, ana.person))
    refused("not-a-member", server.http.invite, ana, os.urandom(32))
    for _ in range(100):
        again = server.socket()
        found = again.open(ben)
        again.close()
        if [record for _, record in found] == [record.rest for record in records]:
            break
    else:
        raise AssertionError("was not erased")
    server.http.leave(ben)
    assert b.expect(wire.CLOSED) == ben.log
    refused("unknown-log", server.http.add, Device(ana.log, ben.person))


def test_backups(server):
    locator, proof, other = os.urandom(32).hex(), os.urandom(32).hex(), os.urandom(32).hex()
    post = server.http.post
    refused("unknown-backup", post, "/v1/backups/find", {"locator": locator})
    for content in (b"one", b"two"):
        post("/v1/backups/store", {"locator": locator, "proof": proof, "bytes": wire.b64(content)})
        assert wire.unb64(post("/v1/backups/find", {"locator": locator})["bytes"]) == content
    refused("wrong-proof", post, "/v1/backups/store",
            {"locator": locator, "proof": other, "bytes": wire.b64(b"x")})
    refused("wrong-proof", post, "/v1/backups/delete", {"locator": locator, "proof": other})
    for _ in range(2):
        post("/v1/backups/delete", {"locator": locator, "proof": proof})
    refused("unknown-backup", post, "/v1/backups/find", {"locator": locator})
    refused("bad-request", post, "/v1/backups/store",
            {"locator": locator, "proof": proof, "bytes": wire.b64(bytes(1025))})


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


# ---- HTTP

def test_requests_that_are_none(server):
    raw = server.http.raw
    as_json = {"Content-Type": "application/json"}
    assert raw("POST", "/v1/challenge", "{}", {"Content-Type": "text/plain"})[0] == 415
    assert raw("GET", "/v1/challenge")[0] == 405
    assert raw("POST", "/v1/nothing", "{}", as_json)[0] == 404
    for body in ("", "{", "[]", '{"x": 1}', "null", '{"challenge": "1"}', "{}x", "[" * 5000):
        status, _, answer = raw("POST", "/v1/challenge", body, as_json)
        assert status == 400 and json.loads(answer) == {"error": {"code": "bad-request"}}, body
    assert raw("POST", "/v1/challenge", " " * 20000, as_json)[0] == 413
    assert raw("GET", "/", headers={"X": "y" * 9000})[0] in (400, 413)
    for path in ("/../store", "/..%2fstore", "//etc/passwd", "/index.html/../../store", "/%00"):
        status, _, body = raw("GET", path)
        assert status == 404 or body.startswith(b"<!doctype html>"), path


def test_openapi_names_what_there_is(server):
    as_json = {"Content-Type": "application/json"}
    for path, methods in wire.OPENAPI["paths"].items():
        for method, operation in methods.items():
            if method == "get":
                assert server.http.raw("GET", path)[0] == 200
                continue
            # What it needs is needed, and what it does not name is refused.
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            for name in schema["required"]:
                body = {key: "" for key in schema["required"] if key != name}
                refused("bad-request", server.http.post, path, body)
            status, _, _ = server.http.raw(
                "POST", path, json.dumps({**{key: "" for key in schema["required"]}, "x": 1}), as_json)
            assert status == 400


def test_pages_are_safe_and_cached(server):
    status, headers, body = server.http.raw("GET", "/")
    assert status == 200 and body.startswith(b"<!doctype html>")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Strict-Transport-Security" not in headers and "Server" not in headers
    again = {"If-None-Match": headers["ETag"]}
    status, _, body = server.http.raw("GET", "/", headers=again)
    assert status == 304 and body == b""
    status, headers, body = server.http.raw("GET", "/", headers={"Accept-Encoding": "gzip"})
    assert headers.get("Content-Encoding") == "gzip" and body[:2] == b"\x1f\x8b"
    status, headers, body = server.http.raw("HEAD", "/")
    assert status == 200 and body == b"" and int(headers["Content-Length"]) > 100
    assert server.http.raw("GET", "/anything/here")[2].startswith(b"<!doctype html>")
    assert server.http.raw("GET", "/missing.js")[0] == 404
    assert server.http.raw("POST", "/")[0] == 405


def test_health_and_metrics(server):
    ana, _ = server.http.couple()
    s = server.socket()
    s.open(ana)
    s.append(ana.write())
    assert json.loads(server.http.raw("GET", "/health")[2]) == {"ready": True}
    text = server.http.raw("GET", "/metrics")[2].decode()
    for line in ("commonground_records_total 1", "commonground_sockets 1",
                 "commonground_open_logs 1", "commonground_can_store 1"):
        assert line in text, text
    assert ana.log.hex() not in text


def test_an_address_that_asks_too_often_is_told_how_long():
    with start("--requests-per-minute", "60", "--requests-at-once", "3") as server:
        for _ in range(3):
            server.http.challenge()
        error = refused("too-fast", server.http.challenge)
        assert error.status == 429 and 0 < error.retry_after_ms <= 1000
        assert server.http.raw("GET", "/")[0] == 200, "pages are not counted"


def asked_through_a_proxy(server, *forwarded):
    with sockets.create_connection(("127.0.0.1", server.port), timeout=30) as proxy:
        lines = "".join(f"X-Forwarded-For: {addresses}\r\n" for addresses in forwarded)
        proxy.sendall((f"POST /v1/challenge HTTP/1.1\r\nHost: x\r\n{lines}Content-Length: 2\r\n"
                       "Content-Type: application/json\r\nConnection: close\r\n\r\n{}").encode())
        return int(proxy.recv(1024).split()[1])


def test_what_the_proxy_says_counts_and_not_what_it_passes_on():
    for listen in ("127.0.0.1:0", "[::]:0"):
        with start("--behind-proxy", "--requests-per-minute", "1", "--requests-at-once", "2",
                   listen=listen) as server:
            # Some proxies put it behind the last one, some add a line of their own.
            forged = (("10.0.0.1, 192.0.2.1",), ("10.0.0.2", "192.0.2.1"),
                      ("10.0.0.3", "10.0.0.4,192.0.2.1"))
            assert [asked_through_a_proxy(server, *lines) for lines in forged] == [200, 200, 429]
            assert asked_through_a_proxy(server, "192.0.2.2") == 200, "others are not held up"


def test_too_many_connections_are_told():
    with start("--connections", "3") as server:
        held = [sockets.create_connection(("127.0.0.1", server.port)) for _ in range(3)]
        for _ in range(50):
            status, _, body = server.http.raw("GET", "/")
            if status == 503:
                break
        assert status == 503 and b"too-many-connections" in body
        for one in held:
            one.close()
        for _ in range(200):
            if server.http.raw("GET", "/")[0] == 200:
                return
        raise AssertionError("room did not come back")


# ---- The program

def test_it_stops_when_all_is_stored(server):
    ana, ben = server.http.couple()
    s = server.socket()
    s.open(ana)
    records = [ana.write() for _ in range(40)]
    for record in records:
        s.send(s.append_frame(record))
    server.process.terminate()
    stored = []
    try:
        while True:
            kind, body = s.next()
            if kind == wire.STORED:
                stored.append(body[:16])
            elif kind == wire.ERROR:
                assert int.from_bytes(body[:2], "little") in (52, 50), body
    except wire.Gone as gone:
        assert gone.code == 1001, gone.code
    assert server.process.wait(10) == 0
    server.start()
    found = server.socket().open(ben)
    assert [record for _, record in found][:len(stored)] == [
        record.bytes for record in records][:len(stored)]
    assert '"event":"stopped"' in server.logged()


def test_only_one_server_has_a_store(server):
    second = subprocess.run([sys.argv[1], "serve", "--listen", "127.0.0.1:0", "--store",
                             server.store], capture_output=True, text=True)
    assert second.returncode == 1 and "another server has it" in second.stderr


def test_backup_restore_stats_and_doctor(server):
    def run(*arguments, code=0):
        done = subprocess.run([sys.argv[1], *arguments], capture_output=True, text=True)
        assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout + done.stderr
    ana, ben = server.http.couple()
    s = server.socket()
    s.open(ana)
    record = ana.write()
    s.append(record)
    copies = os.path.join(server.folder, "copies")
    assert "complete" in run("backup", copies, "--store", server.store)
    copy = os.path.join(copies, os.listdir(copies)[0])
    assert os.stat(copy).st_mode & 0o077 == 0
    s.append(ana.write())
    told = run("stats", "--store", server.store)
    assert "records so far" in told and ana.log.hex() not in told
    listen = f"127.0.0.1:{server.port}"
    told = run("doctor", "--store", server.store, "--listen", listen)
    assert "WRONG" not in told and "a server there is ready" in told
    assert "another server" in run("restore", copy, "--store", server.store, "--replace", code=1)
    server.stop()
    assert "already" in run("restore", copy, "--store", server.store, code=1)
    os.remove(server.store + ".lock")
    if os.geteuid() == 0:
        os.chown(server.folder, 65534, 65534)  # root puts it back for whoever runs the server
    run("restore", copy, "--store", server.store, "--replace")
    owner = os.stat(server.folder).st_uid
    assert [os.stat(server.store + end).st_uid for end in ("", ".lock")] == [owner, owner]
    server.start()
    assert server.socket().open(ben) == [(1, record.bytes)]
    server.stop()
    with open(server.store, "r+b") as damaged:
        damaged.seek(4096)
        damaged.write(os.urandom(8192))
    told = run("doctor", "--store", server.store, "--listen", listen, code=3)
    assert "WRONG" in told and "restore" in told
    with open(server.store, "r+b") as damaged:
        damaged.write(os.urandom(100))
    refused_start = subprocess.run([sys.argv[1], "serve", "--listen", "127.0.0.1:0", "--store",
                                    server.store], capture_output=True, text=True)
    assert refused_start.returncode == 1 and "damaged" in refused_start.stderr
    server.start = lambda: None


def test_tls_and_its_new_certificate():
    import tempfile
    with tempfile.TemporaryDirectory(prefix="cg-tls-") as folder:
        pem, key = os.path.join(folder, "pem"), os.path.join(folder, "key")

        def certify(name):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                            "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                            f"/CN={name}", "-keyout", key, "-out", pem], check=True,
                           capture_output=True)

        def subject(port):
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            with sockets.create_connection(("127.0.0.1", port)) as raw:
                with context.wrap_socket(raw) as tls:
                    tls.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    answer = b""
                    while data := tls.recv(65536):
                        answer += data
                    assert b"Strict-Transport-Security" in answer
                    return tls.getpeercert(binary_form=True)

        certify("first")
        with start("--certificate", pem, "--key", key) as server:
            before = subject(server.port)
            certify("second")
            server.process.send_signal(1)
            for _ in range(200):
                if subject(server.port) != before:
                    break
            else:
                raise AssertionError("the new certificate was not taken")


def test_settings_come_from_options_environment_and_file():
    import tempfile
    with tempfile.TemporaryDirectory(prefix="cg-config-") as folder:
        config = os.path.join(folder, "config.toml")

        def refused_start(text, words):
            with open(config, "w") as file:
                file.write(text)
            done = subprocess.run([sys.argv[1], "serve", "--config", config, "--store",
                                   os.path.join(folder, "s")], capture_output=True, text=True)
            assert done.returncode == 2 and words in done.stderr, done.stderr

        refused_start("lisen = 1\n", "no setting lisen")
        refused_start("listen = 1\n", "not of the right kind")
        refused_start('listen = "nowhere"\n', "ADDRESS:PORT")
        refused_start("listen = \n", "line 1")
        refused_start("[limits]\nconnections = 0\n", "limits are")
        with open(config, "w") as file:
            file.write("[limits]\nconnections = 7\nappends-at-once = 1\nappends-per-minute = 1\n")
        with start("--config", config, environment={"COMMONGROUND_CONNECTIONS": "9"}) as server:
            ana, _ = server.http.couple()
            s = server.socket()
            s.open(ana)
            s.append(ana.write())
            refused(43, s.append, ana.write())


if __name__ == "__main__":
    suite.run("__main__", start)
