// Gives somebody a file. Its name says nothing of what is in it.

export function download(text: string, ending: "html" | "json"): void {
  const type = ending === "html" ? "text/html;charset=utf-8" : "application/json";
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `notes.${ending}`;
  link.click();
  // The browser has taken it by then; until it is let go of, it lies in memory in clear. An iPhone takes
  // it only once somebody has answered whether they want the file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
