// What a page is asked by the benchmark. All of it runs in the page.

interface Watched {
  /** When the heading stood and the fonts were there, since the page was asked for. */
  usable: number;
  shift: number;
  longFrames: number[];
}

declare global {
  interface Window {
    watched: Watched;
  }
}

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

/** Before anything of the page. */
export function watch(): void {
  const watched: Watched = { usable: 0, shift: 0, longFrames: [] };
  window.watched = watched;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longFrames.push(duration);
  }).observe({ type: "long-animation-frame", buffered: true });
  const look = (): void => {
    const fonts = [...document.fonts].filter(({ family }) => ["Literata", "Figtree"].includes(family.replaceAll('"', "")));
    const isThere = document.querySelector("h1") !== null && fonts.length > 0 && fonts.every(({ status }) => status === "loaded");
    if (isThere) watched.usable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export interface Scrolled {
  height: number;
  frames: number;
  long: number[];
  shift: number;
}

/** From the top of the page to its end, a third of the window with every frame; frames over 50 ms meanwhile. */
export async function scrollThrough(): Promise<Scrolled> {
  const drawn = (): Promise<number> => new Promise(requestAnimationFrame);
  const { watched } = window;
  window.scrollTo(0, 0);
  await drawn();
  await drawn();
  watched.longFrames.length = 0;
  const shifted = watched.shift;
  let frames = 0;
  for (let before = -1; window.scrollY > before; ++frames) {
    before = window.scrollY;
    window.scrollBy({ top: window.innerHeight / 3, behavior: "instant" });
    await drawn();
  }
  await drawn();
  await drawn();
  const height = document.documentElement.scrollHeight;
  return { height, frames, long: [...watched.longFrames], shift: watched.shift - shifted };
}

/** What came over the network before the page was usable, compressed, without headers. */
export function loaded(): number {
  return performance
    .getEntries()
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ responseEnd }) => responseEnd <= window.watched.usable)
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}
