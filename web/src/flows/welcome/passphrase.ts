// What a new passphrase is held against. Length alone: rules about which signs it has make people
// choose worse ones, and the cost of guessing is in how the key is made.

/** Of the sign that somebody is known by on a device. */
export const longestSign = 24;
/** In characters, as people count them. */
const shortestPassphrase = 8;

export type PassphraseFault = "short" | "different";

/** `again` is what was written the second time; undefined where it could be seen while writing. */
export function passphraseFault(passphrase: string, again?: string): PassphraseFault | undefined {
  if ([...passphrase.normalize("NFKC").trim()].length < shortestPassphrase) return "short";
  return again === undefined || again === passphrase ? undefined : "different";
}
