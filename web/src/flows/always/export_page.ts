// All that somebody said as one page to read, on its own: it opens anywhere, asks nothing of anyone, and
// can be printed. What the program itself had to say for a protocol is not in an export.
import { inWords } from "../../app/in_words.ts";
import { dayOf, nameOf, type Body, type Line, type Vocabulary } from "../../app/telling.ts";
import type { ExportView, OwnBody } from "../../engine/session_types.ts";
import { fill } from "../../text/language.svelte.ts";
import type { MineTexts } from "../../text/mine.ts";
import { byTopic, ownWords, type Topic } from "./own_words.ts";

export interface ToExport {
  view: ExportView;
  /** As it stands now. */
  mine: readonly OwnBody[];
  vocabulary: Vocabulary;
  t: MineTexts["file"];
  kindWords: string;
  now: number;
}

export function escaped(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

const paragraph = (text: string, name = "p"): string => `<${name}>${escaped(text)}</${name}>`;

function section(title: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `<section>${paragraph(title, "h2")}${parts.join("")}</section>`;
}

function said({ text, more = [] }: Omit<Line, "about">): string {
  return paragraph(text) + more.map((line) => `<p class="more">${escaped(line)}</p>`).join("");
}

function topic({ about, said: lines }: Topic, heading: "h3" | "h4"): string {
  return `<div>${about === "" ? "" : paragraph(about, heading)}${lines.map(said).join("")}</div>`;
}

/** One thing said at its time. */
function moment(at: number, body: Body, { vocabulary, t }: ToExport): string {
  const { locale } = vocabulary;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at);
  const lines = inWords(body, vocabulary);
  const told = lines.length === 0 ? paragraph(t.takenBack) : byTopic(lines).map((one) => topic(one, "h3")).join("");
  return `<li><time datetime="${new Date(at).toISOString()}">${escaped(when)}</time>${told}</li>`;
}

function history(entries: readonly { at: number; say: Body }[], exported: ToExport): string[] {
  return entries.length === 0 ? [] : [`<ol>${entries.map(({ at, say }) => moment(at, say, exported)).join("")}</ol>`];
}

function asItStands({ mine, vocabulary, kindWords, t }: ToExport): string[] {
  const parts = ownWords(mine, vocabulary).map(({ page, topics }) => {
    const title = page === "kind-words" ? kindWords : nameOf(vocabulary, "stages", page);
    return paragraph(title, "h3") + topics.map((one) => topic(one, "h4")).join("");
  });
  const notes = mine.filter((body) => body.kind === "note").flatMap((body) => inWords(body, vocabulary));
  const noted = notes.length === 0 ? [] : [paragraph(t.notes, "h3") + notes.map(said).join("")];
  return [...parts, ...noted];
}

const style = `
  :root { color-scheme: light dark; }
  body { margin: 2rem auto; max-width: 40rem; padding: 0 1.25rem; font: 1.0625rem/1.55 Georgia, serif; overflow-wrap: break-word; }
  h1, h2, h3, h4 { line-height: 1.25; margin: 2em 0 .5em; font-weight: 600; break-after: avoid; }
  h4, li h3, time, .more, .made { font-family: system-ui, sans-serif; font-size: .9em; }
  h4, li h3 { margin: 1.25em 0 .25em; font-weight: 500; opacity: .75; }
  p { margin: 0 0 .5em; white-space: pre-line; }
  .more { padding-inline-start: 1em; border-inline-start: 2px solid; }
  ol { list-style: none; padding: 0; }
  li { padding: .75em 0; border-top: 1px solid; break-inside: avoid; }
  time { opacity: .75; }
  @media print { body { margin: 0; max-width: none; font-size: 11pt; } }
`;

export function exportPage(exported: ToExport): string {
  const { view, vocabulary, t, now } = exported;
  const { locale } = vocabulary;
  return `<!doctype html>
<html lang="${escaped(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escaped(t.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(t.title)}</h1>
<p class="made">${escaped(fill(t.made, { day: dayOf(now, vocabulary) }))}</p>
${section(t.now, asItStands(exported))}
${section(t.shared, history(view.shared, exported))}
${section(t.before, [paragraph(t.beforeText), ...history(view.own, exported)])}
</main>
</body>
</html>
`;
}
