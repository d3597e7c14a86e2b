// What had the focus often goes with the press that it took: a button that has done its work, a row that
// was taken out. A browser then begins at the top of the page again, and so would whoever goes by keyboard
// or hears the page. Here they go on from the heading of what it stood in. Who sets the focus comes first.

const headings = "h1, h2, h3, h4";

const isThere = (element: Element): boolean =>
  element.isConnected && element.checkVisibility() && !element.matches(":disabled");

/** Where to go on from, within the nearest that is still there. */
function headingOf(ancestors: readonly Element[]): HTMLElement | undefined {
  for (const ancestor of ancestors) {
    if (!isThere(ancestor)) continue;
    const found = [...ancestor.querySelectorAll<HTMLElement>(headings)].find(isThere);
    if (found) return found;
  }
  return undefined;
}

export function keepFocus(): void {
  /** What has the focus, and all that it stands in. */
  let chain: Element[] = [];
  let isAsked = false;

  function look(): void {
    isAsked = false;
    const [last, ...ancestors] = chain;
    if (last === undefined || document.activeElement !== document.body) return;
    chain = [];
    // Whoever pressed beside it wanted it so.
    if (isThere(last)) return;
    const heading = headingOf(ancestors);
    if (heading === undefined) return;
    if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  // Behind whoever sets the focus after a change, and behind the browser, which takes it from what is disabled.
  function ask(): void {
    if (isAsked || chain.length === 0) return;
    isAsked = true;
    requestAnimationFrame(() => setTimeout(look));
  }

  document.addEventListener("focusin", ({ target }) => {
    chain = [];
    for (let at = target instanceof Element ? target : null; at !== null && at !== document.body; at = at.parentElement) {
      chain.push(at);
    }
  });
  document.addEventListener("focusout", ask);
  new MutationObserver(ask).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["disabled", "hidden", "open", "class", "style"],
  });
}
