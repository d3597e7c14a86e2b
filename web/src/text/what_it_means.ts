import { written } from "./language.svelte.ts";

export const whatItMeansTexts = written({
  en: {
    own: "{title}: ‘{words}’",
    sex: {
      title: "Sex",
      question: "What does sex mean to you, beyond the physical?",
      lead: "A few words are enough. If it means little or nothing, that is an answer too.",
    },
    closeness: {
      title: "Closeness",
      question: "What does closeness give you?",
      lead: "With sex or without: what is it that you get from it?",
    },
    needs: {
      title: "Needs",
      question: "How much does this matter to you?",
      lead: "One card at a time, and stop whenever you like. What you leave out counts as “not at all” until you say otherwise.",
    },
    met: {
      title: "Needs",
      question: "How well is it met today?",
      lead: "Only what matters to you, and only how it is now. It says nothing against anyone.",
      none: "Nothing here yet: it is about the needs that matter to you. You can go back to the cards, or on.",
    },
    rare: {
      title: "Rare and there",
      question: "What do you miss when it is rare?",
      lead: "Whatever “it” is for you, after all those cards.",
    },
    there: {
      title: "Rare and there",
      question: "And when it is there, what do you feel?",
      lead: "The moment itself, or the day after.",
    },
    number: {
      title: "A number",
      question: "Is there a number you argue about?",
      lead: "Some couples argue about how often. If that is you, say what it is about and how often you would like it. If not, leave it out.",
      use: "It is used for one thing. If you both show it, for the same way, you will see what meeting in the middle would give, beside plans made of what you both want.",
      what: "What it is about",
      nothing: "Nothing in particular",
      often: "How often you would like it",
      leftOpen: "Left open",
    },
  },
  es: {
    own: "{title}: «{words}»",
    sex: {
      title: "El sexo",
      question: "¿Qué significa el sexo para ti, más allá de lo físico?",
      lead: "Bastan unas palabras. Si significa poco o nada, también es una respuesta.",
    },
    closeness: {
      title: "La cercanía",
      question: "¿Qué te da la cercanía?",
      lead: "Con sexo o sin él: ¿qué es lo que recibes?",
    },
    needs: {
      title: "Necesidades",
      question: "¿Cuánto te importa esto?",
      lead: "Una tarjeta cada vez, y para cuando quieras. Lo que dejes cuenta como «nada» hasta que digas otra cosa.",
    },
    met: {
      title: "Necesidades",
      question: "¿Cuánto se cumple hoy?",
      lead: "Solo lo que te importa, y solo cómo está ahora. No dice nada en contra de nadie.",
      none: "Aquí todavía no hay nada: se trata de las necesidades que te importan. Puedes volver a las tarjetas, o seguir.",
    },
    rare: {
      title: "Poca y mucha",
      question: "¿Qué echas en falta cuando hay poca?",
      lead: "Lo que la cercanía sea para ti, después de tantas tarjetas.",
    },
    there: {
      title: "Poca y mucha",
      question: "Y cuando la hay, ¿qué sientes?",
      lead: "En el momento, o al día siguiente.",
    },
    number: {
      title: "Un número",
      question: "¿Hay un número por el que discuten?",
      lead: "Hay parejas que discuten por cada cuánto. Si es tu caso, di de qué se trata y cada cuánto te gustaría. Si no, déjalo.",
      use: "Sirve para una sola cosa. Si ambas partes lo muestran, y de la misma forma, verán qué daría quedarse a medio camino, junto a planes hechos de lo que tiene un doble sí.",
      what: "De qué se trata",
      nothing: "De nada en particular",
      often: "Cada cuánto te gustaría",
      leftOpen: "Sin decir",
    },
  },
});
