// Locks after some minutes in which nobody touched anything.
const minute = 60_000;
const idleLimit = 5 * minute;
/** Where two talk and listen, nobody touches anything for long; a screen that was forgotten there locks too. */
const talkLimit = 30 * minute;

/** How many reasons there are to think that somebody is there who touches nothing. */
let reasons = 0;
let released = (): void => undefined;

/** From now on somebody is there, though they touch nothing; until what this returns is called. */
export function isThere(): () => void {
  ++reasons;
  return () => {
    --reasons;
    released();
  };
}

export function lockWhenIdle(lock: () => void): () => void {
  let timer = 0;
  let last = Date.now();
  const limit = (): number => (reasons > 0 ? talkLimit : idleLimit);
  // A device that slept has counted nothing: the clock decides, whenever it is looked at again.
  const look = (): void => {
    window.clearTimeout(timer);
    const idle = Date.now() - last;
    if (idle >= limit()) lock();
    else timer = window.setTimeout(look, limit() - idle);
  };
  const touched = (): void => {
    last = Date.now();
  };
  const shown = (): void => {
    if (document.visibilityState === "visible" && Date.now() - last >= limit()) lock();
  };
  // Who was there until now may have looked on until now. After the long limit nobody did.
  released = () => {
    if (Date.now() - last < talkLimit) touched();
    look();
  };
  const signs = ["pointerdown", "keydown", "input", "wheel"] as const;
  for (const sign of signs) window.addEventListener(sign, touched, { passive: true });
  document.addEventListener("visibilitychange", shown);
  look();
  return () => {
    window.clearTimeout(timer);
    released = () => undefined;
    for (const sign of signs) window.removeEventListener(sign, touched);
    document.removeEventListener("visibilitychange", shown);
  };
}
