import { written } from "./language.svelte.ts";

/** The first page. Nothing else is loaded with it, so the rest of the door is in door.ts. */
export const welcomeTexts = written({
  en: {
    title: "What would closer look like?",
    lead: "A private conversation for two, from a vague wish to two weeks of trying something.",
    start: "Start",
    startLine: "Alone at first, if you like. Your partner joins when you give them a link.",
    invited: "I have an invitation",
    been: "I have been here",
    look: "Look around first",
    language: "Language",
    does: "What it does",
    doesLines: [
      "Each of you finds out, alone, what closeness gives you and what is missing.",
      "You show each other what you choose, piece by piece, and you hear each other.",
      "It finds the ways you both want, and lays out small plans with something in them for each of you.",
    ],
    never: "What it never does",
    neverLines: [
      "Show a no, count it, or ask about it. A no costs nothing.",
      "Measure anyone, send reminders, or push.",
      "Read along. All of it is sealed on your devices, and the server can open none of it.",
    ],
    not: "For adults. It is not therapy, makes no diagnosis and is no emergency service.",
  },
  es: {
    title: "¿Cómo sería estar más cerca?",
    lead: "Una conversación privada para dos, de un deseo borroso a dos semanas de probar algo.",
    start: "Empezar",
    startLine: "A solas al principio, si quieres. Tu pareja entra cuando le das un enlace.",
    invited: "Tengo una invitación",
    been: "Ya estuve aquí",
    look: "Primero quiero mirar",
    language: "Idioma",
    does: "Qué hace",
    doesLines: [
      "Cada quien descubre, a solas, qué le da la cercanía y qué le falta.",
      "Cada quien muestra lo que elige, pieza por pieza, y escucha lo que muestra su pareja.",
      "Encuentra las formas con un doble sí y propone planes pequeños, con algo bueno para cada quien.",
    ],
    never: "Qué no hace nunca",
    neverLines: [
      "Mostrar un no, contarlo o preguntar por él. Un no no cuesta nada.",
      "Llevar la cuenta, mandar recordatorios o empujar a nadie.",
      "Leer lo que dices. Todo va sellado en los dispositivos, y el servidor no puede abrir nada.",
    ],
    not: "Para personas adultas. No es terapia, no da diagnósticos y no es un servicio de emergencias.",
  },
});
