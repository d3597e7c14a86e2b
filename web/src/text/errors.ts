// What went wrong, in words: what happened, that nothing was lost, and what helps.
import type { Refusal } from "../device/host.ts";
import type {
  GateReason, NoPlan, NotAllowed, PlainError, RecordFault, VaultFault,
} from "../engine/session_types.ts";
import { appTexts } from "./app.ts";
import { inLanguage, written } from "./language.svelte.ts";

/** What the device layer adds to the errors of the core. */
export type DeviceError =
  | "wrong-passphrase"
  | "damaged"
  | "offline"
  | "unknown-backup"
  | "bad-words"
  | "unknown-invite"
  | "invite-expired"
  | "invite-used";

// Only a bug of ours leads to these, and nobody can do anything about which one it was.
type Ours = "no-pack" | "no-entropy" | "unlocked" | "loading" | "nothing-waits";

type ErrorTexts = {
  ours: string;
  plain: Record<Exclude<PlainError["code"], Ours>, string>;
  device: Record<DeviceError, string>;
  vault: Record<VaultFault["detail"], string>;
  record: string;
  records: Partial<Record<RecordFault, string>>;
  allowed: Record<NotAllowed["detail"], string>;
  gates: Record<GateReason, string>;
  plan: Record<NoPlan["detail"], string>;
};

/** Exported for the test that looks at every one of them. */
export const errorTexts = written<ErrorTexts>({
  en: {
    ours: "Something went wrong in the program. What you said before is still there. Load the page again, and unlock.",
    plain: {
      locked: "It is locked. Unlock, and then try again. Nothing is lost.",
      waiting: "The last thing you said is still being kept. Give it a moment and try again.",
      "not-safe":
        "The private questions come first, each time you open the steps for two. You find them in Settle in.",
      "no-couple": "This needs two. Invite your partner first, or take their invitation.",
      "not-arrived": "Before this device can say anything here, it reaches the server once. Try again when there is a connection.",
      couple: "You are connected with a partner already. To begin with someone else, end that first, under End or delete.",
      "bad-invite": "This link does not fit what the server has. Ask for a new invitation, and use its whole link.",
      "invite-expired": "This invitation has run out: they last seven days. Your partner can make a new one.",
      "bad-words": "These twelve words do not belong together. One is wrong, or two changed places. Compare them with what you wrote down.",
      "no-such-thing": "This is not there any more. Perhaps it was changed or taken back on another device.",
      "no-room": "There is no room for this. A shorter text may fit. Stopping, resting and leaving always do.",
    },
    device: {
      "wrong-passphrase": "That is not the passphrase for this. Nothing is lost. Try again, as slowly as you like.",
      damaged: "Part of what is kept on this device cannot be read. With your twelve words, you get back what the server has.",
      offline: "There is no connection to the server right now. Nothing is lost. Try again when there is one.",
      "unknown-backup": "The server has nothing for these words. They may be those of a code that was used or is closed, or belong to another address.",
      "bad-words": "These twelve words do not belong together. One is wrong, or two changed places. Compare them with what you wrote down.",
      "unknown-invite": "The server does not know this invitation. It may have run out, or the link was cut short. Your partner can make a new one.",
      "invite-expired": "This invitation has run out: they last seven days. Your partner can make a new one.",
      "invite-used": "This invitation was used already. If it was not you, tell your partner, and ask for a new one.",
    },
    vault: {
      "not-a-vault": "What is kept here cannot be read as yours. With your twelve words, you get back what the server has.",
      "newer-version": "This was kept by a newer release of the program. Load the page again to get that one.",
      "cost-out-of-range": "What is kept here asks for more than this device may give, so it was not opened.",
      "no-memory": "This device has too little memory free right now. Close other pages and try again.",
      "cannot-be-opened": "It does not open with this. The passphrase or the words may be wrong. Nothing is lost.",
    },
    record: "Something that is kept or came in does not fit, and was not taken in. All the rest is as it was.",
    records: {
      "newer-version": "Something here was said with a newer release of the program. Load the page again to get that one.",
      ahead: "A clock is more than two days wrong, on this device or on the other. Look at the date of this one.",
      full: "This part of your log is full. Stopping, resting and leaving are still possible.",
      "too-long": "That is too long to be kept. A shorter text fits.",
    },
    allowed: {
      "not-understood": "One of your devices has a newer release of the program. Load the page again to get that one.",
      erased: "This was taken back in the meantime.",
      "not-a-member": "This device is not known to your partner’s yet. Try again when there is a connection.",
      "not-ready": "This begins when both of you have said that you are ready.",
      paused: "One of you takes a pause. This opens again afterwards.",
      over: "The two of you are no longer connected here. What is yours is still yours.",
      "never-shown": "A no and a not now stay with you. They are shown to nobody.",
      "not-yours": "This one is for your partner to say.",
      "turn-open": "Someone is speaking already. This turn comes to its end first.",
      "no-such-turn": "The conversation has moved on in the meantime. Look at where it is now.",
      "no-such-thing": "This is not there any more. Perhaps it was taken back.",
      early: "Something else comes before this, and is not there yet.",
      twice: "You said this already. Once is enough.",
      "too-soon": "A week lies between one look and the next, so that nobody can try out answers. Come back then.",
      expired: "This was open for seven days, and they are over. You can begin anew.",
      "other-pack": "The two of you have different releases of the program. Load the page again on both devices.",
      "not-matched": "There is something in this plan that is not among the ways you both want.",
      "other-table": "Your partner has begun with other limits. Agree on them first, and begin with the same ones.",
      "no-condition": "You said yes to one of these under a condition, and the plan does not have it. Add it first.",
      ended: "This plan has ended, or was changed. Look at the one that is there now.",
      untimely: "That day is too early or too far away.",
    },
    gates: {
      "settle-in-first": "Opens once you have settled in. That takes a few minutes.",
      "not-together": "For the two of you. It opens when you have both opened the steps for two.",
      "you-not-ready": "Begins when both of you say so. You have not yet, and there is no hurry.",
      "partner-not-ready": "Begins when your partner says they are ready. There is no hurry.",
      resting: "Rests while one of you takes a pause.",
      "answer-ways-first": "Opens after What else: one way you say yes to is enough.",
      "match-first": "Opens when you have found out what you both want.",
      "nothing-both-want": "Nothing to which you both said yes this time. That tells you something too, and you can look again another week.",
      "no-plan-yet": "Opens when both of you have said yes to one plan.",
      "not-begun": "Opens when the days of your plan have begun.",
      over: "You are no longer connected here. With a new invitation, you can begin again.",
    },
    plan: {
      "no-round": "First find out what you both want. Plans are made of that.",
      "needs-not-shown": "For this table, both of you show what you need. The sealed table works without.",
      "no-ways": "There is no way to plan with yet.",
      "dropped-and-kept": "The same way was both kept and left out. Choose one of the two.",
      "too-many-kept": "More ways are kept than one plan may have. Let go of one, or allow more.",
      "too-often": "One of these is kept more often than it can be done in a week.",
      "not-offered": "One of the ways you keep is not among those that can be planned.",
      "too-long": "What you keep takes more time than you gave the week.",
      "never-traded": "One of the ways you keep would cost one of you more than it gives. Nobody is asked for that in exchange for something else.",
      "worse-off": "With all that you keep, one of you would be worse off than today. Let go of one.",
      "too-much-work": "There are too many plans to look through. Leave out some ways, or give the week fewer minutes.",
    },
  },
  es: {
    ours: "Algo salió mal en el programa. Lo que dijiste antes sigue ahí. Carga la página de nuevo y desbloquea.",
    plain: {
      locked: "Está bloqueado. Desbloquea e inténtalo de nuevo. No se perdió nada.",
      waiting: "Lo último que dijiste todavía se está guardando. Espera un momento e inténtalo de nuevo.",
      "not-safe":
        "Antes van las preguntas privadas, cada vez que abres los pasos para dos. Están en Para empezar.",
      "no-couple": "Esto es para dos. Invita antes a tu pareja, o acepta su invitación.",
      "not-arrived": "Este dispositivo necesita llegar una vez al servidor antes de decir algo aquí. Inténtalo cuando haya conexión.",
      couple: "Ya hay una conexión con una pareja. Para empezar con otra persona, termina antes esa, en Terminar o borrar.",
      "bad-invite": "Este enlace no encaja con lo que tiene el servidor. Pide una invitación nueva y usa el enlace entero.",
      "invite-expired": "Esta invitación venció: duran siete días. Tu pareja puede hacer otra.",
      "bad-words": "Estas doce palabras no encajan. Una está mal, o dos cambiaron de lugar. Compáralas con lo que escribiste.",
      "no-such-thing": "Esto ya no está. Quizá se cambió o se retiró en otro dispositivo.",
      "no-room": "No hay sitio para esto. Un texto más corto quizá quepa. Parar, descansar y salir siempre caben.",
    },
    device: {
      "wrong-passphrase": "Esa no es la frase de acceso. No se perdió nada. Inténtalo otra vez, con toda la calma que quieras.",
      damaged: "Una parte de lo guardado en este dispositivo no se puede leer. Con tus doce palabras recuperas lo que tiene el servidor.",
      offline: "Ahora no hay conexión con el servidor. No se perdió nada. Inténtalo cuando la haya.",
      "unknown-backup": "El servidor no tiene nada para estas palabras. Quizá son de un código que ya se usó o se cerró, o de otra dirección.",
      "bad-words": "Estas doce palabras no encajan. Una está mal, o dos cambiaron de lugar. Compáralas con lo que escribiste.",
      "unknown-invite": "El servidor no conoce esta invitación. Quizá venció, o falta un trozo del enlace. Tu pareja puede hacer otra.",
      "invite-expired": "Esta invitación venció: duran siete días. Tu pareja puede hacer otra.",
      "invite-used": "Esta invitación ya se usó. Si no la usaste tú, díselo a tu pareja y pide otra.",
    },
    vault: {
      "not-a-vault": "Lo guardado aquí no se puede leer como tuyo. Con tus doce palabras recuperas lo que tiene el servidor.",
      "newer-version": "Esto lo guardó una versión más nueva del programa. Carga la página de nuevo para tenerla.",
      "cost-out-of-range": "Lo guardado aquí pide más de lo que este dispositivo puede dar, así que no se abrió.",
      "no-memory": "A este dispositivo le queda poca memoria ahora. Cierra otras páginas e inténtalo de nuevo.",
      "cannot-be-opened": "Con esto no se abre. Quizá la frase o las palabras no son esas. No se perdió nada.",
    },
    record: "Algo guardado o recibido no encaja, y no se aceptó. Lo demás está como estaba.",
    records: {
      "newer-version": "Algo aquí se dijo con una versión más nueva del programa. Carga la página de nuevo para tenerla.",
      ahead: "Un reloj está mal por más de dos días, en este dispositivo o en el otro. Mira la fecha de este.",
      full: "Esta parte de tu registro está llena. Parar, descansar y salir siguen siendo posibles.",
      "too-long": "Eso es demasiado largo para guardarlo. Un texto más corto cabe.",
    },
    allowed: {
      "not-understood": "Uno de los dispositivos tiene una versión más nueva del programa. Carga la página de nuevo para tenerla.",
      erased: "Esto se retiró entretanto.",
      "not-a-member": "El dispositivo de tu pareja todavía no conoce este. Inténtalo cuando haya conexión.",
      "not-ready": "Esto empieza cuando cada quien haya dicho que es buen momento.",
      paused: "Hay una pausa. Esto se abre de nuevo después.",
      over: "Aquí ya no hay conexión entre ustedes. Lo tuyo sigue siendo tuyo.",
      "never-shown": "Un no y un ahora no se quedan contigo. No se muestran a nadie.",
      "not-yours": "Esto le toca decirlo a tu pareja.",
      "turn-open": "Ya hay alguien hablando. Antes termina ese turno.",
      "no-such-turn": "La conversación avanzó entretanto. Mira dónde está ahora.",
      "no-such-thing": "Esto ya no está. Quizá se retiró.",
      early: "Antes de esto va otra cosa, y todavía no está.",
      twice: "Ya lo dijiste. Con una vez basta.",
      "too-soon": "Entre una vez y la siguiente pasa una semana, para que nadie pruebe respuestas. Vuelve entonces.",
      expired: "Esto estuvo abierto siete días, y ya pasaron. Se puede empezar de nuevo.",
      "other-pack": "Hay dos versiones distintas del programa. Carguen la página de nuevo en cada dispositivo.",
      "not-matched": "En este plan hay algo que no está entre las formas con un doble sí.",
      "other-table": "Tu pareja empezó con otros límites. Pónganse antes de acuerdo y empiecen con los mismos.",
      "no-condition": "A una de estas dijiste que sí con una condición, y el plan no la tiene. Añádela antes.",
      ended: "Este plan terminó o cambió. Mira el que hay ahora.",
      untimely: "Ese día es demasiado pronto o queda demasiado lejos.",
    },
    gates: {
      "settle-in-first": "Se abre después de Para empezar. Son unos minutos.",
      "not-together": "Es para dos. Se abre cuando cada quien haya abierto los pasos para dos.",
      "you-not-ready": "Empieza cuando cada quien lo diga. Tú aún no lo has dicho, y no hay prisa.",
      "partner-not-ready": "Empieza cuando tu pareja diga que es buen momento. No hay prisa.",
      resting: "Descansa mientras haya una pausa.",
      "answer-ways-first": "Se abre después de Qué más: basta una forma a la que digas que sí.",
      "match-first": "Se abre cuando hayan mirado qué tiene un doble sí.",
      "nothing-both-want": "Esta vez no hubo ningún doble sí. Eso también dice algo, y otra semana se puede mirar de nuevo.",
      "no-plan-yet": "Se abre cuando un plan tenga el sí de cada quien.",
      "not-begun": "Se abre cuando empiecen los días de su plan.",
      over: "Aquí ya no hay conexión entre ustedes. Con una invitación nueva se puede empezar de nuevo.",
    },
    plan: {
      "no-round": "Antes miren qué tiene un doble sí. De ahí salen los planes.",
      "needs-not-shown": "En esta mesa cada quien muestra lo que necesita. La mesa sellada funciona sin eso.",
      "no-ways": "Todavía no hay ninguna forma con la que planear.",
      "dropped-and-kept": "La misma forma quedó dentro y fuera. Elige una de las dos cosas.",
      "too-many-kept": "Dejaste fijas más formas de las que caben en un plan. Suelta una, o permite más.",
      "too-often": "Una de estas quedó fija más veces de las que caben en una semana.",
      "not-offered": "Una de las formas que fijaste no está entre las que se pueden planear.",
      "too-long": "Lo que fijaste lleva más tiempo del que le diste a la semana.",
      "never-traded": "Una de las formas que fijaste le costaría a alguien más de lo que le da. Eso no se pide a cambio de otra cosa.",
      "worse-off": "Con todo lo que fijaste, alguien estaría peor que hoy. Suelta una.",
      "too-much-work": "Hay demasiados planes que mirar. Quita algunas formas, o dale menos minutos a la semana.",
    },
  },
});

/** What to tell of an error. */
export function errorText(error: Refusal | DeviceError): string {
  const t = inLanguage(errorTexts);
  if (typeof error === "string") return t.device[error];
  switch (error.code) {
    case "not-kept":
      return inLanguage(appTexts)[error.full ? "full" : "blocked"];
    case "bad-request":
    case "bad-pack":
      return t.ours;
    case "vault":
      return t.vault[error.detail];
    case "record":
      return t.records[error.detail] ?? t.record;
    case "not-allowed":
      return t.allowed[error.detail];
    case "closed":
      return error.reasons.map(gateText).join(" ");
    case "no-plan":
      return t.plan[error.detail];
    default:
      return isOurs(error.code) ? t.ours : t.plain[error.code];
  }
}

/** Why a stage is not open. */
export function gateText(reason: GateReason): string {
  return inLanguage(errorTexts).gates[reason];
}

function isOurs(code: PlainError["code"]): code is Ours {
  const all: readonly PlainError["code"][] = ["no-pack", "no-entropy", "unlocked", "loading", "nothing-waits"];
  return all.includes(code);
}
