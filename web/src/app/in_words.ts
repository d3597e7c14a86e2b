// What somebody said, back in words: for reading it again, for paper, for taking it along.
import { ownTellers } from "./in_words_own.ts";
import { sharedTellers } from "./in_words_shared.ts";
import { tell, type Body, type Line, type Tellers, type Vocabulary } from "./telling.ts";

const tellers: Tellers<Body> = { ...ownTellers, ...sharedTellers };

/** Nothing, for what was taken back or says nothing. */
export function inWords(body: Body, vocabulary: Vocabulary): Line[] {
  return tell(tellers, body, vocabulary);
}
