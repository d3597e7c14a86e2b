// The core in WebAssembly, in Node: how long its tasks take. Called by script/bench core --wasm; what
// it prints is milliseconds of processor time, the middle of several runs.
import { readFileSync } from "node:fs";
import { Core, type CoreSession } from "../../web/src/engine/core.ts";
import { toBase64 } from "../../web/src/engine/base64.ts";
import type { Work } from "../../web/src/engine/session_types.ts";

const root = new URL("../../", import.meta.url);
const bytes = (path: string): Buffer => readFileSync(new URL(path, root));
const pack = bytes("content/closer/pack.json");
const module = new WebAssembly.Module(bytes("build/wasm/core.wasm"));

interface Tasks {
  memory: WebAssembly.Memory;
  _initialize(): void;
  bench_pack(size: number): number;
  bench_fold_prepare(records: number): void;
  bench_fold(): number;
  bench_match(ways: number): number;
  bench_table_prepare(places: number): void;
  bench_table(): number;
}

async function time(name: string, runs: number, task: () => unknown): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < runs; ++i) {
    const before = process.cpuUsage();
    await task();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  const middle = times[Math.floor(runs / 2)] ?? 0;
  console.log(`${name.padEnd(44)} ${middle.toFixed(2).padStart(9)} ms`);
}

async function startTasks(): Promise<Tasks> {
  const instance = await WebAssembly.instantiate(new WebAssembly.Module(bytes("build/wasm/bench.wasm")), {});
  const tasks = instance.exports as unknown as Tasks;
  tasks._initialize();
  const at = tasks.bench_pack(pack.length);
  new Uint8Array(tasks.memory.buffer, at, pack.length).set(pack);
  return tasks;
}

function must(truth: boolean, what: string): void {
  if (!truth) throw new Error(what);
}

// ---- One person, as the pages would have them

const key = toBase64(new Uint8Array(32));
const cost = { salt: toBase64(new Uint8Array(16)), passes: 3, kibibytes: 65536 };
let asked = 0;

function ask(session: CoreSession, command: object): { work: Work[] } {
  const seed = new Uint8Array(32);
  new DataView(seed.buffer).setUint32(0, ++asked);
  const request = { now: 1_763_000_000_000, entropy: toBase64(seed), command };
  const answer = JSON.parse(session.call(JSON.stringify(request))) as { work: Work[]; error?: object };
  must(answer.error === undefined, `${JSON.stringify(command).slice(0, 100)}: ${JSON.stringify(answer.error)}`);
  return answer;
}

interface Kept {
  vault: string;
  records: string[];
}

function keep(session: CoreSession, kept: Kept, command: object): void {
  for (const work of ask(session, command).work) {
    if (work.do === "vault") kept.vault = work.bytes;
    if (work.do === "store") kept.records.push(work.bytes);
  }
  ask(session, { do: "stored" });
}

async function open(): Promise<CoreSession> {
  const session = (await Core.start(module)).openSession();
  session.takePack(pack.toString("utf8"));
  return session;
}

// Someone after years of it.
async function livesWith(records: number): Promise<Kept> {
  const session = await open();
  const kept: Kept = { vault: "", records: [] };
  keep(session, kept, { do: "create", key, ...cost });
  keep(session, kept, { do: "say", say: [{ kind: "about-me", adult: true }] });
  const text = "Walked home the long way, and said what I had not said before.";
  while (kept.records.length < records) {
    const say = Array.from({ length: 100 }, (_, i) => ({ kind: "note", slot: (i % 200) + 1, text }));
    keep(session, kept, { do: "say", say });
  }
  return kept;
}

async function unlock(kept: Kept): Promise<CoreSession> {
  const session = await open();
  ask(session, { do: "unlock", vault: kept.vault, key });
  for (let from = 0; from < kept.records.length; from += 1000) {
    const records = kept.records.slice(from, from + 1000);
    ask(session, { do: "load", records, last: from + 1000 >= kept.records.length });
  }
  return session;
}

const tasks = await startTasks();
tasks.bench_fold_prepare(10_000);
await time("fold, 10,000 records", 9, () => must(tasks.bench_fold() > 0, "fold"));
await time("private match of 200, both sides", 9, () => must(tasks.bench_match(200) === 1, "match"));
for (const places of [512, 2048]) {
  tasks.bench_table_prepare(places);
  const name = `one side of a sealed table, ${places.toLocaleString("en")} places`;
  await time(name, 5, () => must(tasks.bench_table() === 1, "table"));
}
await time("a new instance with the pack", 9, open);
await time("passphrase to key, 64 MiB and 3 passes", 3, async () =>
  (await Core.start(module)).passphraseKey(new Uint8Array(20), new Uint8Array(16), 3, 65536),
);
for (const records of [100, 1000, 10_000]) {
  const kept = await livesWith(records);
  await time(`unlock, ${records.toLocaleString("en")} records`, 5, () => unlock(kept));
}
const session = await unlock(await livesWith(1000));
await time("say one thing, and it is stored", 99, () => {
  ask(session, { do: "say", say: [{ kind: "need", need: "touch", importance: 3, met: 1 }] });
  ask(session, { do: "stored" });
});
const problem = bytes("examples/large.json").toString("utf8");
const core = await Core.start(module);
await time("plans of 60 ways, 5 in a plan", 9, () => core.plan(problem));
