/** To the heading of the screen, where what was pressed is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("h1")?.focus();
}
