// Which boxes are ticked is an answer, and browsers write it in clear into the file by which they open
// their windows again: Chromium for each box that may be filled in, Firefox for each that is not as the
// page made it.
export function ticked(on: boolean): { checked: boolean; defaultChecked: boolean; autocomplete: "off" } {
  return { checked: on, defaultChecked: on, autocomplete: "off" };
}
