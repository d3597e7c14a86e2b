// What a page is on paper.
import { expect, type Page } from "@playwright/test";

/** Firefox prints nothing of a box that is another kind of box by the size of its container. */
export async function printsInFirefox(page: Page): Promise<void> {
  await page.emulateMedia({ media: "print" });
  const lost = await page.evaluate(() => {
    const inContainer = ({ parentElement: above }: Element): boolean =>
      above !== null && (getComputedStyle(above).containerType !== "normal" || inContainer(above));
    const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
    return rules
      .flatMap((rule) => (rule instanceof CSSContainerRule ? [...rule.cssRules] : []))
      .filter((rule) => rule instanceof CSSStyleRule)
      .filter(({ style }) => style.display !== "" || style.position !== "")
      .flatMap(({ selectorText }) => [...document.querySelectorAll(selectorText)])
      .filter((box) => box.checkVisibility() && inContainer(box))
      .map(({ outerHTML }) => outerHTML.slice(0, 100));
  });
  expect(lost).toEqual([]);
  await page.emulateMedia({ media: null });
}
