// What the server says about the buttons of the selection bar: which of them are locked for what is selected, why, and how far
// the others reach. A locked button explains itself on hover, focus and press, and offers to select what it can be done to.
import { base, fields, fragment, reason, show } from "./dialogs.js";
import { told } from "./toasts.js";

const PAUSE = 250;
const LATER = 3000;
const why = document.getElementById("why"), scope = document.getElementById("scope"), selbar = document.getElementById("selbar");
let selection, asked = "", timer, leaving, reach, owner;

export function start(of) {
  selection = of;
  for (const button of selbar.querySelectorAll("[data-verb]")) {
    for (const name of ["pointerenter", "focus"]) button.addEventListener(name, () => explain(button));
    for (const name of ["pointerleave", "blur"]) button.addEventListener(name, leave);
  }
  why.addEventListener("pointerenter", () => clearTimeout(leaving));
  for (const name of ["pointerleave", "focusout"]) why.addEventListener(name, leave);
  for (const part of [why, scope]) part.addEventListener("click", press);
  selbar.addEventListener("keydown", arrows);
  look();
}

// Asks when something else is selected, and now and then while the list changes.
export function look() {
  const now = `${selection.version} ${document.getElementById("scroll").dataset.q}`, later = now === asked;
  if (later && timer) return;
  asked = now;
  clearTimeout(timer);
  timer = setTimeout(ask, later ? LATER : PAUSE);
}

async function ask() {
  timer = null;
  const choice = selection.choice, version = selection.version;
  if (!choice.ids.length && choice.matching === undefined) { hide(); scope.hidden = true; return; }
  const body = fields(choice);
  body.set("q", document.getElementById("scroll").dataset.q);
  const answer = await fragment(`${base()}/torrents/selection`, body).catch(() => null);
  if (!answer || version !== selection.version) return;
  if (answer.status === 404) return selection.clear();
  if (!answer.ok) return;
  reach = new DOMParser().parseFromString(answer.html, "text/html").getElementById("reach");
  for (const button of selbar.querySelectorAll("[data-verb]")) lock(button, said(button));
  if (owner) explain(owner); else scopeOf(said(selbar.querySelector("[data-verb=delete]")));
  selection.told(reach.dataset.gone.split(" ").filter(Boolean), Number(reach.dataset.hidden));
}

function said(button) { return button && reach?.querySelector(`[data-verb="${button.dataset.verb}"]`); }

function lock(button, item) {
  const text = item?.dataset.why ?? "";
  button.dataset.why = text;
  button.setAttribute("aria-disabled", String(Boolean(text)));
  if (text) button.setAttribute("aria-describedby", "why"); else button.removeAttribute("aria-describedby");
  const use = button.querySelector("use");
  use.dataset.own ??= use.getAttribute("href");
  use.setAttribute("href", text ? use.dataset.own.replace(/#.*/, "#i-lock") : use.dataset.own);
}

// How far a verb reaches of all that match: of delete, unless somebody points at another one.
function scopeOf(item) {
  const some = item?.hasAttribute("data-some");
  scope.hidden = !some;
  if (some) scope.replaceChildren(...[...item.childNodes].map(node => node.cloneNode(true)));
}

export function explain(button) {
  clearTimeout(leaving);
  const item = said(button);
  owner = button;
  if (!item?.dataset.why) { why.hidden = true; return scopeOf(item); }
  why.replaceChildren(...[...item.childNodes].map(node => node.cloneNode(true)));
  why.hidden = false;
}

// The pointer has a moment to get from the button to what it says.
function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => { if (!why.matches(":hover, :focus-within")) hide(); }, 300);
}

function hide() {
  why.hidden = true;
  owner = null;
}

async function press(event) {
  const only = event.target.closest("[data-only]"), left = event.target.closest("[data-left]");
  const body = fields(selection.choice);
  if (left) { body.set("verb", left.dataset.left); return show(`${base()}/dialogs/left`, body); }
  if (!only) return;
  body.set("verb", only.dataset.only);
  const answer = await fragment(`${base()}/torrents/selection/able`, body, "text/plain, text/html");
  if (!answer.ok) return told(reason(answer.html), false);
  hide();
  selection.these(answer.html);
}

// A toolbar is moved through by arrows.
function arrows(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || why.contains(event.target)) return;
  const all = [...selbar.querySelectorAll(":scope button")].filter(button => !why.contains(button) && !button.hidden);
  all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
  event.preventDefault();
  event.stopPropagation();
}
