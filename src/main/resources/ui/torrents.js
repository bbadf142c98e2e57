// The torrents screen with a script: it updates by itself, scrolls through any number of rows, and sends commands without
// leaving the page. Everything it does can be done without it; what may be done is decided by the server alone.
import { Live } from "./live.js";
import { Selection } from "./selection.js";
import { Rows } from "./rows.js";
import { filtering } from "./filter.js";
import { patch } from "./patch.js";
import { commands, menuAt } from "./commands.js";
import { cursor } from "./cursor.js";
import { verbs } from "./verbs.js";
import { say } from "./said.js";
import { register } from "./keys.js";
import "./strip.js";

document.documentElement.dataset.scripted = "";
const list = document.getElementById("list");
const scroll = document.getElementById("scroll");
const rows = new Rows(scroll, document.getElementById("rows"));
const selection = new Selection(list, rows);
const KEEP = 500;
let filtered = false, keeping;

const live = new Live(list, change => {
  rows.apply(change);
  for (const [id, html] of Object.entries(change.parts ?? {})) patch(document.getElementById(id), html);
  rows.busy(document.querySelector("#banners .waiting") !== null);
  if (change.q !== undefined) {
    scroll.dataset.q = change.q;
    scroll.dataset.bytes = change.size;
    document.getElementById("app").classList.toggle("one-instance", change.alone);
    filter.read(change.q);
    if (filtered) say(document.getElementById("count").textContent);
    filtered = false;
  }
  selection.matched(change.q, change.size);
  selection.refresh();
  keys.entrance();
});

// Another view of the list, without leaving the page.
function go(address, back) {
  if (!back) history.pushState(null, "", address);
  document.querySelector("form.list input[name=back]").value = address.pathname.slice(list.dataset.base.length) + address.search;
  rows.renew();
  filtered = true;
  live.go(address.search, rows.more);
  clearTimeout(keeping);
  keeping = setTimeout(() => keep(address), KEEP);
}

// Whoever comes again finds the list as they left it, in another browser too.
function keep(address) {
  const view = new URLSearchParams(address.search);
  view.delete("from");
  const body = new URLSearchParams({ csrf: list.dataset.csrf, address: view.size ? `?${view}` : "" });
  fetch(`${list.dataset.base}/torrents/last`, { method: "POST", body }).catch(() => {});
}

const filter = filtering(list, go);
rows.onWindow = from => live.look({ from, ...rows.more });
selection.onHold = held => rows.hold(held);
commands(list, selection);
const keys = cursor(selection, rows);
verbs(list, selection);
register("Escape", "clear-filter", () => filter.escape());

document.getElementById("rows").addEventListener("click", event => {
  const button = event.target.closest("button.more");
  if (!button) return;
  const box = button.getBoundingClientRect();
  menuAt(button.closest("tr"), selection, box.left, box.bottom);
});

// Columns and heights of rows: what does it is loaded when somebody first uses it.
const columnsOf = () => import("./columns.js");
const redraw = () => { rows.renew(); live.open(); };
document.getElementById("columns").addEventListener("click", async event => {
  event.preventDefault();
  (await columnsOf()).choose(list, redraw);
});
const head = document.getElementById("head");
head.addEventListener("contextmenu", async event => {
  event.preventDefault();
  (await columnsOf()).choose(list, redraw, event.target.closest("th[data-column]"), event.clientX);
});
head.addEventListener("pointerdown", async event => {
  if (event.target.closest(".edge")) (await columnsOf()).drag(event, list, redraw);
});
head.addEventListener("dblclick", async event => {
  if (event.target.closest(".edge")) (await columnsOf()).fit(event.target.closest("th"), list, redraw);
});
head.addEventListener("keydown", async event => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step || !event.shiftKey && !event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  const columns = await columnsOf(), th = event.target.closest("th");
  if (event.altKey) columns.move(th, step, list, redraw); else columns.widen(th, step, list, redraw);
});
// What is carried is a column: neither the link in its heading, which could be added, nor its edge.
let edge = false;
head.addEventListener("pointerdown", event => { edge = event.target.closest(".edge") !== null; });
head.addEventListener("dragstart", async event => {
  const th = event.target.closest("th[data-column]");
  if (edge || !th) return event.preventDefault();
  event.dataTransfer.clearData();
  event.dataTransfer.setData("text/x-column", th.dataset.column);
  (await columnsOf()).carry(th, list, redraw);
});
document.getElementById("density").addEventListener("submit", async event => {
  event.preventDefault();
  const { submitter, target } = event;
  const first = Math.floor(scroll.scrollTop / parseFloat(getComputedStyle(document.getElementById("rows").firstElementChild ?? scroll).height));
  if (submitter.value) document.documentElement.dataset.density = submitter.value; else delete document.documentElement.dataset.density;
  for (const button of target.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === submitter));
  if (first > 0) scroll.scrollTop = first * parseFloat(getComputedStyle(document.getElementById("rows").firstElementChild).height);
  await fetch(target.action, { method: "POST", body: new URLSearchParams(new FormData(target, submitter)) });
});
live.open();
