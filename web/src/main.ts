import "virtual:fonts.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { registerServiceWorker } from "./app/offline.ts";

const target = document.getElementById("app");
if (target === null) throw new Error("no place for the app");
// Where the browser is too old, public/old-browser.js has said so.
if (!target.hidden) {
  mount(App, { target });
  registerServiceWorker();
}
