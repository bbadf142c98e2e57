// The sheet of all keys: drawn from the one table of keys, with the server's words for what they do.
import { registered } from "./keys.js";

let words;

// What keys do, by the word they are registered with, and the names of keys.
export function wordsOf() {
  return words ??= fetch(document.getElementById("bar").dataset.base + "/shortcuts", { headers: { Accept: "text/html" } })
    .then(answer => answer.text()).then(html => new DOMParser().parseFromString(html, "text/html").getElementById("sheet"));
}

// A key as people read it: each part in a cap of its own.
export function caps(key, sheet) {
  return key.replace(/(^| ) $/, "$1Space").split(" ").map(part => {
    const cap = document.createElement("kbd");
    cap.textContent = sheet.querySelector(`[data-key="${CSS.escape(part)}"]`)?.textContent ?? (part.length === 1 ? part.toUpperCase() : part);
    if (part.length === 1 && !key.includes("Ctrl") && !key.includes("Shift")) cap.textContent = part;
    return cap;
  });
}

export async function help() {
  if (document.querySelector("dialog[open]")) return;
  const dialog = document.createElement("dialog");
  dialog.className = "narrow";
  dialog.setAttribute("aria-labelledby", "sheet-title");
  const sheet = (await wordsOf()).cloneNode(true);
  draw(sheet);
  const close = document.getElementById("dismiss").content.firstElementChild.cloneNode(true);
  close.addEventListener("click", () => dialog.close());
  sheet.querySelector(".dlg-head").append(close);
  dialog.append(...sheet.children);
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function draw(sheet) {
  const list = sheet.querySelector(".keys");
  const keys = registered();
  for (const term of [...list.querySelectorAll("dt")]) {
    const mine = keys.filter(entry => entry.word === term.dataset.word);
    if (!mine.length) { term.remove(); continue; }
    const value = document.createElement("dd");
    for (const key of new Set(mine.map(entry => entry.key))) {
      const group = document.createElement("span");
      group.append(...caps(key, sheet));
      value.append(group);
    }
    term.after(value);
  }
  list.hidden = false;
}
