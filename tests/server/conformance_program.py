#!/usr/bin/env python3
"""What docs/running.md promises of the program. Called as: conformance_program.py PROGRAM"""

import os
import pty
import socket as sockets
import ssl
import subprocess
import sys
import tempfile

import suite
import wire
from suite import refused
from wire import Device, Key



def start(*options, **more):
    return wire.Server(sys.argv[1], *options, **more)


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


def test_a_store_that_is_as_large_as_it_may_be_takes_in_nobody_new(server):
    ana, ben = server.http.couple()
    server.stop()
    server.options = ("--store-bytes", "1")
    server.start()
    refused("not-stored", server.http.create, Device(os.urandom(16), Key()))
    refused("not-stored", server.http.invite, ana, os.urandom(32))
    refused("not-stored", server.http.post, "/v1/backups/store",
            {"locator": bytes(32).hex(), "proof": bytes(32).hex(), "bytes": wire.b64(b"sealed")})
    s = server.socket()
    s.open(ben)
    s.append(ben.write())
    assert server.http.add(Device(ana.log, ana.person)).author == 2


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
    s.close()
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
        refused_start("[limits]\nping-seconds = 90\n", "less than idle-seconds")
        refused_start("[limits]\nstore-bytes = -1\n", "0 or more")
        with open(config, "w") as file:
            file.write("[limits]\nconnections = 7\nappends-at-once = 1\nappends-per-minute = 1\n")
        with start("--config", config, environment={"COMMONGROUND_CONNECTIONS": "9"}) as server:
            ana, _ = server.http.couple()
            s = server.socket()
            s.open(ana)
            s.append(ana.write())
            refused(43, s.append, ana.write())
            s.close()


def told_at_home(on_a_terminal):
    """What it says when it listens on all addresses, up to the honest line."""
    master, slave = pty.openpty()
    reading, writing = (master, slave) if on_a_terminal else os.pipe()
    with tempfile.TemporaryDirectory(prefix="cg-home-") as folder:
        process = subprocess.Popen(
            [sys.argv[1], "serve", "--listen", "0.0.0.0:0", "--store", os.path.join(folder, "s")],
            stdout=writing, stderr=subprocess.DEVNULL)
        told = b""
        while b"proxy that has one." not in told:
            told += os.read(reading, 65536)
        process.terminate()
        assert process.wait(10) == 0
    for end in {master, slave, reading, writing}:
        os.close(end)
    return told.decode()


def test_at_home_it_shows_a_code_for_the_phone_and_says_what_http_is():
    told = told_at_home(on_a_terminal=True)
    assert "listens at http://" in told
    assert "This is plain http" in told
    code = [line for line in told.splitlines() if "\u2588" in line or "\u2580" in line or "\u2584" in line]
    assert len(code) > 10 and len({len(line) for line in code}) == 1, told
    # Where nobody looks, a log for example, the code is left out, and what it says is not.
    told = told_at_home(on_a_terminal=False)
    assert "This is plain http" in told and "\u2588" not in told


if __name__ == "__main__":
    suite.run("__main__", start)
