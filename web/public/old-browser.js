// Says so where the browser lacks what the app needs. Written for such browsers.
(function () {
  "use strict";
  // A function that gives back a vector.
  var simd = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 22, 1, 20, 0, 253, 12,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11
  ];
  var able =
    "noModule" in document.createElement("script") &&
    typeof WebAssembly === "object" &&
    WebAssembly.validate(new Uint8Array(simd)) &&
    typeof HTMLDialogElement === "function" &&
    typeof HTMLDialogElement.prototype.showModal === "function" &&
    typeof indexedDB === "object";
  if (able) return;
  document.getElementById("app").hidden = true;
  document.getElementById("old-browser").hidden = false;
})();
