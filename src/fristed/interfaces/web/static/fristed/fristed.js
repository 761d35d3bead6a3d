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

  // Whoever leaves in haste does not come back here with the back button; without script the link just leads away.
  for (const exit of document.querySelectorAll("[data-quick-exit]")) {
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      document.body.hidden = true;
      location.replace(exit.href);
    });
  }

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

  // What is under way is looked at again without touching what is being read. When it is done, a page that
  // only waits is loaded anew; any other page offers that.
  const place = document.querySelector("[data-look-again]");
  const lookAgain = async () => {
    if (document.hidden) return true;
    const answer = await fetch(location.href, { cache: "no-store" });
    const onlyWaits = place.hasAttribute("data-only-waits");
    if (!answer.ok || (answer.redirected && !onlyWaits)) return false;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(place.id);
    const words = found && found.querySelector("[data-words]");
    if (words) place.querySelector("[data-words]").replaceChildren(...words.childNodes);
    if (found && found.hasAttribute("data-look-again")) return true;
    if (onlyWaits) location.assign(location.pathname + location.search);
    else place.querySelector("[role=status]").append(place.querySelector("template").content);
    return false;
  };
  const later = () => setTimeout(async () => {
    if (await lookAgain().catch(() => true)) later();
  }, 1000 * Number(place.dataset.lookAgain));
  if (place) later();
});
