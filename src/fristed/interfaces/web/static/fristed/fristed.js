// Comfort only: everything here works without it too.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  // After a failed form the list of errors is read first.
  const summary = document.querySelector(".ds-error-summary, [data-focus-first]");
  if (summary) summary.focus();

  // What a link leads to is unfolded, in browsers that do not do it themselves too.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folds = [];
    for (let at = target; at; at = at.parentElement) if (at.localName === "details" && !at.open) folds.push(at);
    for (const fold of folds) fold.open = true;
    if (folds.length) target.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  unfold();

  // A second press while the first is under way does nothing; the server refuses doubles as well.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
});
