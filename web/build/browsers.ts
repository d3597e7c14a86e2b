/** The oldest browsers that can show the app. What decides: toSorted, :has, and vectors in WebAssembly. */
export const oldestBrowsers = ["chrome110", "firefox121", "safari16.4"];
