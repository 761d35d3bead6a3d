// Taking a call: what is typed is saved field by field, and what is chosen by typing is shown at once.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  form.dataset.draftOn = "1";
  const state = document.getElementById("draft-state");
  const chosen = form.querySelector("[data-chosen]");

  // One request at a time, so that an older save never comes after a newer one.
  let underWay = null, again = false, sent = false;
  const save = async () => {
    const answer = await fetch(form.dataset.draft, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Fristed-Draft": "1" },
    });
    // The session has ended: what was sent is kept for whoever signs in again. Nothing more is typed in vain.
    if (answer.redirected) location.assign(answer.url);
    else state.textContent = answer.ok ? state.dataset.saved : state.dataset.notSaved;
  };
  const saveSoon = () => {
    if (sent) return;
    if (underWay) { again = true; return; }
    underWay = save().catch(() => { state.textContent = state.dataset.notSaved; }).finally(() => {
      underWay = null;
      if (again) { again = false; saveSoon(); }
    });
  };
  form.addEventListener("change", saveSoon);
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("pageshow", () => { sent = false; });

  // A number or some letters choose among the concerns as they are typed; choosing in the list empties the box.
  const box = form.elements.namedItem("main_concern_typed");
  const radios = [...form.querySelectorAll("input[name=main_concern]")];
  const label = (radio) => form.querySelector(`label[for="${radio.id}"]`).textContent.trim();
  const name = (radio) => label(radio).replace(/^\d+\s*/, "").toLowerCase();
  const found = (typed) => {
    if (/^\d+$/.test(typed)) return radios.slice(typed - 1, typed);
    const first = radios.filter((radio) => name(radio).startsWith(typed));
    return first.length ? first : radios.filter((radio) => name(radio).split(/\s+/).some((word) => word.startsWith(typed)));
  };
  box.addEventListener("input", () => {
    const typed = box.value.trim().replace(/\s+/g, " ").toLowerCase();
    const fits = typed ? found(typed) : [];
    for (const radio of radios) radio.checked = fits.length === 1 && radio === fits[0];
    chosen.textContent = fits.slice(0, 4).map(label).join(" / ");
  });
  for (const radio of radios) radio.addEventListener("change", () => { box.value = ""; chosen.textContent = label(radio); });
});
