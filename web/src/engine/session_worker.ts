// Where the core runs: beside the page, so that nothing it does holds the page up.
import { Core, type CoreSession } from "./core.ts";
import { nameOf, type FromSessionWorker, type ToSessionWorker } from "./messages.ts";

let running: { core: Core; session: CoreSession } | undefined;

async function start(module: WebAssembly.Module, pack: string): Promise<string> {
  const core = await Core.start(module);
  const session = core.openSession();
  running = { core, session };
  return session.takePack(pack);
}

async function answerTo(message: ToSessionWorker): Promise<string> {
  if (message.do === "start") return start(message.module, message.pack);
  if (running === undefined) throw new Error("not started");
  return message.do === "call"
    ? running.session.call(message.request)
    : running.core.plan(message.problem);
}

// One after the other, as they come: a start takes a moment.
let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<ToSessionWorker>): void => {
  const send = (message: FromSessionWorker): void => self.postMessage(message);
  last = last.then(async () => {
    try {
      send({ id: data.id, answer: await answerTo(data) });
    } catch (error) {
      send({ id: data.id, failed: nameOf(error) });
    }
  });
};
