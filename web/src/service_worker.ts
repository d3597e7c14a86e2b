// Keeps the app on the device, so that it opens without the server. What is said goes by itself: the
// relay (/v1) and its figures are never answered from here, nor kept.
//
// The build (build/service_worker.ts) makes sw.js of this file and puts what the app consists of in
// place of PRECACHE.
import type { Precache } from "../build/precache.ts";

declare const PRECACHE: Precache;
declare const self: ServiceWorkerGlobalScope & typeof globalThis;

const { version, files } = PRECACHE;
const prefix = "app-";
const cacheName = prefix + version;
const known = new Set(files);

// What has its hash in its name is taken as the browser has it; all else is asked for again.
async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  const fresh = (path: string): Request =>
    new Request(path, { cache: path.startsWith("/assets/") ? "default" : "no-cache" });
  await cache.addAll(files.map(fresh));
}

// The version before stays: a page of it may still be open, and ask for its own files.
async function dropOld(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function kept(path: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path, { ignoreVary: true })) ?? caches.match(path, { ignoreVary: true });
}

async function keptOrAsked(request: Request, path: string): Promise<Response> {
  return (await kept(path)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) =>
  event.waitUntil(dropOld().then(() => self.clients.claim())),
);
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  // The first page too: it shows at once, and a new version of it the next time.
  if (known.has(pathname) || pathname.startsWith("/assets/")) {
    event.respondWith(keptOrAsked(request, pathname));
  }
});
