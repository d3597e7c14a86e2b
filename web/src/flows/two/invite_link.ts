// The link of an invite: its secret stands in the fragment, which no browser sends to a server.

/** Where somebody begins who was invited. */
export function inviteLink(secret: string, origin = location.origin): string {
  return `${origin}/#i=${secret}`;
}

/** The secret in what somebody pasted: a link with or without words around it, or the secret alone. */
export function secretIn(pasted: string): string | undefined {
  const read = pasted.replaceAll("%23", "#");
  // Some programs break a long link into lines.
  return secretInWhole(read) ?? secretInWhole(read.replace(/[\s\u200b]+/g, ""));
}

function secretInWhole(pasted: string): string | undefined {
  // 32 bytes in base64.
  const [, linked] = /#i=([\w-]{43})(?![\w-])/.exec(pasted) ?? [];
  const [, alone] = /^\s*(?:i=)?([\w-]{43})\s*$/.exec(pasted) ?? [];
  return linked ?? alone;
}
