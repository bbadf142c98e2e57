// The buttons of the selection bar, the menu and the verbs of the keyboard: everything that acts on what is selected. What is
// heavier than the list is loaded when somebody first uses it.
import { told } from "./toasts.js";

const PRESS = 500;
const SLIP = 10;
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
  details(list);
  twice(list);
  menu(list, selection);
  const hold = selection.onHold;
  selection.onHold = held => { hold(held); if (held || bars) bar(selection); };
  selection.onRefused = async text => told((await dialogsOf()).reason(text), false);
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

// What of the bar is locked for what is selected now, the server says.
let bars;
async function bar(selection) {
  if (!document.getElementById("selbar")) return;
  if (bars) return (await bars).look();
  bars = import("./bar.js");
  (await bars).start(selection);
}

async function run(button, list, selection) {
  if (button.dataset.why) return (await bars).explain(button);
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

// What a double click does is everybody's own choice, one for torrents that are all there and one for the others.
function twice(list) {
  list.addEventListener("dblclick", event => {
    const row = event.target.closest("#rows tr");
    if (!row || event.target.closest("a, button, input") || matchMedia("(pointer: coarse)").matches) return;
    getSelection().removeAllRanges();
    const does = row.hasAttribute("data-whole") ? list.dataset.twiceWhole : list.dataset.twice, choice = { ids: [row.id] };
    if (does === "start-stop") act(held(choice) ? "start" : "stop", choice);
    else if (does === "limits") dialogsOf().then(({ base, fields, show }) => show(`${base()}/dialogs/limits`, fields(choice)));
    else if (does !== "nothing") openDetails(row);
  });
}

export function held(choice) {
  return document.getElementById(choice.ids[0] ?? "")?.querySelector("use")?.getAttribute("href").match(/#i-(square|check)$/);
}

export async function openDetails(row) {
  const link = row?.querySelector("a.name");
  if (link) (await panelOf()).open(link.href + location.search, link);
}

// Right click, a long press, the menu key: on what is selected, or on the one row. A finger that moves scrolls; browsers say
// of a long press on their own that a menu is wanted, sooner or later or not at all.
function menu(list, selection) {
  let press, from, opened = false;
  const open = (row, event) => {
    opened = true;
    clearTimeout(press);
    menuAt(row, selection, event.clientX, event.clientY);
  };
  list.addEventListener("contextmenu", event => {
    const row = event.target.closest("#rows tr");
    if (!row || event.shiftKey) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    if (event.pointerType !== "touch") menuAt(row, selection, event.clientX || box.left + 40, event.clientY || box.bottom);
    else if (!opened) open(row, event);
  });
  list.addEventListener("pointerdown", event => {
    const row = event.target.closest("#rows tr");
    opened = false;
    from = event;
    if (row && event.pointerType === "touch") press = setTimeout(() => open(row, event), PRESS);
  });
  list.addEventListener("pointermove", event => { if (from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > SLIP) clearTimeout(press); });
  for (const name of ["pointerup", "pointercancel"]) list.addEventListener(name, () => clearTimeout(press));
  // The finger that is lifted after a long press has not tapped.
  list.addEventListener("click", event => { if (opened) { opened = false; event.preventDefault(); event.stopPropagation(); } }, true);
}

export async function menuAt(row, selection, x, y) {
  if (!selection.has(row.id)) selection.only(row);
  (await menuOf()).openMenu(selection.choice, x, y);
}
