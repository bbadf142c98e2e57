// The buttons of the selection bar, the menu and the verbs of the keyboard: everything that acts on what is selected. What is
// heavier than the list is loaded when somebody first uses it.
import { told } from "./toasts.js";

const PRESS = 500;
const SETTLE = 10_000;
const SHOWN = ["start", "stop", "force-start", "category", "tags"];
let dialogs, menus, panels;
export const dialogsOf = () => dialogs ??= import("./dialogs.js");
export const menuOf = () => menus ??= import("./menu.js");
export const panelOf = () => panels ??= import("./panel.js");

export function commands(list, selection) {
  const form = list.querySelector("form.list");
  form.addEventListener("submit", event => {
    event.preventDefault();
    run(event.submitter, list, selection);
  });
  const why = document.getElementById("why");
  for (const button of form.querySelectorAll("[data-word]")) {
    for (const name of ["pointerenter", "focus"]) button.addEventListener(name, () => { why.hidden = button.getAttribute("aria-disabled") !== "true"; });
    for (const name of ["pointerleave", "blur"]) button.addEventListener(name, () => { why.hidden = true; });
  }
  details(list);
  menu(list, selection);
  const hold = selection.onHold;
  selection.onHold = held => { hold(held); bar(form, selection); };
  document.getElementById("results").addEventListener("submit", async event => {
    event.preventDefault();
    if (await (await dialogsOf()).send(event.target, event.submitter)) event.target.remove();
  });
  document.getElementById("toasts").addEventListener("submit", async event => {
    event.preventDefault();
    (await dialogsOf()).send(event.target, event.submitter);
  });
  if (!document.getElementById("panel").hidden) panelOf();
  optimistic();
}

// What of the bar is locked for what is selected now, as the server says of the menu.
let asked = "", timer;
function bar(form, selection) {
  const choice = selection.choice, key = JSON.stringify(choice);
  if (key === asked) return;
  asked = key;
  clearTimeout(timer);
  if (choice.ids.length || choice.matching !== undefined) timer = setTimeout(async () => {
    const { base, fields, fragment } = await dialogsOf();
    const answer = await fragment(`${base()}/dialogs/menu`, fields(choice));
    if (!answer.ok || key !== asked) return;
    const page = new DOMParser().parseFromString(answer.html, "text/html");
    for (const button of form.querySelectorAll("#selbar [data-verb]")) lock(button, page.querySelector(`.menu-item[data-verb=${button.dataset.verb}]`));
  }, 250);
}

function lock(button, item) {
  button.hidden = !item;
  const why = item?.dataset.why ?? "";
  button.dataset.why = why;
  button.title = why;
  button.setAttribute("aria-disabled", String(Boolean(why)));
  const use = button.querySelector("use");
  use.dataset.own ??= use.getAttribute("href");
  use.setAttribute("href", why ? use.dataset.own.replace(/#.*/, "#i-lock") : use.dataset.own);
}

async function run(button, list, selection) {
  if (button.dataset.why) return told((await dialogsOf()).reason(button.dataset.why), false);
  if (button.getAttribute("aria-disabled") === "true") {
    document.getElementById("why").hidden = false;
    return;
  }
  const choice = selection.choice;
  if (!choice.ids.length && choice.matching === undefined || button.getAttribute("aria-busy") === "true") return;
  if (button.hasAttribute("data-menu")) {
    const box = button.getBoundingClientRect();
    return (await menuOf()).openMenu(choice, box.left, box.top, button);
  }
  const module = await dialogsOf();
  if (button.hasAttribute("data-dialog")) return module.show(button.formAction, module.fields(choice));
  await act(button.dataset.word, choice, button);
}

// What the list shows is pending from the moment it is asked by a dialog, the menu or the details.
function optimistic() {
  let waiting;
  document.addEventListener("acting", ({ detail }) => { waiting = SHOWN.includes(detail.word) ? pending(detail.ids) : null; });
  document.addEventListener("acted", ({ detail }) => {
    if (detail.ok) waiting?.expect(detail.word); else waiting?.end();
    waiting = null;
  });
}

// Shown as pending at once; the server has the last word, and if it does not follow, somebody says so.
export async function act(word, choice, button) {
  const { base, fields, fragment, reason } = await dialogsOf();
  button?.setAttribute("aria-busy", "true");
  const waiting = pending(choice.ids);
  try {
    const answer = await fragment(`${base()}/torrents/actions/${word}`, fields(choice));
    told(answer.html, answer.ok);
    if (!answer.ok) waiting.end(); else waiting.expect(word);
    document.dispatchEvent(new CustomEvent("acted", { detail: { word, ids: choice.ids, ok: answer.ok } }));
  } catch {
    waiting.end();
    told(reason(document.getElementById("lost").content.querySelector("strong").textContent), false);
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

function pending(ids) {
  const left = new Set(ids);
  const before = new Map(ids.map(id => [id, look(id)]));
  const mark = (id, on) => document.getElementById(id)?.classList.toggle("pending", on);
  for (const id of ids) mark(id, true);
  const end = () => { for (const id of left) mark(id, false); clearInterval(timer); };
  const start = performance.now();
  let wanted = () => true;
  const timer = setInterval(() => {
    for (const id of left) {
      if (look(id) !== before.get(id) || wanted(id) === "already") { mark(id, false); left.delete(id); } else mark(id, true);
    }
    if (!left.size) clearInterval(timer);
    else if (performance.now() - start > SETTLE) { end(); late(left); }
  }, 200);
  return { end, expect: word => { wanted = id => settled(id, word) ? "already" : true; } };
}

function look(id) {
  const row = document.getElementById(id);
  return row ? `${row.dataset.s} ${row.querySelector(".c-name use")?.getAttribute("href")} ${row.querySelector(".meta")?.textContent}` : "gone";
}

// Does the list show what was asked for, as far as it shows that at all?
function settled(id, word) {
  const held = document.getElementById(id)?.querySelector("use")?.getAttribute("href").match(/#i-(square|check)$/);
  return word === "stop" ? Boolean(held) : word === "start" || word === "force-start" ? !held : true;
}

async function late(ids) {
  const name = document.getElementById([...ids][0])?.querySelector(".name")?.textContent ?? "";
  told((await dialogsOf()).reason(`${name}: ${document.getElementById("list").dataset.late}`), false);
}

// A name leads to the details beside the list.
function details(list) {
  list.addEventListener("click", event => {
    const link = event.target.closest("#rows a.name");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    openDetails(link.closest("tr"));
  });
}

export async function openDetails(row) {
  const link = row?.querySelector("a.name");
  if (link) (await panelOf()).open(link.href + location.search, link);
}

// Right click, a long press, the menu key: on what is selected, or on the one row.
function menu(list, selection) {
  list.addEventListener("contextmenu", event => {
    const row = event.target.closest("#rows tr");
    if (!row || event.shiftKey) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    menuAt(row, selection, event.clientX || box.left + 40, event.clientY || box.bottom);
  });
  let press;
  list.addEventListener("pointerdown", event => {
    const row = event.target.closest("#rows tr");
    if (row && event.pointerType === "touch") press = setTimeout(() => menuAt(row, selection, event.clientX, event.clientY), PRESS);
  });
  for (const name of ["pointerup", "pointercancel", "pointermove"]) list.addEventListener(name, () => clearTimeout(press));
}

export async function menuAt(row, selection, x, y) {
  if (!selection.ids.includes(row.id)) { selection.clear(); selection.toggle(row, false); }
  (await menuOf()).openMenu(selection.choice, x, y);
}
