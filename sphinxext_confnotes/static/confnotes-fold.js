/**
 * Long comments are folded at first, and open again where somebody looks for what is in them.
 *
 * In the page as it is written they are open: without this script, and on paper, nothing is hidden.
 */
(() => {
  "use strict";

  const folds = [...document.querySelectorAll(".confnotes-fold > details")];
  const open = (fold) => (fold.open = true);
  const close = (fold) => (fold.open = false);

  /** Open what the address's fragment names. */
  function reveal() {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // Not every fragment is one of ours.
    }
    const fold = target && folds.find((one) => one.contains(target));
    if (!fold) return;
    open(fold);
    target.scrollIntoView({ behavior: "instant" });
  }

  // Sphinx's own script marks the words that were searched for some time after it has been loaded.
  const search = new MutationObserver(() =>
    folds.filter((fold) => fold.querySelector(".highlighted")).forEach(open),
  );
  for (const fold of folds) {
    close(fold);
    search.observe(fold, { childList: true, subtree: true });
  }
  window.addEventListener("load", () => {
    reveal();
    window.addEventListener("hashchange", reveal);
  });

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open);
    closed.forEach(open);
  });
  window.addEventListener("afterprint", () => closed.forEach(close));
})();
