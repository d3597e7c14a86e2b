#!/usr/bin/env python3
"""That this client, which is made from docs/formats/wire.md alone, writes the bytes of tests/vectors/wire,
which the core wrote. Called as: conformance_vectors.py, with what else suite.py takes."""

import json
import os

import suite
import wire
from wire import Device, Key, Socket


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


if __name__ == "__main__":
    suite.run("__main__", None)
