// Locks after some minutes in which nobody touched anything.
const idleMinutes = 5;

export function lockWhenIdle(lock: () => void): () => void {
  let timer = 0;
  let last = Date.now();
  const limit = idleMinutes * 60_000;
  // A device that slept has counted nothing: the clock decides, whenever it is looked at again.
  const look = (): void => {
    const idle = Date.now() - last;
    if (idle >= limit) lock();
    else timer = window.setTimeout(look, limit - idle);
  };
  const touched = (): void => {
    last = Date.now();
  };
  const shown = (): void => {
    if (document.visibilityState === "visible" && Date.now() - last >= limit) lock();
  };
  const signs = ["pointerdown", "keydown", "input", "wheel"] as const;
  for (const sign of signs) window.addEventListener(sign, touched, { passive: true });
  document.addEventListener("visibilitychange", shown);
  timer = window.setTimeout(look, limit);
  return () => {
    window.clearTimeout(timer);
    for (const sign of signs) window.removeEventListener(sign, touched);
    document.removeEventListener("visibilitychange", shown);
  };
}
