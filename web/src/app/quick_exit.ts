// Away at once: everything unlocked is wiped, and a page about kitchen measures takes the place of
// this one. Whoever goes back from there with the browser's button comes to that page again.
import { setSide, someone } from "./current.svelte.ts";

const neutralPage = "/kitchen.html";
const mark = "left";
const presses = 3;
const withinMs = 1500;

// Every tab of this address: what is open in another one is no less to be seen.
const tabs = new BroadcastChannel("leave");

export function quickExit(): void {
  try {
    tabs.postMessage("");
  } finally {
    leave();
  }
}

function leave(): void {
  document.documentElement.hidden = true;
  try {
    someone()?.lock();
    setSide(undefined);
  } finally {
    try {
      sessionStorage.setItem(mark, "1");
    } catch {
      // Blocked storage must not hold anyone up.
    }
    location.replace(neutralPage);
  }
}

function wentBack(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming && entry.type === "back_forward";
}

function left(): boolean {
  try {
    return sessionStorage.getItem(mark) !== null;
  } catch {
    return false;
  }
}

/** Whether this page is shown because somebody went back after leaving it: then it is gone again. */
export function isLeft(): boolean {
  if (!left()) return false;
  if (wentBack()) {
    document.documentElement.hidden = true;
    location.replace(neutralPage);
    return true;
  }
  sessionStorage.removeItem(mark);
  return false;
}

/** Shift, three times and nothing else between; or the same in another tab. */
export function followExit(): void {
  tabs.addEventListener("message", leave);
  let times: number[] = [];
  window.addEventListener("keydown", ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    times = key === "Shift" ? [...times.filter((at) => timeStamp - at < withinMs), timeStamp] : [];
    if (times.length >= presses) quickExit();
  });
  // A page that the browser kept as it was.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && left()) location.replace(neutralPage);
  });
}
