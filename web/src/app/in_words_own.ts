// The kinds of one's own log, in words.
import type { OwnBody } from "../engine/session_types.ts";
import { matters, met, wordsFor } from "../content/words_for.ts";
import { fill, list } from "../text/language.svelte.ts";
import {
  answered, dayOf, graded, label, named, nameOf, timesAWeek, type Line, type Tellers, type Vocabulary,
} from "./telling.ts";

/** 0 to 4 on a scale of the pack, in a sentence. */
function onScale(scale: readonly string[], grade: number | undefined, sentence: (name: string) => string, v: Vocabulary): string[] {
  const name = graded(scale.map((id) => label(v, id)), grade);
  return name === undefined ? [] : [sentence(name)];
}

/** How well a need is met, on a day or after a plan. */
function needMet(need: string, grade: number | undefined, vocabulary: Vocabulary): Line[] {
  const said = onScale(met, grade, (name) => fill(vocabulary.t.asMet, { met: name }), vocabulary);
  return said.map((text) => ({ about: nameOf(vocabulary, "needs", need), text }));
}

function kindWords(about: string, text: string | undefined, way: string | undefined, v: Vocabulary): Line[] {
  if (text === undefined) return [];
  return [{ about, text, ...(way !== undefined && { more: [nameOf(v, "ways", way)] }) }];
}

const starts = { me: "starts-me", partner: "starts-you", time: "starts-time" } as const;

export const ownTellers: Tellers<OwnBody> = {
  "about-me": (body, v) =>
    answered([
      [v.t.name, body.name],
      [label(v, "settle-why"), body.why],
      [label(v, "settle-hope"), body.hope],
    ]),
  theme: ({ theme, on }, v) =>
    on ? [{ about: label(v, "closer-about"), text: nameOf(v, "themes", theme) }] : [],
  picture: ({ slot, text, notice }, v) =>
    answered([
      [fill(label(v, "closer-picture"), { number: slot }), text],
      [label(v, "closer-notice"), notice],
    ]),
  meaning: ({ of, text }, v) => answered([[label(v, of === "sex" ? "means-sex" : "means-closeness"), text]]),
  misses: ({ when, text }, v) => answered([[label(v, when === "rare" ? "means-miss" : "means-there"), text]]),
  need: ({ need, importance, met: grade }, v) => {
    const said = [
      ...onScale(matters, importance, (name) => fill(v.t.matters, { matters: name }), v),
      ...onScale(met, grade, (name) => fill(v.t.metToday, { met: name }), v),
    ];
    return said.length === 0 ? [] : [{ about: nameOf(v, "needs", need), text: said.join(" ") }];
  },
  way: ({ way, will, condition, start }, v) => {
    if (will === undefined) return [];
    const who = (start ?? []).map((one) => (one === "partner" ? v.t.partner : label(v, starts[one])));
    const more = [
      ...named(label(v, "card-conditions"), condition),
      ...named(label(v, "card-starts"), list(who)),
    ];
    return [{ about: nameOf(v, "ways", way), text: nameOf(v, "grades", will), more }];
  },
  correction: ({ way, need, does }, v) => {
    if (does === undefined) return [];
    const name = nameOf(v, "needs", need);
    return [{ about: nameOf(v, "ways", way), text: fill(v.t[does], { need: name }) }];
  },
  feeling: ({ seat, feeling, strength }, v) => {
    const strong = graded(v.t.strengths, strength);
    if (strong === undefined) return [];
    const { felt } = wordsFor(v.words, "feelings", feeling);
    return [{ about: nameOf(v, "seats", seat), text: `${felt} (${strong})` }];
  },
  move: ({ seat, move, on }, v) =>
    on
      ? [{ about: nameOf(v, "seats", seat), text: fill(v.t.then, { move: wordsFor(v.words, "moves", move).me }) }]
      : [],
  area: ({ area, on, text }, v) => {
    if (!on && text === undefined) return [];
    const also = fill(v.t.also, { area: wordsFor(v.words, "areas", area).with });
    return [{ about: nameOf(v, "areas", area), text: also, ...(text !== undefined && { more: [text] }) }];
  },
  "kind-ask": ({ ask, way, text }, v) =>
    kindWords(v.t.kindAsk, text ?? (ask === undefined ? undefined : wordsFor(v.words, "asks", ask).text), way, v),
  "kind-no": ({ no, way, text }, v) =>
    kindWords(v.t.kindNo, text ?? (no === undefined ? undefined : wordsFor(v.words, "nos", no).text), way, v),
  usual: ({ way, times }, v) => {
    if (way === undefined) return [];
    const name = nameOf(v, "ways", way);
    return [{ about: v.t.usual, text: times === undefined ? name : `${name}: ${timesAWeek(times, v)}` }];
  },
  limits: ({ minutes, ways }, v) => {
    const said = [
      ...(minutes === undefined ? [] : [fill(v.t.minutesAWeek, { minutes })]),
      ...(ways === undefined ? [] : [fill(v.t.mostWays[Math.min(ways, 2) - 1] ?? "", { ways })]),
    ];
    return said.length === 0 ? [] : [{ about: v.t.limits, text: said.join(" · ") }];
  },
  done: ({ stage, on }, v) => (on ? [{ about: nameOf(v, "stages", stage), text: v.t.done }] : []),
  note: ({ text }, v) => answered([[v.t.note, text]]),
  "check-in": ({ day, asking, asked, well, change }, v) => {
    const more = [
      ...eased(v.t.askingFelt, asking, v),
      ...eased(v.t.askedFelt, asked, v),
      ...named(wordsFor(v.words, "check-in", "went-well").text, well),
      ...named(wordsFor(v.words, "check-in", "change-now").text, change),
    ];
    return more.length === 0 ? [] : [{ text: fill(v.t.onDay, { day: dayOf(day, v) }), more }];
  },
  "check-in-need": ({ day, need, met: grade }, v) =>
    needMet(need, grade, v).map((line) => ({ ...line, more: [dayOf(day, v)] })),
  review: (body, v) => {
    const question = (id: string): string => wordsFor(v.words, "review", id).text;
    return answered([
      [question("asking-now"), graded(v.t.eases, body.asking)],
      [question("being-asked-now"), graded(v.t.eases, body.asked)],
      [question("harder-than-thought"), body.harder],
      [question("surprise"), body.surprise],
      [question("out-of-the-loop"), body["out-of-the-loop"]],
      [question("rather-stopped"), body.stopped],
      [question("thanks"), body.thanks],
      [question("what-next"), body.next],
    ]);
  },
  "review-need": ({ need, met: grade }, v) => needMet(need, grade, v),
  "review-way": ({ way, next, stayed, met: needs }, v) => {
    const names = (needs ?? []).map((need) => nameOf(v, "needs", need));
    const said = [
      ...(next === undefined ? [] : [label(v, `review-${next}`)]),
      ...(stayed ? [v.t.stayed] : []),
      ...(names.length === 0 ? [] : [fill(v.t.reallyMet, { needs: list(names) })]),
    ];
    const [text, ...more] = said;
    return text === undefined ? [] : [{ about: nameOf(v, "ways", way), text, more }];
  },
};

function eased(text: string, grade: number | undefined, { t }: Vocabulary): string[] {
  const ease = graded(t.eases, grade);
  return ease === undefined ? [] : [fill(text, { ease })];
}
