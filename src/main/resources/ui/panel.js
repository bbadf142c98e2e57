// The details of a torrent beside the list. The open tab is fetched every two seconds while somebody can see it, and put into
// place node by node, so that nothing that is being typed, pointed at or opened is disturbed.
import { fragment, send, show } from "./dialogs.js";

const PAUSE = 2000;
const panel = document.getElementById("panel");
const app = document.getElementById("app");
let address = panel.hidden ? null : location.href;
let timer, before;

export function open(href, from) {
  before = from ?? before;
  address = new URL(href, location.href).href;
  if (address !== location.href) history.pushState({ panel: true }, "", address);
  return look(true);
}

export function close() {
  if (!address) return;
  hide();
  const list = new URL(panel.querySelector("[data-close]").href);
  list.search = location.search;
  history.pushState({}, "", list);
  before?.focus();
}

export function opened() { return address !== null; }

// The next tab, or the one before.
export function step(by) {
  const tabs = [...panel.querySelectorAll("[role=tab]")];
  const at = tabs.findIndex(tab => tab.getAttribute("aria-selected") === "true");
  const next = tabs[(at + by + tabs.length) % tabs.length];
  if (next) open(next.href).then(() => panel.querySelector("[role=tab][aria-selected=true]").focus());
}

// Right, at the bottom, closed.
export function dock() {
  if (!address) return;
  if (app.classList.contains("panel-bottom")) { place("right"); return close(); }
  place("bottom");
}

function place(where) {
  const button = panel.querySelector("[data-place] button");
  if (button.value !== where) return;
  app.classList.toggle("panel-bottom", where === "bottom");
  const body = new URLSearchParams(new FormData(button.form, button));
  fetch(button.form.action, { method: "POST", body, redirect: "manual" }).then(() => look(false));
}

function hide() {
  clearTimeout(timer);
  address = null;
  panel.hidden = true;
  app.classList.remove("has-panel", "panel-bottom");
}

async function look(fresh) {
  clearTimeout(timer);
  const asked = address;
  try {
    const answer = await fragment(asked);
    if (asked !== address) return;
    if (answer.status === 404) return close();
    if (answer.ok) draw(answer.html, fresh);
  } catch { /* The list says that the connection is lost. */ }
  timer = setTimeout(() => { if (address && !document.hidden) look(false); }, PAUSE);
}

function draw(html, fresh) {
  const next = document.createElement("aside");
  next.innerHTML = html;
  panel.hidden = false;
  app.classList.add("has-panel");
  app.classList.toggle("panel-bottom", next.querySelector("[data-place] button").value === "right");
  if (fresh && panel.querySelector("#panel-body")?.getAttribute("aria-labelledby") !== next.querySelector("#panel-body").getAttribute("aria-labelledby")) panel.replaceChildren(...next.childNodes);
  else children(panel, next);
  if (fresh) panel.querySelector("[role=tab][aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// Makes the old nodes say what the new ones say. What a person has changed in a field, or opened, stays.
function children(old, next) {
  const fresh = [...next.childNodes];
  while (old.childNodes.length > fresh.length) old.lastChild.remove();
  fresh.forEach((node, i) => {
    const own = old.childNodes[i];
    if (!own) old.append(node);
    else if (own.nodeType !== node.nodeType || own.nodeName !== node.nodeName || own.id !== node.id) own.replaceWith(node);
    else if (own.nodeType === Node.TEXT_NODE) { if (own.data !== node.data) own.data = node.data; }
    else if (own.nodeType === Node.ELEMENT_NODE) element(own, node);
  });
}

function element(own, node) {
  if (own.matches("input:not([type=hidden]), select, textarea") || own.contains(document.activeElement) && own.matches("fieldset")) return;
  for (const { name } of [...own.attributes]) if (!node.hasAttribute(name) && name !== "open" && name !== "aria-busy") own.removeAttribute(name);
  for (const { name, value } of node.attributes) if (own.getAttribute(name) !== value) own.setAttribute(name, value);
  if (own.localName === "progress") own.value = node.getAttribute("value");
  children(own, node);
}

function menu(link) {
  const box = link.getBoundingClientRect();
  import("./menu.js").then(it => it.openMenu({ ids: [panel.querySelector("input[name=torrent]").value] }, box.left, box.bottom, link));
}

panel.addEventListener("click", event => {
  const link = event.target.closest("a");
  if (event.ctrlKey || event.metaKey) return;
  const act = link?.matches("[role=tab], [data-tab]") ? () => open(link.href) : link?.matches("[data-close]") ? close : link?.matches("[data-dialog]") ? () => show(link.href) : link?.matches("[data-menu]") ? () => menu(link) : null;
  if (act) { event.preventDefault(); act(); }
  const copied = event.target.closest("[data-copy-text]");
  if (copied) navigator.clipboard?.writeText(copied.dataset.copyText);
});
panel.addEventListener("submit", event => {
  event.preventDefault();
  if (event.target.matches("[data-place]")) place(event.submitter.value); else send(event.target, event.submitter).then(() => look(false));
});
panel.addEventListener("keydown", event => {
  if (event.target.matches("[role=tab]") && { ArrowRight: 1, ArrowLeft: -1 }[event.key]) {
    event.preventDefault();
    event.stopPropagation();
    step({ ArrowRight: 1, ArrowLeft: -1 }[event.key]);
  }
});
addEventListener("popstate", () => {
  if (/\/torrents\/[^/]+\/[0-9a-f]{40,64}/.test(location.pathname)) { address = location.href; look(true); } else if (address) hide();
});
document.addEventListener("visibilitychange", () => { if (address && !document.hidden) look(false); });
document.addEventListener("acted", () => { if (address) look(false); });
if (address) look(false);
