"""A client that was written from docs/formats/wire.md and record.md alone, and shares no code with
the server. What it does wrong on purpose, it does because a test asks it to."""

import base64
import contextlib
import gc
import hashlib
import http.client
import json
import os
import select
import socket
import struct
import subprocess
import tempfile
import time

import jsonschema
import nacl.signing

FORMATS = os.path.join(os.path.dirname(__file__), "../../docs/formats")
with open(os.path.join(FORMATS, "openapi.json")) as file:
    OPENAPI = json.load(file)
with open(os.path.join(FORMATS, "asyncapi.json")) as file:
    FRAMES = {frame["x-kind"]: frame
              for frame in json.load(file)["channels"]["socket"]["messages"].values()}

OPEN, CLOSE, APPEND, REPLACE = 0x01, 0x02, 0x03, 0x04
HELLO, RECORDS, LIVE, STORED, ERROR, CLOSED = 0x81, 0x82, 0x83, 0x84, 0x85, 0x86


def hash_of(context, *parts):
    """H(context, x)"""
    person = context.encode().ljust(16, b"\0")
    return hashlib.blake2b(b"".join(parts), digest_size=32, person=person).digest()


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def number(value, size):
    return value.to_bytes(size, "little")


class Key:
    def __init__(self, seed=None):
        self.signing = nacl.signing.SigningKey(seed or os.urandom(32))
        self.public = bytes(self.signing.verify_key)

    def sign(self, what):
        return self.signing.sign(what).signature


class Device:
    """One device of one person in one log, and the chain of what it wrote."""

    def __init__(self, log, person, key=None, author=None):
        self.log, self.person, self.key = log, person, key or Key()
        self.author = author
        self.counter, self.previous = 0, bytes(32)

    def claim(self):
        statement = hash_of("cg.place.1", self.log, self.key.public)
        return {
            "log": self.log.hex(),
            "person": self.person.public.hex(),
            "device": self.key.public.hex(),
            "proof": self.person.sign(statement).hex(),
        }

    def open_body(self, after, challenge, key=None):
        statement = hash_of("cg.open.1", challenge, self.log, number(self.author, 1))
        return (self.log + number(self.author, 1) + number(after, 8)
                + (key or self.key).sign(statement))

    def invite_body(self, token, sealed, expires, challenge):
        token_hash = hash_of("cg.token.1", token)
        statement = hash_of("cg.invite.1", challenge, self.log, token_hash, number(expires, 8),
                            sealed)
        return {
            "log": self.log.hex(), "author": self.author, "token-hash": token_hash.hex(),
            "sealed": b64(sealed), "expires": expires, "challenge": challenge.hex(),
            "proof": self.key.sign(statement).hex(),
        }

    def leave_body(self, erase, challenge):
        statement = hash_of("cg.leave.1", challenge, self.log, bytes([erase]))
        return {"log": self.log.hex(), "author": self.author, "erase": erase,
                "challenge": challenge.hex(), "proof": self.key.sign(statement).hex()}

    def write(self, text=None, blocks=3):
        """The next record: its id and its bytes. What is sealed is noise with the text in it."""
        record = self.record_at(self.counter, self.previous, text, blocks)
        self.counter += 1
        self.previous = record.hash
        return record

    def record_at(self, counter, previous, text=None, blocks=3):
        head = (b"\x01" + self.log + number(self.author, 1) + number(counter, 8) + previous
                + os.urandom(24))
        sealed = os.urandom(16 + 256 * blocks)
        if text is not None:
            sealed = text + sealed[len(text):]
        return Record(head, sealed, self.key)


class Record:
    def __init__(self, head, sealed, key):
        self.head = head
        self.sealed_hash = hash_of("cg.sealed.1", sealed)
        self.hash = hash_of("cg.record.1", head, self.sealed_hash)
        self.id = self.hash[:16]
        self.signature = key.sign(self.hash)
        self.bytes = head + sealed + self.signature
        self.rest = b"\x81" + head[1:] + self.sealed_hash + self.signature


class Refused(Exception):
    """An error of the server, by its name or number."""

    def __init__(self, code, status=None, about=None, retry_after_ms=0):
        super().__init__(str(code))
        self.code, self.status, self.about = code, status, about
        self.retry_after_ms = retry_after_ms


class Gone(Exception):
    """The server closed the connection, with this code if it said one."""

    def __init__(self, code=None):
        super().__init__(str(code))
        self.code = code


def check_answer(path, status, answer):
    """That openapi.json allows this answer."""
    its_answers = OPENAPI["paths"][path]["post"]["responses"]
    assert str(status) in its_answers, f"{path} does not tell of {status}"
    schema = its_answers[str(status)]["content"]["application/json"]["schema"]
    jsonschema.validate(answer, {**schema, "components": OPENAPI["components"]})
    if status != 200:
        named = its_answers[str(status)]["description"].split(", ")
        assert answer["error"]["code"] in named, f"{path} does not tell of {answer}"


def check_frame(kind, body):
    """That asyncapi.json has such a frame."""
    frame = FRAMES[kind]
    assert frame["x-least-bytes"] <= len(body) <= frame["x-most-bytes"], (frame["name"], len(body))


class Http:
    def __init__(self, port):
        self.port = port

    def raw(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def post(self, path, body):
        status, _, answer = self.raw("POST", path, json.dumps(body),
                                     {"Content-Type": "application/json"})
        answer = json.loads(answer)
        if path in OPENAPI["paths"]:
            check_answer(path, status, answer)
        if status != 200:
            error = answer["error"]
            raise Refused(error["code"], status, retry_after_ms=error.get("retry-after-ms", 0))
        return answer

    def challenge(self):
        return bytes.fromhex(self.post("/v1/challenge", {})["challenge"])

    def create(self, device):
        device.author = self.post("/v1/logs/create", device.claim())["author"]
        return device

    def add(self, device):
        device.author = self.post("/v1/logs/devices", device.claim())["author"]
        return device

    def invite_body(self, device, token, sealed=b"sealed", expires=None, challenge=None):
        expires = expires if expires is not None else int(time.time() * 1000) + 86_400_000
        return device.invite_body(token, sealed, expires, challenge or self.challenge())

    def invite(self, device, token, **more):
        return self.post("/v1/invites/create", self.invite_body(device, token, **more))

    def redeem(self, device, token):
        answer = self.post("/v1/invites/redeem", {"token": token.hex(), **device.claim()})
        device.author = answer["author"]
        return device

    def leave(self, device, erase=False):
        return self.post("/v1/logs/leave", device.leave_body(erase, self.challenge()))

    def couple(self):
        """Ana, who made a log, and Ben, who was invited into it."""
        log, token = os.urandom(16), os.urandom(32)
        ana = self.create(Device(log, Key()))
        self.invite(ana, token)
        return ana, self.redeem(Device(log, Key()), token)


class Socket:
    """RFC 6455 as far as it is needed, and the frames of wire.md in it."""

    def __init__(self, port, greet=True, headers=""):
        self.raw = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        self.raw.sendall((
            f"GET /v1/socket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: commonground.1\r\n{headers}\r\n").encode())
        self.buffer, self.frames, self.pings = b"", [], 0
        head = self._until(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise Gone(head.split(b"\r\n")[0].decode())
        accept = base64.b64encode(
            hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest())
        assert accept in head and b"commonground.1" in head, head
        self.head = head
        if greet:
            kind, body = self.next()
            assert kind == HELLO and body[0] == 1 and len(body) == 33, (kind, body)
            self.challenge = body[1:]

    def _until(self, end):
        while end not in self.buffer:
            self._more()
        head, self.buffer = self.buffer.split(end, 1)
        return head

    def _more(self):
        data = self.raw.recv(1 << 18)
        if not data:
            raise Gone()
        self.buffer += data

    def _take(self, size):
        while len(self.buffer) < size:
            self._more()
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def send_message(self, payload, opcode=2, final=True):
        size = len(payload)
        head = bytes([(0x80 if final else 0) | opcode])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 1 << 16:
            head += bytes([0x80 | 126]) + struct.pack(">H", size)
        else:
            head += bytes([0x80 | 127]) + struct.pack(">Q", size)
        # A mask of zeros is a mask.
        self.raw.sendall(head + bytes(4) + payload)

    def _message(self):
        while True:
            first, second = self._take(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack(">H", self._take(2))[0]
            elif size == 127:
                size = struct.unpack(">Q", self._take(8))[0]
            payload = self._take(size)
            opcode = first & 0x0F
            if opcode == 8:
                with contextlib.suppress(OSError):
                    self.send_message(payload, 8)
                raise Gone(struct.unpack(">H", payload[:2])[0] if payload else None)
            if opcode == 9:
                self.pings += 1
                self.send_message(payload, 10)
            elif opcode == 2:
                assert first & 0x80, "the server sends whole messages"
                return payload

    def next(self):
        """The next frame: its kind and body."""
        while not self.frames:
            message = self._message()
            while message:
                kind, size = message[0], int.from_bytes(message[1:5], "little")
                assert len(message) >= 5 + size, "a frame is whole"
                check_frame(kind, message[5:5 + size])
                self.frames.append((kind, message[5:5 + size]))
                message = message[5 + size:]
        return self.frames.pop(0)

    def has_nothing(self, seconds=0.2):
        """Whether nothing came within that time. Only for what must never come."""
        return not self.frames and not self.buffer and not select.select(
            [self.raw], [], [], seconds)[0]

    def send(self, *frames):
        self.send_message(b"".join(frames))

    @staticmethod
    def frame(kind, body):
        return bytes([kind]) + number(len(body), 4) + body

    def open_frame(self, device, after=0, challenge=None, key=None):
        return self.frame(OPEN, device.open_body(after, challenge or self.challenge, key))

    def append_frame(self, record):
        return self.frame(APPEND, record.id + record.bytes)

    def replace_frame(self, record):
        return self.frame(REPLACE, record.id + record.rest)

    def expect(self, kind):
        got, body = self.next()
        if got == ERROR and kind != ERROR:
            raise Refused(int.from_bytes(body[:2], "little"), about=body[6:],
                          retry_after_ms=int.from_bytes(body[2:6], "little"))
        assert got == kind, f"{got:#x} instead of {kind:#x}"
        return body

    def error(self):
        body = self.expect(ERROR)
        return int.from_bytes(body[:2], "little"), body[6:]

    @staticmethod
    def records(body):
        """The log, and (number, record) for each."""
        log, at, all_of_them = body[:16], 16, []
        while at < len(body):
            its_number = int.from_bytes(body[at:at + 8], "little")
            size = int.from_bytes(body[at + 8:at + 12], "little")
            all_of_them.append((its_number, body[at + 12:at + 12 + size]))
            at += 12 + size
        return log, all_of_them

    def open(self, device, after=0):
        """Opens a log and reads until it is live: its records."""
        self.send(self.open_frame(device, after))
        all_of_them = []
        while True:
            kind, body = self.next()
            if kind == RECORDS:
                assert body[:16] == device.log
                all_of_them += self.records(body)[1]
            elif kind == LIVE:
                assert body[:16] == device.log
                self.last = int.from_bytes(body[16:24], "little")
                return all_of_them
            else:
                raise Refused(int.from_bytes(body[:2], "little"), about=body[6:])

    def stored(self):
        body = self.expect(STORED)
        return body[:16], int.from_bytes(body[16:], "little")

    def append(self, record):
        self.send(self.append_frame(record))
        its_id, its_number = self.stored()
        assert its_id == record.id
        return its_number

    def replace(self, record):
        self.send(self.replace_frame(record))
        return self.stored()[1]

    def close(self):
        self.raw.close()


class Server:
    """The program, with a store in a folder of its own."""

    def __init__(self, program, *options, folder=None, environment=None, listen="127.0.0.1:0"):
        self.program, self.options, self.listen = program, options, listen
        self.owned = tempfile.TemporaryDirectory(prefix="cg-server-") if folder is None else None
        self.folder = folder or self.owned.name
        self.store = os.path.join(self.folder, "store")
        # Tests ask far more often than anybody would.
        self.environment = {**os.environ, "COMMONGROUND_REQUESTS_PER_MINUTE": "1000000",
                            "COMMONGROUND_REQUESTS_AT_ONCE": "100000", **(environment or {})}
        self.start()

    def start(self):
        self.log = open(os.path.join(self.folder, "log"), "a+b")
        self.process = subprocess.Popen(
            [self.program, "serve", "--listen", self.listen, "--store", self.store, *self.options],
            stdout=subprocess.PIPE, stderr=self.log, env=self.environment)
        line = self.process.stdout.readline().decode()
        assert " at http" in line, f"did not start: {line} {self.logged()}"
        self.port = int(line.rstrip().rstrip("/").rsplit(":", 1)[1])
        self.http = Http(self.port)

    def socket(self, **more):
        return Socket(self.port, **more)

    def logged(self):
        self.log.flush()
        with open(self.log.name, "rb") as log:
            return log.read().decode(errors="replace")

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self, within=10):
        self.process.terminate()
        code = self.process.wait(within)
        self.process.stdout.close()
        self.log.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        gc.collect()  # closes what a test has left open, for which the server would wait
        if self.process.poll() is None:
            self.stop()
        if self.owned:
            self.owned.cleanup()
