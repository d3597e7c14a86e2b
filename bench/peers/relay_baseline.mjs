// What one would write instead of our server: ws and Node's own SQLite, one process, commits
// that take whatever has come. It checks nothing. Called as: relay_baseline.mjs PORT FILE
//
// Binary messages: 1 and a body from a client; 2 and a number, the body is stored; 3, a number and
// a body that another wrote; 5 and a number, all that was there was sent. The path is the log.
import { DatabaseSync } from 'node:sqlite';
import { WebSocketServer } from 'ws';

const [port, file] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE record(
  row INTEGER PRIMARY KEY, log TEXT, number INTEGER, body BLOB, UNIQUE(log, number))`);
const insert = database.prepare('INSERT INTO record(log, number, body) VALUES(?, ?, ?)');

const logs = new Map();
const logNamed = (name) => {
  if (!logs.has(name)) logs.set(name, { name, newest: 0, sockets: new Set() });
  return logs.get(name);
};

const message = (kind, number, body) => {
  const head = Buffer.alloc(9);
  head[0] = kind;
  head.writeBigUInt64LE(BigInt(number), 1);
  return body ? Buffer.concat([head, body]) : head;
};

let waiting = [];
const begin = database.prepare('BEGIN IMMEDIATE');
const end = database.prepare('COMMIT');
const commit = () => {
  const appends = waiting;
  waiting = [];
  begin.run();
  for (const append of appends) {
    append.number = ++append.log.newest;
    insert.run(append.log.name, append.number, append.body);
  }
  end.run();
  for (const { socket, log, number, body } of appends) {
    socket.send(message(2, number));
    for (const other of log.sockets) if (other !== socket) other.send(message(3, number, body));
  }
};

new WebSocketServer({ port: Number(port), host: '127.0.0.1', perMessageDeflate: false }).on(
  'connection',
  (socket, request) => {
    const log = logNamed(request.url.slice(1).split('?')[0]);
    log.sockets.add(socket);
    socket.send(message(5, log.newest));
    socket.on('message', (data) => {
      if (waiting.push({ socket, log, body: data.subarray(1) }) === 1) setImmediate(commit);
    });
    socket.on('close', () => log.sockets.delete(socket));
  },
);
process.on('SIGTERM', () => process.exit(0));
