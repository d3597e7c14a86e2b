// When someone may put a list on the sealed table.
import type { Table, Time } from "../../engine/session_types.ts";

/** A new table, one that the other has laid, or not now. */
export function mayPutIn(table: Table | null, now: Time): "begin" | "join" | undefined {
  if (table === null) return "begin";
  if (table.state === "waits-for-me") return "join";
  const isOver = table.state === "met" || table.state === "expired";
  return isOver && now >= table.next ? "begin" : undefined;
}
