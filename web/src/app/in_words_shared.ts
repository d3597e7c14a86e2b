// The kinds of the log of the two, in words. What is only there for a protocol never comes here.
import { wordsFor } from "../content/words_for.ts";
import type { ExportedShared, OwnBody, PlanChoice } from "../engine/session_types.ts";
import { fill } from "../text/language.svelte.ts";
import { ownTellers } from "./in_words_own.ts";
import {
  answered, dayOf, inOneLine, label, named, nameOf, startOf, tell, timesAWeek, type Line, type Tellers, type Vocabulary,
} from "./telling.ts";

/** What was done, and the words with it if there are any. */
function did(what: string, text?: string): Line[] {
  return [text === undefined ? { text: what } : { about: what, text }];
}

/** Of a plan, whose each is, where that is known. */
function conditions(choice: PlanChoice, v: Vocabulary): string[] {
  if (v.conditionsIn === undefined) return choice.condition === undefined ? [] : [inOneLine(choice.condition)];
  const { mine, theirs } = v.conditionsIn(choice);
  return [...named(v.t.myCondition, inOneLine(mine)), ...named(v.t.theirCondition, inOneLine(theirs))];
}

export const sharedTellers: Tellers<ExportedShared["say"]> = {
  name: ({ name }, { t }) => answered([[t.called, name]]),
  share: ({ snapshot }, v) =>
    tell<OwnBody>(ownTellers, snapshot, v).map((line) => ({
      ...line,
      about: line.about === undefined ? v.t.showed : `${v.t.showed}: ${line.about}`,
    })),
  ready: ({ stage, on }, v) => [{ about: nameOf(v, "stages", stage), text: on ? v.t.ready : v.t.notReady }],
  speak: ({ prompt, text }, { t, words }) => {
    const began = prompt === undefined ? undefined : wordsFor(words, "prompts", prompt).text;
    return did(t.spoke, [began, text].filter((part) => part !== undefined).join(" ") || undefined);
  },
  "say-back": ({ text }, { t }) => did(t.saidBack, text),
  heard: ({ answer, text }, { t }) => did(answer === "yes" ? t.heardYes : t.heardNotQuite, text),
  rest: (_body, { t }) => did(t.rested),
  "first-time": ({ text }, v) => did(label(v, "first-one"), text),
  proposal: ({ ways, begins, days }, v) => [
    {
      text: fill(v.t.proposed, { days, day: dayOf(begins, v) }),
      more: ways.map((choice) => {
        const how = `${nameOf(v, "ways", choice.way)}: ${timesAWeek(choice.times, v)}`;
        return [how, startOf(choice.start, v), ...conditions(choice, v)].join(", ");
      }),
    },
  ],
  agree: (_body, { t }) => did(t.agreed),
  stop: (_body, { t }) => did(t.stopped),
  try: ({ way, day }, v) => [
    { about: nameOf(v, "ways", way), text: `${v.t.triesOn}: ${day === undefined ? v.t.noDay : dayOf(day, v)}` },
  ],
  gift: ({ text }, { t }) => did(t.gift, text),
  pause: ({ until }, v) => did(fill(v.t.paused, { day: dayOf(until, v) })),
  resume: (_body, { t }) => did(t.resumed),
  leave: (_body, { t }) => did(t.left),
};
