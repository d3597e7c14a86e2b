// Private matching beside OpenMined's private set intersection, which is also by Diffie–Hellman, on
// P-256, in WebAssembly. Called by bench/peers/run, which says how.
//
// Theirs shows the result to one of the two, and has neither commitments nor proofs; so that both
// see it, it is held once each way. Neither hides how many items someone has, so both sides fill up to as
// many as there are slots, as ours do. Times are processor time, so that other work on the machine
// counts for little.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import PSI from "@openmined/psi.js/psi_wasm_node.js";

import { median } from "./plan_engine.mjs";

const SLOTS = [80, 200];
const RUNS = 7;
const BENCH = fileURLToPath(new URL("../../build/release/bench/match_bench", import.meta.url));

/** As the benchmark has it: every second way, and every third. @param {number} slots */
function people(slots) {
  const items = (/** @type {number} */ position) => {
    const yes = [];
    for (let i = position; i < slots; i += 2 + position) yes.push(`way-${i}`);
    while (yes.length < slots) yes.push(`decoy-${position}-${yes.length}`);
    return yes;
  };
  return [items(0), items(1)];
}

/**
 * The client learns what is in both.
 * @param {any} psi @param {string[]} servers @param {string[]} clients
 */
function oneWay(psi, servers, clients) {
  const server = psi.server.createWithNewKey(true);
  const client = psi.client.createWithNewKey(true);
  const setup = server
    .createSetupMessage(0.001, clients.length, servers, psi.dataStructure.Raw)
    .serializeBinary();
  const request = client.createRequest(clients).serializeBinary();
  const response = server
    .processRequest(psi.request.deserializeBinary(request))
    .serializeBinary();
  const found = client.getIntersection(
    psi.serverSetup.deserializeBinary(setup),
    psi.response.deserializeBinary(response),
  );
  const bytes = setup.length + request.length + response.length;
  server.delete();
  client.delete();
  return { found: [...found].map((at) => clients[at]).sort(), bytes };
}

/** @param {any} psi @param {number} slots */
function theirs(psi, slots) {
  const [ana, ben] = people(slots);
  const times = [];
  let bytes = 0;
  for (let run = 0; run < RUNS; ++run) {
    const begin = process.cpuUsage();
    const atBen = oneWay(psi, ana, ben);
    const atAna = oneWay(psi, ben, ana);
    const { user, system } = process.cpuUsage(begin);
    times.push((user + system) / 1000);
    bytes = atBen.bytes + atAna.bytes;
    const plain = ana.filter((way) => ben.includes(way)).sort();
    for (const { found } of [atAna, atBen]) {
      if (found.join() !== plain.join()) throw new Error("it does not find what both have");
    }
  }
  return { milliseconds: median(times), bytes };
}

/** @param {number} slots */
function ours(slots) {
  const out = execFileSync(BENCH, [
    `--benchmark_filter=both_sides/${slots}$`,
    "--benchmark_format=json",
    `--benchmark_repetitions=${RUNS}`,
  ]);
  const runs = JSON.parse(out.toString()).benchmarks;
  return runs.find((/** @type {any} */ run) => run.aggregate_name === "median").cpu_time;
}

// For both: commitment, points, reply, confirm. docs/formats/match.md
const ourBytes = (/** @type {number} */ slots) => 2 * (32 + 32 * (slots + 1) + 32 * (slots + 2) + 32);

const psi = await PSI();
console.log("processor time of both sides     ours, native          @openmined/psi.js, wasm");
for (const slots of SLOTS) {
  const their = theirs(psi, slots);
  const our = ours(slots).toFixed(0);
  console.log(
    `${String(slots).padStart(4)} slots              ${our.padStart(6)} ms ${String(ourBytes(slots)).padStart(7)} B` +
      `      ${their.milliseconds.toFixed(0).padStart(6)} ms ${String(their.bytes).padStart(7)} B`,
  );
}
