// Where a sealed table stands. Nothing here depends on what either put onto it.
import type { TableView, Time } from "../../engine/session_types.ts";

export type TableStand =
  /** There was none yet. */
  | "none"
  /** My partner has put their list onto it. */
  | "can-join"
  | "waits-for-partner"
  /** Both lists are there; the next step is theirs. */
  | "going-on"
  /** Both lists are there; the next step is mine, and is taken by itself. */
  | "my-step"
  /** What came from the other device does not fit. */
  | "failed"
  | "met"
  /** There is no plan on both lists. */
  | "impasse"
  | "expired";

/** `failed` is the number of the table that cannot go on, if one is known. */
export function standAtTable({ table, met }: TableView, failed?: number): TableStand {
  if (table === null) return "none";
  switch (table.state) {
    case "waits-for-me": return "can-join";
    case "waits-for-partner": return "waits-for-partner";
    case "going-on":
      if (failed === table.number) return "failed";
      return table["my-move"] ? "my-step" : "going-on";
    case "met": return met?.plan === null ? "impasse" : "met";
    case "expired": return "expired";
  }
}

/** Whether I can put a list onto it, or onto a new one, now. */
export function mayPutIn(view: TableView, now: Time): boolean {
  const stand = standAtTable(view);
  if (stand === "none" || stand === "can-join") return true;
  const isOver = stand === "met" || stand === "impasse" || stand === "expired";
  return isOver && now >= (view.table?.next ?? 0);
}

/** Until when a table waits, for whoever is missing or for its next step. */
export function openUntil(view: TableView): Time | undefined {
  const stand = standAtTable(view);
  const isOpen = stand === "can-join" || stand === "waits-for-partner" || stand === "going-on" || stand === "my-step";
  return isOpen ? view.table?.expires : undefined;
}
