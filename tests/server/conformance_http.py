#!/usr/bin/env python3
"""What docs/formats/wire.md promises over HTTP, asked of a running server.
Called as: conformance_http.py PROGRAM"""

import gzip
import json
import os
import socket as sockets
import subprocess
import sys
import time

import suite
import wire
from suite import refused
from wire import Device, Key



def start(*options, **more):
    return wire.Server(sys.argv[1], *options, **more)


# ---- Logs, devices, invites, backups

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


# It began with the time for which the machine has run.
def test_a_challenge_does_not_tell_the_time(server):
    told = int.from_bytes(server.http.challenge()[:8], "little")
    a_day = 86_400 * 1_000_000
    for clock in (time.monotonic(), time.time()):
        assert abs(told - int(clock * 1_000_000)) > a_day


# ---- Requests and answers

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
    assert server.http.raw("POST", "/")[0] == 405
    status, headers, body = server.http.raw("HEAD", "/")
    assert status == 200 and body == b"" and int(headers["Content-Length"]) > 100


def test_search_engines_list_it_only_where_they_may(server):
    assert server.http.raw("GET", "/")[1]["X-Robots-Tag"] == "noindex"
    status, headers, body = server.http.raw("GET", "/robots.txt")
    assert (status, body) == (200, b"User-agent: *\nDisallow: /\n")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    with start("--findable") as found:
        assert "X-Robots-Tag" not in found.http.raw("GET", "/")[1]
        assert found.http.raw("GET", "/robots.txt")[2] == b"User-agent: *\nAllow: /\n"


def unpacked(coding, body):
    if coding == "br":
        return subprocess.run(["brotli", "-d"], input=body, capture_output=True, check=True).stdout
    return gzip.decompress(body) if coding == "gzip" else body


def test_pages_go_compressed_to_those_who_say_so(server):
    _, headers, plain = server.http.raw("GET", "/")
    assert "Content-Encoding" not in headers
    for accepted, coding in (
            ("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br, zstd", "br"), ("gzip, br;q=0", "gzip"),
            ("gzip;q=0.001", "gzip"), ("deflate;q=0, gzip; q=1.0", "gzip"), ("br ; q=0.5", "br"),
            ("gzip;q=0", None), ("x-gzip, gzip ; q=0.000", None), ("*", None), ("gzipped, brr", None)):
        _, headers, body = server.http.raw("GET", "/", headers={"Accept-Encoding": accepted})
        assert headers.get("Content-Encoding") == coding, accepted
        assert headers["Vary"] == "Accept-Encoding", accepted
        assert unpacked(coding, body) == plain, accepted
        assert coding is None or len(body) < len(plain), accepted


def test_a_page_that_is_known_is_not_sent_again(server):
    tags = set()
    for accepted in ("", "gzip", "br"):
        takes = {"Accept-Encoding": accepted}
        tag = server.http.raw("GET", "/", headers=takes)[1]["ETag"]
        tags.add(tag)
        for known in (tag, f'"another", {tag}', f"W/{tag}", "*"):
            status, headers, body = server.http.raw("GET", "/", headers={**takes, "If-None-Match": known})
            assert status == 304 and body == b"" and headers["ETag"] == tag, known
            assert headers["Vary"] == "Accept-Encoding" and "Content-Encoding" not in headers
        for other in ('"another"', tag.strip('"'), ""):
            assert server.http.raw("GET", "/", headers={**takes, "If-None-Match": other})[0] == 200, other
    # Other bytes, another tag: what is known compressed is not known plain.
    assert len(tags) == 3
    plain = server.http.raw("GET", "/")[1]["ETag"]
    assert server.http.raw("GET", "/", headers={"Accept-Encoding": "br", "If-None-Match": plain})[0] == 200


def test_an_address_that_is_no_file_is_not_found(server):
    for path in ("/share", "/anything/here", "/missing.js", "/icon.png", "/assets/", "/index.html/", "//"):
        status, headers, body = server.http.raw("GET", path)
        assert status == 404 and headers["Content-Type"] == "application/json", path
        assert json.loads(body)["error"]["code"] == "not-found", path


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


if __name__ == "__main__":
    suite.run("__main__", start)
