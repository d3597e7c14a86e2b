#!/usr/bin/env python3
"""That the server can read nothing and keeps nothing it should not: words are planted where devices
keep them sealed, and are then looked for in all that the server has. Called as: blindness.py PROGRAM"""

import os
import re
import subprocess
import sys

import nacl.bindings

import suite
import wire

# Where a device opens or seals, in our own code and in libsodium.
OPENING = re.compile(
    r"commonground::(?:open|seal|open_vault|seal_vault|vault_key|recovery_seed|derive)\b|"
    r"commonground::record::open_record|commonground::session::|commonground::match::|"
    r"crypto_(?:aead|secretbox|box|secretstream|stream|pwhash|kdf|sign_ed25519_detached|sign_seed)")


def start(*options, **more):
    return wire.Server(sys.argv[1], *options, **more)


def memory_of(process):
    """All that a process has written into its memory."""
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb") as memory:
        for line in maps:
            span, rights = line.split()[:2]
            begin, end = (int(part, 16) for part in span.split("-"))
            # Sanitizers set aside terabytes for notes of their own, with none of the content.
            if not rights.startswith("rw") or end - begin > 1 << 29:
                continue
            try:
                memory.seek(begin)
                yield memory.read(end - begin)
            except (OSError, ValueError):
                pass  # a guard page


def test_planted_words_are_nowhere(server):
    words = b"the words that Ana has for Ben alone"
    key, invite_words = os.urandom(32), b"what is behind the invite"
    ana, ben = server.http.couple()

    def sealed(text):
        nonce = os.urandom(24)
        padded = text.ljust(256 * 3, b"\0")
        return nonce, nacl.bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
            padded, b"", nonce, key)

    server.http.invite(ana, os.urandom(32), sealed=sealed(invite_words)[1][:1000])
    server.http.post("/v1/backups/store", {"locator": os.urandom(32).hex(),
                                           "proof": os.urandom(32).hex(),
                                           "bytes": wire.b64(sealed(words)[1][:1000])})
    socket, other = server.socket(), server.socket()
    socket.open(ana)
    other.open(ben)
    marker = None
    for _ in range(20):
        marker = sealed(words)[1]
        record = ana.write(marker)
        socket.append(record)
        assert marker[:200] in other.records(other.expect(wire.RECORDS))[1][0][1]
    memory = list(memory_of(server.process.pid))
    assert any(marker[:64] in part for part in memory), "this looks where it should"
    metrics = server.http.raw("GET", "/metrics")[2]
    files = {name: open(os.path.join(server.folder, name), "rb").read()
             for name in os.listdir(server.folder)}
    assert marker[:64] in b"".join(files.values()), "what is sealed is in the store"
    for planted in (words, invite_words, key, key.hex().encode()):
        for name, content in files.items():
            assert planted not in content, name
        assert planted not in metrics
        assert not any(planted in part for part in memory), "in memory"
    # What the log and the metrics say names nobody.
    for told in (server.logged().encode(), metrics):
        for secret in (ana.log, ana.key.public, ana.person.public, ben.key.public):
            assert secret.hex().encode() not in told and wire.b64(secret).encode() not in told
        assert b"127.0.0.1" not in told


def test_no_function_that_opens_is_linked():
    def symbols(*options):
        listed = subprocess.run(["nm", "--demangle", *options, sys.argv[1]], capture_output=True,
                                text=True, check=True).stdout
        return [line.split(maxsplit=2)[-1] if line.startswith("0") else line.split(maxsplit=1)[-1]
                for line in listed.splitlines()]
    ours = symbols()
    assert any("commonground::verify(" in name for name in ours), "this looks where it should"
    found = sorted({name for name in ours + symbols("--dynamic", "--undefined-only")
                    if OPENING.search(name)})
    assert found == [], found


if __name__ == "__main__":
    suite.run("__main__", start)
