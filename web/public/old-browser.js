// Says so where the browser lacks what the app needs. Written for such browsers. What is asked for here is
// what the oldest browsers of build/browsers.ts have and those before them do not.
(function () {
  "use strict";
  // A function that gives back a vector.
  var simd = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 22, 1, 20, 0, 253, 12,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11
  ];
  var able =
    typeof indexedDB === "object" &&
    typeof Array.prototype.toSorted === "function" &&
    CSS.supports("selector(:has(a))") &&
    typeof WebAssembly === "object" &&
    WebAssembly.validate(new Uint8Array(simd));
  if (able) return;
  document.getElementById("app").hidden = true;
  document.getElementById("old-browser").hidden = false;
})();
