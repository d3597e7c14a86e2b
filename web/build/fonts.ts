// The app's own type: Literata and Figtree, cut at build to the letters that are used, and fallbacks of
// the same widths and heights, so that nothing moves when the fonts arrive.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function printable(): string {
  return String.fromCodePoint(...Array.from({ length: 0x7f - 0x20 }, (_, i) => 0x20 + i));
}
/** English, Spanish, the pseudo-language, and the names of many neighbours. */
export const letters =
  `${printable()}\u00a0áéíóúüñÁÉÍÓÚÜÑëïöýçËÏÖÝÇäàèìòùâêîôûãõøåæœß¿¡“”‘’–—…·«»→←−×`;

interface Face {
  family: string;
  file: string;
  weight: string;
  axes: Record<string, number | { min: number; max: number }>;
  /** Of OpenType: what is used, since each brings its own tables and forms of letters. */
  features: string[];
}
const everyText = ["kern", "mark", "ccmp", "locl"];
const face = (family: string, file: string, rest: Pick<Face, "weight" | "axes" | "features">): Face => ({
  family,
  file: here(`../node_modules/@fontsource-variable/${file}.woff2`),
  ...rest,
});

// Literata is drawn for sizes from 7 to 72 points: this cut is for reading, and calm enough for headings.
const faces: Face[] = [
  face("Literata", "literata/files/literata-latin-standard-normal", {
    weight: "400",
    axes: { opsz: 18, wght: 415 },
    features: everyText,
  }),
  face("Figtree", "figtree/files/figtree-latin-wght-normal", {
    weight: "400 600",
    axes: { wght: { min: 400, max: 600 } },
    features: [...everyText, "tnum", "lnum"],
  }),
];

/** Of the whole em, as the font files say. */
const heights = { Literata: [1.177, 0.308], Figtree: [0.95, 0.25] } as const;
/** How wide a letter of English and Spanish text is on average, in em. */
const widths = { Literata: 0.461, Figtree: 0.439 } as const;
// What devices have: Apple and Windows, Android, Linux.
const fallbacks: { for: keyof typeof widths; local: string[]; width: number }[] = [
  { for: "Literata", local: ["Georgia", "Gelasio"], width: 0.446 },
  { for: "Literata", local: ["Noto Serif"], width: 0.485 },
  { for: "Literata", local: ["DejaVu Serif"], width: 0.506 },
  { for: "Figtree", local: ["Arial", "Helvetica Neue", "Liberation Sans"], width: 0.441 },
  { for: "Figtree", local: ["Roboto"], width: 0.445 },
  { for: "Figtree", local: ["DejaVu Sans"], width: 0.501 },
];

const percent = (part: number): string => `${(part * 100).toFixed(1)}%`;

/** One family for each device's font: those that are not there are passed over. */
function fallbackCss(): string {
  return fallbacks
    .map(({ for: family, local, width }) => {
      const size = widths[family] / width;
      const [ascent, descent] = heights[family];
      return `@font-face {
  font-family: "${family} as ${local[0]}";
  src: ${local.map((name) => `local("${name}")`).join(", ")};
  size-adjust: ${percent(size)};
  ascent-override: ${percent(ascent / size)};
  descent-override: ${percent(descent / size)};
  line-gap-override: 0%;
}`;
    })
    .join("\n");
}

async function cut(one: Face): Promise<Buffer> {
  return subsetFont(readFileSync(one.file), letters, {
    targetFormat: "woff2",
    variationAxes: one.axes,
    keepFeatures: one.features,
    noHinting: true,
  });
}

/** Writes the cut fonts into a folder; the CSS that declares them. */
export async function fontsCss(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const declared = await Promise.all(
    faces.map(async (one) => {
      const bytes = await cut(one);
      const name = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
      const file = `${folder}/${one.family.toLowerCase()}-${name}.woff2`;
      writeFileSync(file, bytes);
      return `@font-face {
  font-family: "${one.family}";
  src: url("${file}") format("woff2");
  font-weight: ${one.weight};
  font-display: swap;
}`;
    }),
  );
  return `${declared.join("\n")}\n${fallbackCss()}`;
}

/** Vite's way to it: `import "virtual:fonts.css"`. */
export function fonts(): Plugin {
  const id = "\0virtual:fonts.css";
  let css: Promise<string> | undefined;
  return {
    name: "fonts",
    resolveId: (asked) => (asked === "virtual:fonts.css" ? id : undefined),
    load: (asked) => (asked === id ? (css ??= fontsCss(here("../../build/fonts"))) : undefined),
    // Asked for with the page, not only once its styles are read.
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => file.endsWith(".woff2"))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", href: `/${file}`, as: "font", type: "font/woff2", crossorigin: "" },
            injectTo: "head" as const,
          })),
    },
  };
}
