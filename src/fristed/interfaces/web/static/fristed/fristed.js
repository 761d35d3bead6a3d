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
    // Where the answer is a file, the page stays and the form may be used again.
    if (form.hasAttribute("data-gives-file")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // One key chooses a level and goes on to the next area; without script arrows and the space bar do.
  for (const levels of document.querySelectorAll("[data-levels]")) {
    const areas = [...levels.querySelectorAll("fieldset")];
    if (levels.dataset.levels === "begin") areas[0].querySelector("input").focus();
    levels.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const area = event.target.closest("fieldset"), value = event.key === "-" ? "unknown" : event.key;
      const chosen = area && [...area.querySelectorAll("input")].find((one) => value && one.value === value);
      if (!chosen) return;
      event.preventDefault();
      chosen.checked = true;
      const next = areas[areas.indexOf(area) + 1];
      const place = next ? next.querySelector("input:checked") || next.querySelector("input") : levels.closest("form").querySelector("button");
      place.focus();
    });
  }

  // What is under way is looked at again without touching what is being read. When it is done, a page that
  // only waits is loaded anew; any other page offers that.
  const place = document.querySelector("[data-look-again]");
  const lookAgain = async () => {
    if (document.hidden) return true;
    const answer = await fetch(location.href, { cache: "no-store", headers: { "X-Fristed-Look-Again": "1" } });
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

  // A session ends when nobody has been here for a while. That is said beforehand, and whoever types or clicks stays.
  const warning = document.querySelector("[data-session-seconds]");
  if (warning) {
    const TOLD_BEFORE = 120, ASKED_EVERY = 240;
    let ends = Date.now() + 1000 * Number(warning.dataset.sessionSeconds), active = false, asked = Date.now();
    const stay = async () => {
      active = false;
      asked = Date.now();
      const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(warning.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token } });
      if (answer.ok && !answer.redirected) ends = Date.now() + 1000 * (await answer.json()).seconds;
      look();
    };
    const look = () => {
      const isNear = Date.now() > ends - 1000 * TOLD_BEFORE;
      if (isNear === warning.hidden) warning.hidden = !isNear;
      if (active && !isNear && Date.now() > asked + 1000 * ASKED_EVERY) stay().catch(() => {});
    };
    for (const kind of ["input", "click"]) document.addEventListener(kind, () => { active = true; });
    warning.querySelector("button").addEventListener("click", () => stay().catch(() => {}));
    setInterval(look, 5000);
    look();
  }
});
