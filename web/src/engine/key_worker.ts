// Makes one key of one passphrase, and is then thrown away with the memory that Argon2id took.
import { Core } from "./core.ts";
import { nameOf, type FromKeyWorker, type ToKeyWorker } from "./messages.ts";

self.onmessage = async ({ data }: MessageEvent<ToKeyWorker>): Promise<void> => {
  const send = (message: FromKeyWorker): void => self.postMessage(message);
  try {
    const core = await Core.start(data.module);
    send({ key: core.passphraseKey(data.passphrase, data.salt, data.passes, data.kibibytes) });
  } catch (error) {
    send({ failed: nameOf(error) });
  }
};
