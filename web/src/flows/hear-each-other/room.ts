// One device between the two, in one room: it keeps the turns on the screen and nothing else. What
// is said is said aloud, and nothing of it is stored.

export type Who = "one" | "other";

export interface Room {
  speaker: Who;
  at: "speak" | "say-back" | "answer" | "heard";
  /** How often “not quite”, in this turn. */
  again: number;
  /** Who was heard so far. */
  heard: readonly Who[];
}

export const otherOf = (who: Who): Who => (who === "one" ? "other" : "one");

export function roomWith(speaker: Who): Room {
  return { speaker, at: "speak", again: 0, heard: [] };
}

/** Who holds the word at this moment. */
export function holder({ speaker, at }: Room): Who {
  return at === "say-back" ? otherOf(speaker) : speaker;
}

export type Step = "spoken" | "said-back" | "yes" | "not-quite" | "swap";

/** A step that does not belong to the moment changes nothing. */
export function after(room: Room, step: Step): Room {
  const { speaker, at, again, heard } = room;
  switch (step) {
    case "spoken": return at === "speak" ? { ...room, at: "say-back" } : room;
    case "said-back": return at === "say-back" ? { ...room, at: "answer" } : room;
    case "not-quite": return at === "answer" ? { ...room, at: "say-back", again: again + 1 } : room;
    case "yes":
      return at === "answer" ? { ...room, at: "heard", heard: [...heard.filter((who) => who !== speaker), speaker] } : room;
    case "swap": return at === "heard" ? { ...roomWith(otherOf(speaker)), heard } : room;
  }
}
