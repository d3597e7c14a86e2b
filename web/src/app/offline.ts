// The app is kept on the device, so that it opens without the server: src/service_worker.ts.

/** Where the browser allows it; where it does not (private windows, plain http), the app needs the server. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !window.isSecureContext || !("serviceWorker" in navigator)) return;
  const register = (): void => {
    navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" }).catch(() => undefined);
  };
  // What the first page needs goes first.
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
}

/** Takes the app from the device again. It works on, as long as the server answers. */
export async function forgetApp(): Promise<void> {
  if (!window.isSecureContext || !("serviceWorker" in navigator)) return;
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((worker) => worker.unregister()));
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
}
