import { describe, expect, test } from "vitest";
import { after, holder, roomWith, type Room, type Step } from "./room.ts";

const go = (room: Room, ...steps: Step[]): Room => steps.reduce(after, room);

describe("turns in one room", () => {
  test("go from one to the other and back until it is heard", () => {
    let room = roomWith("one");
    expect(holder(room)).toBe("one");
    room = go(room, "spoken");
    expect([room.at, holder(room)]).toEqual(["say-back", "other"]);
    room = go(room, "said-back");
    expect([room.at, holder(room)]).toEqual(["answer", "one"]);
    room = go(room, "not-quite");
    expect([room.at, holder(room), room.again]).toEqual(["say-back", "other", 1]);
    room = go(room, "said-back", "yes");
    expect([room.at, room.heard]).toEqual(["heard", ["one"]]);
  });

  test("then change places", () => {
    const room = go(roomWith("other"), "spoken", "said-back", "yes", "swap");
    expect(room).toEqual({ speaker: "one", at: "speak", again: 0, heard: ["other"] });
    expect(go(room, "spoken", "said-back", "yes").heard).toEqual(["other", "one"]);
  });

  test("take no step that does not belong to the moment", () => {
    const room = roomWith("one");
    for (const step of ["said-back", "yes", "not-quite", "swap"] as const) expect(after(room, step)).toBe(room);
  });
});
