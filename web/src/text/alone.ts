// What the stages that one goes alone have in common.
import { written } from "./language.svelte.ts";

export const aloneTexts = written({
  en: {
    next: "Next",
    notNow: "Not now",
    enoughCards: "Enough of these",
    undo: "Undo",
    undone: "Taken back.",
    readBack: "In your words",
    readBackLead: "This is what you said. Change it whenever you like.",
    nothingYet: "You left this open, and that is fine. It waits for you, and nobody asks.",
    quoted: "‘{name}’",
    enough: "Enough for now",
    goOn: "Go on to: {stage}",
  },
  es: {
    next: "Siguiente",
    notNow: "Ahora no",
    enoughCards: "Suficiente de estas",
    undo: "Deshacer",
    undone: "Deshecho.",
    readBack: "En tus palabras",
    readBackLead: "Esto es lo que dijiste. Puedes cambiarlo cuando quieras.",
    nothingYet: "Dejaste esto abierto, y está bien. Aquí te espera, y nadie pregunta.",
    quoted: "«{name}»",
    enough: "Suficiente por ahora",
    goOn: "Seguir con: {stage}",
  },
});
