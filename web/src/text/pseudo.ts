// English with odd letters and two fifths longer, the same as core/content/pseudo.cc makes it of a pack.
const plain = "aeiouyncAEIOUYNC";
const odd = "áëïöüýñçÁËÏÖÜÝÑÇ";

function pseudoText(text: string): string {
  const letters = text.replace(/\{[^}]*\}|[aeiouyncAEIOUYNC]/g, (found) =>
    found.length > 1 ? found : (odd[plain.indexOf(found)] ?? found),
  );
  const longer = Math.floor(([...text].length * 2) / 5);
  return `⟦${letters}${Array.from({ length: longer }, (_, i) => (i % 5 === 0 ? " " : "·")).join("")}⟧`;
}

/** All texts in something that has texts in it, at any depth. */
export function pseudo<T>(texts: T): T {
  if (typeof texts === "string") return pseudoText(texts) as T;
  if (Array.isArray(texts)) return texts.map(pseudo) as T;
  if (typeof texts === "object" && texts !== null) {
    return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)])) as T;
  }
  return texts;
}
