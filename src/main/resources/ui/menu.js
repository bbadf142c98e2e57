// The menu of what is chosen: at the pointer, at a button, or at the row the keyboard is in. What it holds, and what of it is
// locked, the server says.
import { base, fields, fragment, send, show } from "./dialogs.js";

let menu, before;

export async function openMenu(choice, x, y, from) {
  closeMenu();
  const answer = await fragment(`${base()}/dialogs/menu`, fields(choice));
  if (!answer.ok) return;
  before = from ?? document.activeElement;
  menu = document.createElement("div");
  menu.className = "menu pop at-pointer";
  menu.setAttribute("role", "menu");
  menu.innerHTML = answer.html;
  for (const item of menu.querySelectorAll(".menu-item")) {
    item.tabIndex = -1;
    item.setAttribute("role", item.dataset.checked ? "menuitemcheckbox" : "menuitem");
    if (item.dataset.checked) item.setAttribute("aria-checked", item.dataset.checked);
  }
  nest(document.getElementById("list").dataset.queue);
  menu.setAttribute("aria-label", document.getElementById("list").dataset.menu);
  document.body.append(menu);
  const left = Math.max(4, Math.min(x, innerWidth - menu.offsetWidth - 8)), top = Math.max(4, Math.min(y, innerHeight - menu.offsetHeight - 8));
  menu.style.setProperty("--x", `${left}px`);
  menu.style.setProperty("--y", `${top}px`);
  items()[0]?.focus();
  menu.addEventListener("click", event => press(event, choice));
  menu.addEventListener("submit", event => event.preventDefault());
  menu.addEventListener("keydown", keys);
  menu.addEventListener("focusout", event => { if (menu && !menu.contains(event.relatedTarget) && event.relatedTarget) closeMenu(); });
}

export function closeMenu() {
  if (!menu) return;
  const gone = menu;
  menu = null;
  gone.remove();
  if (before?.isConnected) before.focus();
}

function items() { return [...menu.querySelectorAll(".menu-item")].filter(item => !item.closest("[hidden]")); }

// The four of the queue stand below one entry, which opens in place: it needs no room beside the menu, on a phone either.
function nest(words) {
  const group = items().filter(item => ["top", "up", "down", "bottom"].includes(item.dataset.verb));
  if (!group.length) return;
  const parent = document.createElement("button"), sub = document.createElement("div");
  parent.type = "button";
  parent.className = "menu-item";
  parent.tabIndex = -1;
  parent.textContent = words;
  parent.prepend(group[0].querySelector("svg").cloneNode(true));
  for (const [name, value] of [["role", "menuitem"], ["aria-haspopup", "menu"], ["aria-expanded", "false"]]) parent.setAttribute(name, value);
  sub.className = "submenu";
  sub.hidden = true;
  sub.setAttribute("role", "menu");
  sub.setAttribute("aria-label", words);
  group[0].before(parent, sub);
  sub.append(...group);
}

function unfold(parent, open) {
  parent.setAttribute("aria-expanded", String(open));
  parent.nextElementSibling.hidden = !open;
  menu.style.setProperty("--y", `${Math.max(4, Math.min(menu.offsetTop, innerHeight - menu.offsetHeight - 8))}px`);
  (open ? parent.nextElementSibling.querySelector(".menu-item") : parent).focus();
}

function press(event, choice) {
  const item = event.target.closest(".menu-item");
  if (!item) return;
  event.preventDefault();
  if (item.hasAttribute("aria-haspopup")) return unfold(item, item.getAttribute("aria-expanded") === "false");
  const form = item.closest("form");
  if (item.matches("a")) {
    const address = new URL(item.href);
    address.search = "";
    closeMenu();
    return show(address, fields(choice));
  }
  if (item.getAttribute("aria-disabled") === "true") return send(form, item);
  if (item.hasAttribute("data-download")) { form.action = item.formAction; form.submit(); return closeMenu(); }
  send(form, item);
  closeMenu();
}

function keys(event) {
  const all = items(), at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
  const here = document.activeElement, sub = here.closest(".submenu");
  if (event.key === "ArrowRight" && here.hasAttribute("aria-haspopup")) unfold(here, true);
  else if (event.key === "ArrowLeft" && sub) unfold(sub.previousElementSibling, false);
  else if (next !== undefined) all[next % all.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") closeMenu();
  else if (event.key.length === 1 && event.key !== " ") (all.slice(at + 1).concat(all).find(item => item.querySelector("span").textContent.toLowerCase().startsWith(event.key.toLowerCase())))?.focus();
  else if (event.key === "Enter" || event.key === " ") document.activeElement.click();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("pointerdown", event => { if (menu && !menu.contains(event.target)) closeMenu(); });
