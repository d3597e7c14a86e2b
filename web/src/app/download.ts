// Gives somebody a file. Its name says nothing of what is in it.

const types = { html: "text/html;charset=utf-8", json: "application/json", ics: "text/calendar" } as const;

export type FileName = `${"notes" | "time"}.${keyof typeof types}`;

export function download(text: string, name: FileName): void {
  const ending = name.slice(name.indexOf(".") + 1) as keyof typeof types;
  const url = URL.createObjectURL(new Blob([text], { type: types[ending] }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by then; until it is let go of, it lies in memory in clear. An iPhone takes
  // it only once somebody has answered whether they want the file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
