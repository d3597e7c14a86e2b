#!/usr/bin/env python3
"""Those who mean harm, and whether honest clients are still served and memory stays bounded.
Called as: hostility.py PROGRAM [TEST…]. HOSTILE_CONNECTIONS (1000) is how many hold on to it at a
time; before a release, HOSTILE_CONNECTIONS=10000 hostility.py PROGRAM test_many_hold_on."""

import os
import random
import resource
import socket as sockets
import sys
import time

import suite
import wire
from wire import Device, Key

CONNECTIONS = int(os.environ.get("HOSTILE_CONNECTIONS", "1000"))


# For those that are to write faster than anybody may.
AS_FAST_AS_THEY_CAN = ("--appends-per-minute", "60000000", "--appends-at-once", "1000000")


def start(*options, **more):
    return wire.Server(sys.argv[1], *options, **more)


def restart(server, *options):
    server.stop()
    server.options = options
    server.start()


def resident_kib(server):
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def connect(server):
    return sockets.create_connection(("127.0.0.1", server.port), timeout=30)


class Honest:
    """A couple that goes on talking, whatever the others do."""

    def __init__(self, server):
        self.ana, self.ben = server.http.couple()
        self.a, self.b = server.socket(), server.socket()
        self.a.open(self.ana)
        self.b.open(self.ben)

    def talks(self):
        record = self.ana.write()
        self.a.append(record)
        assert self.b.records(self.b.expect(wire.RECORDS))[1][0][1] == record.bytes


def test_many_hold_on(server):
    files = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files[1] < CONNECTIONS + 100:
        return print(f"not done: only {files[1]} files may be open")
    resource.setrlimit(resource.RLIMIT_NOFILE, (files[1], files[1]))
    restart(server, "--request-seconds", str(2 + CONNECTIONS // 500))
    honest = Honest(server)
    honest.talks()
    before = resident_kib(server)
    half_said = b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "
    held = []
    for i in range(CONNECTIONS):
        one = connect(server)
        if i % 3:
            one.sendall(half_said[:1 + i % len(half_said)])
        held.append(one)
    honest.talks()
    each = (resident_kib(server) - before) / CONNECTIONS
    print(f"{CONNECTIONS} connections that say nothing: {each:.1f} KiB each")
    assert each < 40, each  # AddressSanitizer's own included
    # All of them are shown the door, whatever they trickle.
    held[1].settimeout(30)
    closed = 0
    for one in held:
        one.settimeout(30)
        try:
            while one.recv(4096):
                pass
            closed += 1
        except sockets.timeout:
            break
        except OSError:
            closed += 1
    assert closed == CONNECTIONS, closed
    honest.talks()


def test_who_never_reads_is_not_waited_for(server):
    restart(server, *AS_FAST_AS_THEY_CAN)
    honest = Honest(server)
    deaf = server.socket()
    deaf.open(honest.ben)
    before = resident_kib(server)
    # Far more than the queue of a socket and what the system keeps for it.
    for _ in range(400):
        record = honest.ana.write(blocks=200)
        honest.a.append(record)
        honest.b.expect(wire.RECORDS)
    grown = resident_kib(server) - before
    print(f"20 MiB to one who does not read: {grown} KiB")
    assert grown < 64 * 1024, grown
    # And when they read after all, nothing is missing.
    numbers = []
    while len(numbers) < 400:
        kind, body = deaf.next()
        if kind == wire.RECORDS:
            numbers += [number for number, _ in deaf.records(body)[1]]
    assert numbers == list(range(1, 401))


# Each log was read for as if it were the only one.
def test_who_opens_all_and_reads_nothing(server):
    restart(server, *AS_FAST_AS_THEY_CAN)
    honest = Honest(server)
    writer = server.socket()
    devices = [server.http.create(Device(os.urandom(16), Key())) for _ in range(32)]
    for device in devices:
        writer.open(device)
        for _ in range(5):
            writer.append(device.write(blocks=250))
    deaf = [server.socket() for _ in range(20)]
    honest.talks()
    before = resident_kib(server)
    for socket in deaf:
        socket.send(*[socket.open_frame(device) for device in devices])
    for socket in deaf:
        assert not socket.has_nothing(30)
    for _ in range(20):
        honest.talks()
    each = (resident_kib(server) - before) / len(deaf)
    print(f"32 logs of 310 KiB for one who reads none: {each:.0f} KiB")
    assert each < 3 * 1024, each
    # Who then reads is given all of them.
    slow, live, numbers = deaf[-1], set(), {}
    while len(live) < len(devices):
        kind, body = slow.next()
        if kind == wire.LIVE:
            live.add(body[:16])
        elif kind == wire.RECORDS:
            numbers.setdefault(body[:16], []).extend(n for n, _ in slow.records(body)[1])
    assert numbers == {device.log: [1, 2, 3, 4, 5] for device in devices}


def pass_a_ping(server):
    """By the clock of the server: a socket that is quiet is then pinged."""
    clock = server.socket()
    clock.raw.settimeout(60)
    assert clock.raw.recv(2) == b"\x89\x00"
    clock.close()


def becomes_so(is_so, otherwise):
    """Within a few of the server's looks around, which are a second apart."""
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until, otherwise


def all_are_forgotten(server):
    becomes_so(lambda: b"commonground_connections 1\n" in server.http.raw("GET", "/metrics")[2],
               "they are not forgotten")


# A second ping took the place of the first, which waited behind a message that nobody read. What was
# forgotten so kept its connection and all that waited for it, for ever.
def test_who_speaks_and_never_reads_is_forgotten(server):
    restart(server, *AS_FAST_AS_THEY_CAN, "--ping-seconds", "1")
    writer = server.socket()
    ana = server.http.create(Device(os.urandom(16), Key()))
    writer.open(ana)
    for _ in range(200):
        writer.append(ana.write(blocks=250))
    writer.close()
    deaf = [server.socket() for _ in range(8)]
    for socket in deaf:
        socket.send(socket.open_frame(ana))
        assert not socket.has_nothing(30)
    for _ in range(2):
        pass_a_ping(server)
        for socket in deaf:
            socket.send(socket.frame(wire.CLOSE, bytes(16)))
    for socket in deaf:
        socket.close()
    all_are_forgotten(server)


# Closing waited for what it was told to be read, and what was no message for the closing to be over.
# The connection was cut, and counted for ever.
def test_who_is_shown_the_door_and_speaks_no_websocket_is_forgotten(server):
    restart(server, "--request-seconds", "1")
    for _ in range(5):
        socket = server.socket()
        no_frame = b"\x82\x81" + bytes(4) + b"\x7f"
        ping = b"\x89\x80" + bytes(4)
        socket.raw.sendall(no_frame + ping + b"U" * 40)
        socket.close()
    all_are_forgotten(server)


def test_who_asks_and_never_listens(server):
    honest = Honest(server)
    before = resident_kib(server)
    rude = server.socket()
    rude.raw.settimeout(1)
    message = b"".join(wire.Socket.frame(wire.CLOSE, os.urandom(16)) for _ in range(2000))
    sent = 0
    try:
        for _ in range(4000):
            rude.send_message(message)
            sent += len(message)
    except OSError:
        pass
    honest.talks()
    grown = resident_kib(server) - before
    print(f"{sent >> 20} MiB of questions nobody hears the answers of: {grown} KiB")
    assert grown < 64 * 1024, grown


def test_noise(server):
    honest = Honest(server)
    dice = random.Random(7)
    for round_number in range(150):
        one = connect(server)
        one.sendall(dice.randbytes(dice.randrange(1, 3000)))
        one.close()
        socket = server.socket()
        kind = dice.choice((wire.OPEN, wire.CLOSE, wire.APPEND, wire.REPLACE, dice.randrange(256)))
        body = dice.randbytes(dice.choice((0, 1, 16, 17, 89, 200, 3000)))
        frame = wire.Socket.frame(kind, body)
        try:
            socket.send_message(frame[:dice.randrange(len(frame) + 1)] + dice.randbytes(3))
            socket.raw.sendall(dice.randbytes(30))
        except OSError:
            pass
        socket.close()
        if round_number % 30 == 0:
            honest.talks()
    honest.talks()


def test_an_endless_message_and_endless_fragments(server):
    honest = Honest(server)
    socket = server.socket()
    try:
        socket.raw.sendall(b"\x82\xff" + (1 << 40).to_bytes(8, "big") + bytes(4))
        for _ in range(100):
            socket.raw.sendall(bytes(65536))
    except OSError:
        pass
    fragments = server.socket()
    try:
        for i in range(100000):
            fragments.send_message(bytes(10), opcode=0 if i else 2, final=False)
    except OSError:
        pass
    honest.talks()


# What frames the parts of a body was kept until its end came.
def test_a_body_of_endless_framing(server):
    honest = Honest(server)
    head = (b"POST /v1/challenge HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n")
    before = resident_kib(server)
    for framing in (b"2;", b"2\r\n{}\r\n0\r\nX: "):
        one = connect(server)
        try:
            one.sendall(head + framing)
            for _ in range(2000):
                one.sendall(b"a" * 65536)
            raise AssertionError("was listened to")
        except OSError:
            pass
    honest.talks()
    grown = resident_kib(server) - before
    print(f"framing that never ends: {grown} KiB")
    assert grown < 8 * 1024, grown


def own_address():
    """Of this machine, as others call it; or none. Nothing is sent for it."""
    with sockets.socket(sockets.AF_INET, sockets.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = asking.getsockname()[0]
        return None if address.startswith("127.") else address


def answer_of(socket):
    try:
        socket.sendall(b"GET /missing.js HTTP/1.1\r\nHost: x\r\n\r\n")
        return socket.recv(4096)
    except ConnectionError:
        return b""  # it had hung up before it was asked


# One address could take all there are.
def test_one_address_does_not_take_all_connections(server):
    address = own_address()
    if address is None:
        return print("not done: this machine has no address but 127.0.0.1")
    server.listen = "0.0.0.0:0"
    restart(server, "--connections-per-address", "20")
    honest = Honest(server)
    held = [sockets.create_connection((address, server.port), timeout=30) for _ in range(20)]
    assert all(answer_of(one).startswith(b"HTTP/1.1 404") for one in held)
    for _ in range(10):
        with sockets.create_connection((address, server.port), timeout=30) as one_more:
            assert b"too-many-connections" in one_more.recv(4096)
    for _ in range(30):
        held.append(connect(server))  # from the machine itself
        assert answer_of(held[-1]).startswith(b"HTTP/1.1 404")
    honest.talks()
    held.pop(0).close()

    def has_room():
        with sockets.create_connection((address, server.port), timeout=30) as again:
            return answer_of(again).startswith(b"HTTP/1.1 404")
    becomes_so(has_room, "its room did not come back")


def test_behind_a_proxy_whoever_asks_through_it_is_counted(server):
    restart(server, "--connections-per-address", "5", "--behind-proxy")

    def through(address):
        return server.socket(headers=f"X-Forwarded-For: {address}\r\n")
    flood = [through("192.0.2.1") for _ in range(5)]
    try:
        through("192.0.2.1")
        raise AssertionError("was let in")
    except wire.Gone as gone:
        assert gone.code == "HTTP/1.1 503 Service Unavailable", gone.code
    asked = server.http.raw("GET", "/", headers={"X-Forwarded-For": "192.0.2.1"})
    assert asked[0] == 503 and b"too-many-connections" in asked[2]
    others = [through(f"192.0.2.{i}") for i in range(2, 30)]
    ana = server.http.create(Device(os.urandom(16), Key()))
    others[0].open(ana)
    others[0].append(ana.write())
    # A proxy keeps its connections: one asks for many.
    with connect(server) as kept:
        for i in range(30, 60):
            kept.sendall(f"GET /missing.js HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.{i}"
                         "\r\n\r\n".encode())
            assert kept.recv(4096).startswith(b"HTTP/1.1 404")
    flood.pop().close()
    becomes_so(
        lambda: server.http.raw("GET", "/", headers={"X-Forwarded-For": "192.0.2.1"})[0] == 200,
        "its room did not come back")


# It never took another connection.
def test_it_runs_out_of_files_and_recovers(server):
    few = 40
    limits = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (few, limits[1]))
    held = [connect(server) for _ in range(2 * few)]
    while len(os.listdir(f"/proc/{server.process.pid}/fd")) < few:
        pass
    for one in held:
        one.close()
    assert server.http.raw("GET", "/health")[0] == 200


def test_a_flood_of_signatures(server):
    honest = Honest(server)
    began = time.monotonic()
    floods = 0
    while floods < 300:
        socket = server.socket()
        for _ in range(5):
            socket.send(socket.open_frame(honest.ana, key=Key()))
            assert socket.error() == (10, honest.ana.log)
        assert socket.error()[0] == 44
        try:
            socket.next()
        except wire.Gone as gone:
            assert gone.code == 4044, gone.code
        floods += 5
    honest.talks()
    print(f"{floods} wrong signatures in {time.monotonic() - began:.1f} s")


def test_guessing_invites(server):
    honest = Honest(server)
    server.http.invite(honest.ana, os.urandom(32))
    for _ in range(200):
        suite.refused("unknown-invite", server.http.post, "/v1/invites/open",
                      {"token": os.urandom(32).hex()})
        suite.refused("unknown-invite", server.http.redeem, Device(honest.ana.log, Key()),
                      os.urandom(32))
    honest.talks()


if __name__ == "__main__":
    suite.run("__main__", start)
