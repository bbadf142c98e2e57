// The command box: places and torrents from the server, and the commands that have a key here. A combobox with its list; the
// arrows move, Enter does it.
import { registered } from "./keys.js";
import { wordsOf, caps } from "./help.js";
import { told } from "./toasts.js";

const bar = document.getElementById("bar");
let box, sheet, asked = 0;

export async function palette() {
  if (document.querySelector("dialog[open]")) return;
  sheet = await wordsOf();
  box = document.createElement("dialog");
  box.className = "cmd";
  const answer = await fetch(bar.dataset.base + "/palette", { headers: { Accept: "text/html" } });
  if (!answer.ok) { location.reload(); return; }
  box.append(...new DOMParser().parseFromString(await answer.text(), "text/html").body.children);
  box.setAttribute("aria-label", list().dataset.title);
  document.body.append(box);
  const field = box.querySelector("input");
  field.addEventListener("input", () => find(field.value));
  field.addEventListener("keydown", keys);
  list().addEventListener("click", event => run(event.target.closest("[role=option]")));
  box.addEventListener("click", event => { if (event.target === box) box.close(); });
  box.addEventListener("close", () => box.remove());
  commands("");
  box.showModal();
}

function list() { return box.querySelector("#palette-list"); }
function options() { return [...list().querySelectorAll("[role=option]")]; }

// Only the newest question's answer counts.
async function find(text) {
  const mine = ++asked;
  const answer = await fetch(`${bar.dataset.base}/palette?q=${encodeURIComponent(text)}`, { headers: { Accept: "text/html" } });
  const html = await answer.text();
  if (mine !== asked || !answer.ok || !box.isConnected) return;
  list().replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.children);
  commands(text);
}

// What has a key on this page and is called like that.
function commands(text) {
  const wanted = text.trim().toLowerCase(), seen = new Set();
  const found = registered().filter(entry => {
    const word = sheet.querySelector(`[data-word="${CSS.escape(entry.word)}"]`);
    const fits = word && !("moves" in word.dataset) && !entry.word.startsWith("go-") && !seen.has(entry.word) && word.textContent.toLowerCase().includes(wanted);
    seen.add(entry.word);
    return fits;
  });
  if (found.length) {
    let group = list().querySelector("[data-group=do]");
    if (!group) {
      group = document.createElement("div");
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", list().dataset.do);
      const label = document.createElement("div");
      label.className = "menu-label";
      label.setAttribute("aria-hidden", "true");
      label.textContent = list().dataset.do;
      group.append(label);
      list().prepend(group);
    }
    group.append(...found.map(command));
  }
  for (const option of list().querySelectorAll("[data-key-word]")) {
    const entry = registered().find(other => other.word === option.dataset.keyWord);
    if (entry) option.querySelector(".push").append(...caps(entry.key, sheet));
  }
  if (!list().childElementCount) {
    const none = document.createElement("p");
    none.className = "menu-label";
    none.textContent = list().dataset.none;
    list().append(none);
  }
  options().forEach((option, at) => { option.id = `palette-${at}`; });
  mark(options()[0]);
}

function command(entry) {
  const option = document.createElement("div");
  option.className = "menu-item";
  option.setAttribute("role", "option");
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  use.setAttribute("href", list().dataset.icon);
  icon.append(use);
  const title = document.createElement("span"), push = document.createElement("span");
  title.textContent = sheet.querySelector(`[data-word="${CSS.escape(entry.word)}"]`).textContent;
  push.className = "push";
  push.append(...caps(entry.key, sheet));
  option.append(icon, title, push);
  option.run = entry.action;
  return option;
}

function mark(option) {
  for (const other of options()) other.setAttribute("aria-selected", String(other === option));
  const field = box.querySelector("input");
  if (option) field.setAttribute("aria-activedescendant", option.id); else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function keys(event) {
  const all = options(), at = all.findIndex(option => option.getAttribute("aria-selected") === "true");
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length }[event.key];
  if (next !== undefined && all.length) { event.preventDefault(); mark(all[next % all.length]); }
  else if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); run(all[at], event); }
}

async function run(option, event) {
  if (!option) return;
  const { href, post, mode } = option.dataset;
  if (href && (event?.ctrlKey || event?.metaKey)) { open(href, "_blank", "noopener"); return; }
  box.close();
  if (href) location.assign(href);
  else if (post) {
    const answer = await fetch(post, { method: "POST", body: new URLSearchParams({ csrf: bar.dataset.csrf, mode }), headers: { Accept: "text/html" } });
    told(await answer.text(), answer.ok);
  } else option.run(new KeyboardEvent("keydown"));
}
