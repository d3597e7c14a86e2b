// Where each page is. They are fetched when they are first gone to.
import type { Component } from "svelte";
import type { PageName } from "./place.svelte.ts";

type Loaded = Promise<{ default: Component }>;

export const pages: { readonly [Name in PageName]: () => Loaded } = {
  welcome: () => import("../flows/welcome/Welcome.svelte"),
  start: () => import("../flows/welcome/Start.svelte"),
  open: () => import("../flows/welcome/Open.svelte"),
  join: () => import("../flows/welcome/Join.svelte"),
  recover: () => import("../flows/welcome/Recover.svelte"),
  "look-around": () => import("../flows/look-around/LookAround.svelte"),
  way: () => import("../flows/way/Way.svelte"),
  "settle-in": () => import("../flows/settle-in/SettleIn.svelte"),
  closer: () => import("../flows/closer/Closer.svelte"),
  "what-it-means": () => import("../flows/what-it-means/WhatItMeans.svelte"),
  "what-else": () => import("../flows/what-else/WhatElse.svelte"),
  asking: () => import("../flows/asking/Asking.svelte"),
  share: () => import("../flows/share/Share.svelte"),
  "hear-each-other": () => import("../flows/hear-each-other/HearEachOther.svelte"),
  "both-want": () => import("../flows/both-want/BothWant.svelte"),
  "common-ground": () => import("../flows/common-ground/CommonGround.svelte"),
  "try-it": () => import("../flows/try-it/TryIt.svelte"),
  "how-did-it-go": () => import("../flows/how-did-it-go/HowDidItGo.svelte"),
  invite: () => import("../flows/two/Invite.svelte"),
  "four-words": () => import("../flows/two/FourWords.svelte"),
  pause: () => import("../flows/two/Pause.svelte"),
  "kind-words": () => import("../flows/kind-words/KindWords.svelte"),
  safety: () => import("../flows/always/Safety.svelte"),
  "who-sees": () => import("../flows/always/WhoSees.svelte"),
  settings: () => import("../flows/always/Settings.svelte"),
  mine: () => import("../flows/always/Mine.svelte"),
  "second-device": () => import("../flows/always/SecondDevice.svelte"),
  leave: () => import("../flows/always/Leave.svelte"),
};

/** Those that can be shown to nobody in particular. */
export const openPages: ReadonlySet<PageName> = new Set<PageName>([
  "welcome", "start", "open", "join", "recover", "look-around", "safety", "who-sees", "settings",
]);
