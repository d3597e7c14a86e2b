import { written } from "./language.svelte.ts";

export const settleInTexts = written({
  en: {
    hello: {
      title: "Welcome",
      question: "For two adults, each of their own free will",
      lead: "You can go a good part of the way alone, and stop, skip or come back anywhere.",
      not: "This is no therapy, makes no diagnosis and is no emergency service. It helps two people talk to each other.",
      said: "You said:",
    },
    why: {
      title: "Why",
      question: "What brings you here?",
      lead: "A line or two for yourself. Nothing depends on them, and nobody else sees them.",
      name: "What you like to be called",
      nameHint: "A letter or a nickname is enough. It stays on your side.",
    },
    privacy: {
      title: "Privacy",
      question: "Who can see what",
      lead: "Four sentences, and they hold everywhere.",
      sentences: [
        "What you write is sealed on this device before it goes anywhere, so the server that passes it on cannot read it.",
        "Your partner sees only what you choose to show, piece by piece, after you saw exactly what they will see.",
        "A “not now” or a “no” to a way of being close is never shown to anyone, hinted at or counted.",
        "Whoever has your passphrase, or your device while this is unlocked, can read what is yours.",
      ],
      more: "Who sees what, in full",
    },
    safety: {
      title: "In private",
      question: "A few private questions",
      lead: "Before two people go on together here, each is asked the same few questions, alone. Some are about fear and force.",
      forgotten:
        "Your answers are looked at once and forgotten. They are not kept, not sent and shown to nobody, so they will be asked again another day.",
      alone: "Leave them out and you go on alone. Nothing is missing from that, and nobody can tell why.",
      begin: "Ask me",
      answers: { yes: "Yes", no: "No", unsure: "Not sure", skip: "Skip this one" },
      before: "The question before",
      over: "Thank you. Your answers are forgotten.",
      closes:
        "For now, going on alone fits best. All that you do alone is open, as far as you like. The steps for two stay closed on your side, and to your partner that looks like anyone who has not come to them yet.",
      opens:
        "You can go on together now, later, or stay alone. Going together invites nobody and shows nothing by itself. Another day you are asked again.",
      left: "Some of it stayed open, so the steps for two stay closed today. All that you do alone is open.",
      listen: "And whoever would like to talk to someone outside: there are people who listen, also when you are not sure what to call it.",
      together: "Go together",
      alreadyTogether:
        "You go the steps for two. You can go on alone whenever you like, at once and with no reason. Your partner is told nothing. They see that you say nothing new.",
      goAlone: "Go on alone for now",
      nowAlone: "You go on alone now.",
      again: "Answer the questions again",
    },
    readBack: {
      question: "You are settled in",
      lead: "From here you go as you like. Each part takes a few minutes.",
      why: "Why I am here: ‘{words}’",
      hope: "What I would be glad of: ‘{words}’",
    },
  },
  es: {
    hello: {
      title: "Hola",
      question: "Para dos personas adultas que quieren estar aquí",
      lead: "Puedes recorrer buena parte del camino a solas, y parar, saltarte algo o volver cuando quieras.",
      not: "Esto no es terapia, no hace diagnósticos ni es un servicio de emergencia. Ayuda a dos personas a hablar entre sí.",
      said: "Dijiste:",
    },
    why: {
      title: "Por qué",
      question: "¿Qué te trae aquí?",
      lead: "Una o dos líneas para ti. Nada depende de ellas, y nadie más las ve.",
      name: "Cómo te gusta que te llamen",
      nameHint: "Basta una letra o un apodo. Se queda de tu lado.",
    },
    privacy: {
      title: "Lo privado",
      question: "Quién puede ver qué",
      lead: "Cuatro frases, y valen en todas partes.",
      sentences: [
        "Lo que escribes se sella en este dispositivo antes de ir a ninguna parte, así que el servidor que lo lleva no puede leerlo.",
        "Tu pareja ve solo lo que eliges mostrar, pieza por pieza, después de ver exactamente lo que verá.",
        "Un «ahora no» o un «no» a una forma de estar cerca nunca se muestra a nadie, ni se insinúa ni se cuenta.",
        "Quien tenga tu frase de acceso, o tu dispositivo mientras esto está desbloqueado, puede leer lo que es tuyo.",
      ],
      more: "Quién ve qué, completo",
    },
    safety: {
      title: "En privado",
      question: "Unas preguntas privadas",
      lead: "Antes de seguir en pareja, a cada persona se le hacen a solas las mismas preguntas. Algunas hablan de miedo y de fuerza.",
      forgotten:
        "Tus respuestas se miran una vez y se olvidan. No se guardan, no se envían y nadie las ve, así que otro día se preguntarán de nuevo.",
      alone: "Si las dejas, sigues a solas. No te falta nada por eso, y nadie puede saber por qué.",
      begin: "Pregúntame",
      answers: { yes: "Sí", no: "No", unsure: "No lo sé", skip: "Saltar esta" },
      before: "La pregunta anterior",
      over: "Gracias. Tus respuestas ya se olvidaron.",
      closes:
        "Por ahora, lo mejor es seguir a solas. Todo lo que se hace a solas está abierto, hasta donde quieras. Los pasos en pareja quedan cerrados de tu lado, y para tu pareja eso se ve como en quien todavía no ha llegado ahí.",
      opens:
        "Puedes seguir en pareja ahora, más tarde, o quedarte a solas. Seguir en pareja no invita a nadie ni muestra nada por sí solo. Otro día se te preguntará de nuevo.",
      left: "Algo quedó abierto, así que hoy los pasos en pareja siguen cerrados. Todo lo que se hace a solas está abierto.",
      listen: "Y si alguien quiere hablar con alguien de fuera: hay personas que escuchan, también cuando no sabes qué nombre ponerle.",
      together: "Seguir en pareja",
      alreadyTogether:
        "Vas por los pasos en pareja. Puedes seguir a solas cuando quieras, al instante y sin razón. A tu pareja no se le dice nada. Solo ve que no dices nada nuevo.",
      goAlone: "Seguir a solas por ahora",
      nowAlone: "Ahora sigues a solas.",
      again: "Contestar las preguntas de nuevo",
    },
    readBack: {
      question: "Ya está todo listo",
      lead: "Desde aquí vas como quieras. Cada parte lleva unos minutos.",
      why: "Por qué estoy aquí: «{words}»",
      hope: "De qué me alegraría: «{words}»",
    },
  },
});
