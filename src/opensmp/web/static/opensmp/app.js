/* What makes the workspace quicker for hands on a keyboard and safer for half-written text.
   Every page works without it: nothing here is the only way to do anything. */
"use strict";

const page = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const shown = (element) => element.getClientRects().length > 0;

/* Speaking: one polite live region for the whole page. Emptied first, so that the same sentence is heard twice. */
function announce(text) {
  const live = document.getElementById("live");
  if (!live || !text) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 60);
}

/* After a part of the page was exchanged (or the page itself loaded), the focus goes to what changed. */
function settle(part) {
  const focus = part.matches?.("[data-focus]") ? part : part.querySelector("[data-focus]");
  if (focus) {
    if (!focus.hasAttribute("tabindex")) focus.tabIndex = -1;
    focus.focus();
  }
  all("[data-announce]", part).forEach((note) => announce(note.textContent.trim()));
}

/* Theme: the form posts the choice; with script the paper changes at once, without leaving the page. */
function themeSwitch(form) {
  const button = form.querySelector("button");
  const turn = () => {
    const words = button.getAttribute("aria-label");
    button.setAttribute("aria-label", button.dataset.other);
    button.dataset.other = words;
    button.value = button.value === "dark" ? "light" : "dark";
  };
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  if (!page.dataset.theme && dark && button.value === "dark") turn();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = button.value;
    const body = new FormData(form);
    body.set("theme", chosen);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).then((answer) => {
      if (!answer.ok && answer.type !== "opaqueredirect") throw new Error(answer.status);
      page.dataset.theme = chosen;
      turn();
    }).catch(() => {
      const said = Object.assign(document.createElement("input"), { type: "hidden", name: "theme", value: chosen });
      form.append(said);
      form.submit();
    });
  });
}

/* Text that was typed and never saved outlives a closed tab's neighbours, an expired session, a failed save. */
const GUARD = "opensmp:";

function written(form) {
  const kinds = "textarea[name], select[name], input[name]:not([type=hidden], [type=password], [type=file], [type=submit])";
  const values = {};
  all(kinds, form).forEach((field) => {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) values[`${field.name}=${field.value}`] = true;
    } else values[field.name] = field.value;
  });
  return values;
}

function putBack(form, values) {
  all("textarea[name], select[name], input[name]", form).forEach((field) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(values[`${field.name}=${field.value}`]);
    else if (field.type !== "hidden" && field.name in values) field.value = values[field.name];
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function guard(form) {
  const key = GUARD + location.pathname + "#" + form.dataset.guard;
  const saved = JSON.stringify(written(form));
  const offer = form.querySelector("[data-kept]");
  let dirty = false;
  let kept = null;
  try { kept = sessionStorage.getItem(key); } catch { return; }
  if (kept === saved) sessionStorage.removeItem(key);
  else if (kept && offer) {
    offer.hidden = false;
    offer.querySelector("[data-kept-restore]").addEventListener("click", () => { offer.hidden = true; putBack(form, JSON.parse(kept)); });
    offer.querySelector("[data-kept-drop]").addEventListener("click", () => { offer.hidden = true; sessionStorage.removeItem(key); });
  }
  form.addEventListener("input", () => {
    const now = JSON.stringify(written(form));
    dirty = now !== saved;
    if (dirty) sessionStorage.setItem(key, now);
    else sessionStorage.removeItem(key);
  });
  form.addEventListener("submit", () => { dirty = false; });
  addEventListener("beforeunload", (event) => { if (dirty && form.isConnected) event.preventDefault(); });
}

/* Lists and findings: the next one, the one before. */
function step(items, by) {
  const reachable = items.filter(shown);
  if (!reachable.length) return null;
  const here = reachable.findIndex((item) => item.contains(document.activeElement) || item.classList.contains("is-here"));
  const next = here < 0 ? (by > 0 ? 0 : reachable.length - 1) : Math.min(Math.max(here + by, 0), reachable.length - 1);
  return reachable[next];
}

function moveInList(by) {
  const item = step(all("[data-list] [data-item]"), by);
  const target = item?.querySelector("a[href], button");
  if (!target) return false;
  target.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  return true;
}

function moveToFinding(by) {
  const finding = step(all("[data-finding]"), by);
  if (!finding) return false;
  all(".is-here").forEach((element) => element.classList.remove("is-here"));
  finding.classList.add("is-here");
  if (!finding.hasAttribute("tabindex")) finding.tabIndex = -1;
  finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "center" });
  return true;
}

function press(selector) {
  const here = document.activeElement?.closest("[data-finding]") ?? document.querySelector("[data-finding].is-here");
  const target = (here && all(selector, here).find(shown)) ?? all(selector).find(shown);
  target?.click();
  return Boolean(target);
}

function find() {
  const field = all("[data-find]").find(shown);
  if (!field) return press(".find-link");
  field.focus();
  field.select();
  return true;
}

/* Single keys, switched off by data-shortcuts="off" and silent while someone types. */
const KEYS = {
  "/": find,
  "?": () => press("[data-help]"),
  j: () => moveInList(1),
  k: () => moveInList(-1),
  n: () => moveToFinding(1),
  p: () => moveToFinding(-1),
  f: () => press("[data-fix]"),
  e: () => press("[data-edit]"),
};
let waitingForArea = 0;

function typing(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=gridcell]");
}

function onKey(event) {
  if (event.key === "Escape") return closeMenus();
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") return save(event);
  if (page.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (Date.now() - waitingForArea < 1500) {
    waitingForArea = 0;
    if (press(`[data-go="${CSS.escape(event.key)}"]`)) event.preventDefault();
  } else if (event.key === "g") waitingForArea = Date.now();
  else if (KEYS[event.key]?.()) event.preventDefault();
}

function save(event) {
  const form = document.activeElement?.closest("form[data-save]") ?? all("form[data-save]").find(shown);
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

function closeMenus(except) {
  all("details.menu[open]").filter((menu) => menu !== except).forEach((menu) => {
    menu.open = false;
    if (!except && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  });
}

/* Where an answer takes seconds, whoever asked for it is told at once: data-wait on a link or a form holds the words. */
function wait(asker, event) {
  if (!asker || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  all(".waiting").forEach((line) => line.remove());
  const line = Object.assign(document.createElement("span"), { className: "waiting sub", textContent: asker.dataset.wait });
  line.prepend(document.createElement("progress"));
  line.firstChild.setAttribute("aria-hidden", "true");
  asker.after(line);
  announce(asker.dataset.wait);
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => wait(event.target.closest("a[data-wait]"), event));
document.addEventListener("submit", (event) => wait(event.target.closest("form[data-wait]"), event));
addEventListener("pageshow", () => all(".waiting").forEach((line) => line.remove()));
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu") ?? event.target));
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]")) Object.keys(sessionStorage).filter((key) => key.startsWith(GUARD)).forEach((key) => sessionStorage.removeItem(key));
});
document.addEventListener("htmx:afterSettle", (event) => {
  settle(event.target);
  all("form[data-guard]", event.target).forEach(guard);
});
["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) => document.addEventListener(name, () => announce(document.getElementById("live")?.dataset.failed)));

all("[data-theme-switch]").forEach(themeSwitch);
all("form[data-guard]").forEach(guard);
if (matchMedia("(min-width: 64.01rem)").matches) all("details[data-fold]").forEach((fold) => { fold.open = true; });
settle(document.body);
