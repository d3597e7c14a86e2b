// Every part in every state, to look at and for gallery.spec.ts. The address says what is shown:
// ?show=way&theme=dark&text=larger&language=es
import "virtual:fonts.css";
import "../src/ui/tokens.css";
import "../src/ui/base.css";
import { mount } from "svelte";
import Gallery from "./gallery/Gallery.svelte";
import { languages, useLanguage } from "../src/text/language.svelte.ts";

const asked = new URLSearchParams(location.search);
for (const name of ["theme", "text"]) {
  const value = asked.get(name);
  if (value !== null) document.documentElement.dataset[name] = value;
}
useLanguage(languages.find((one) => one === asked.get("language")) ?? "en");

const target = document.getElementById("app");
if (target === null) throw new Error("no place for the gallery");
mount(Gallery, { target, props: { show: asked.get("show") ?? "parts" } });
