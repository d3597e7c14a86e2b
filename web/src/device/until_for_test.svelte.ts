/** Waits until somebody who looks at the views sees this. */
export function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = $effect.root(() => {
      $effect(() => {
        if (isSo()) queueMicrotask(() => (stop(), resolve()));
      });
    });
  });
}
