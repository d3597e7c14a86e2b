import { written } from "./language.svelte.ts";

export const askingTexts = written({
  en: {
    feel: {
      lead: "Tick what you know from yourself. Leave this out if it is not about you.",
      strength: "How strongly?",
    },
    move: {
      asking: "And when you ask, what do you do next?",
      asked: "And when you are asked, what do you do?",
      refusing: "And when you say no, what do you do?",
      refused: "And after a no, what do you do?",
      lead: "These are habits, and nobody grades them.",
    },
    areas: {
      title: "Where else",
      question: "Where else does that feeling turn up?",
      lead: "The same pattern often turns round other things too. Tick what you know.",
    },
    half: {
      lead: "It comes before words, and it is only one half. Your partner has another.",
    },
  },
  es: {
    feel: {
      lead: "Marca lo que conoces de ti. Déjalo si no va contigo.",
      strength: "¿Con cuánta fuerza?",
    },
    move: {
      asking: "Y cuando pides, ¿qué haces después?",
      asked: "Y cuando te lo piden, ¿qué haces?",
      refusing: "Y cuando dices que no, ¿qué haces?",
      refused: "Y después de un no, ¿qué haces?",
      lead: "Son costumbres, y nadie les pone nota.",
    },
    areas: {
      title: "Dónde más",
      question: "¿Dónde más aparece esa sensación?",
      lead: "El mismo círculo suele girar también en torno a otras cosas. Marca lo que conoces.",
    },
    half: {
      lead: "Llega antes que las palabras, y es solo una mitad. Tu pareja tiene otra.",
    },
  },
});
