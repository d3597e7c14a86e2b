import { written } from "./language.svelte.ts";

export const closerTexts = written({
  en: {
    about: {
      title: "What it is about",
      question: "What would “closer” be about, for you?",
      lead: "Tick what comes near.",
    },
    pictures: {
      questions: [
        "An ordinary Tuesday. What is different?",
        "Is there a second picture?",
        "And a third?",
      ],
      lead: "One scene that one could see, on any day at all.",
      more: "One is plenty. Another is welcome.",
      scene: "What one would see",
      noticeHint: "A small thing: a voice, a hand, what does not happen.",
      takeBack: "Take this picture back",
      noRoom: "There is no room for this one as well.",
    },
  },
  es: {
    about: {
      title: "De qué va",
      question: "¿De qué iría estar «más cerca», para ti?",
      lead: "Marca lo que se acerque.",
    },
    pictures: {
      questions: [
        "Un martes cualquiera. ¿Qué es distinto?",
        "¿Hay una segunda escena?",
        "¿Y una tercera?",
      ],
      lead: "Una escena que se pueda ver, en un día cualquiera.",
      more: "Con una basta. Otra también cabe.",
      scene: "Lo que se vería",
      noticeHint: "Algo pequeño: una voz, una mano, lo que no pasa.",
      takeBack: "Quitar esta escena",
      noRoom: "Aquí ya no cabe este comienzo.",
    },
  },
});
