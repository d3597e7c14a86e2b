import { written } from "./language.svelte.ts";

/** If something is wrong: beside the notes and help lines of the pack. */
export const safetyTexts = written({
  en: {
    lead: "The same page for everyone, at any time. That you looked is kept nowhere.",
    country: "Where are you?",
    countryHint: "It stays on this screen and is forgotten when you leave it.",
    call: "Call {phone}",
    write: "Text {number}",
    siteHint: "Opening a page of theirs leaves a trace in this browser. A call stays in the call list.",
    answers: "Answers in {languages}",
    allDay: "Day and night",
    notes: "To read",
    elsewhere: "From anywhere",
    exit: "To leave this page at once: the button at the top, or Shift three times.",
  },
  es: {
    lead: "La misma página para cualquiera, en cualquier momento. Que la miraste no queda en ningún sitio.",
    country: "¿Dónde estás?",
    countryHint: "Queda en esta pantalla y se olvida cuando sales de ella.",
    call: "Llamar al {phone}",
    write: "Mensaje al {number}",
    siteHint: "Abrir una página suya deja rastro en este navegador. Una llamada queda en la lista de llamadas.",
    answers: "Responden en {languages}",
    allDay: "Día y noche",
    notes: "Para leer",
    elsewhere: "Desde cualquier lugar",
    exit: "Para salir de esta página al instante: el botón de arriba, o tres veces Mayúsculas.",
  },
});
