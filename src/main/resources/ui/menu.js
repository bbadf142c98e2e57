// The menu of what is chosen: at the pointer, at a button, or at the row the keyboard is in. What it holds, and what of it is
// locked, the server says.
import { base, fields, fragment, send, show } from "./dialogs.js";
import { taken } from "./copying.js";

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
  for (const fold of menu.querySelectorAll("details")) nest(fold);
  for (const item of menu.querySelectorAll(".menu-item")) {
    item.tabIndex = -1;
    item.setAttribute("role", item.dataset.checked ? `menuitem${item.dataset.kind}` : "menuitem");
    if (item.dataset.checked) item.setAttribute("aria-checked", item.dataset.checked);
  }
  menu.setAttribute("aria-label", document.getElementById("list").dataset.menu);
  document.body.append(menu);
  const left = Math.max(4, Math.min(x, innerWidth - menu.offsetWidth - 8)), top = Math.max(4, Math.min(y, innerHeight - menu.offsetHeight - 8));
  menu.style.setProperty("--x", `${left}px`);
  menu.style.setProperty("--y", `${top}px`);
  // Whoever scrolls it by keys comes in somewhere.
  if (items()[0]) items()[0].tabIndex = 0;
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

// A menu in the menu opens in place: it needs no room beside it. On a phone what is done at once is not folded at all, so that
// nothing is more than two taps away.
function nest(fold) {
  const summary = fold.querySelector("summary"), parent = document.createElement("button"), sub = fold.querySelector(".submenu");
  const open = matchMedia("(width < 48rem)").matches && ["top", "copy"].includes(fold.dataset.menu);
  parent.type = "button";
  parent.className = "menu-item";
  parent.append(...summary.childNodes);
  for (const [name, value] of [["aria-haspopup", "menu"], ["aria-expanded", String(open)]]) parent.setAttribute(name, value);
  sub.hidden = !open;
  sub.setAttribute("role", "menu");
  sub.setAttribute("aria-label", parent.querySelector("span").textContent);
  parent.dataset.menu = fold.dataset.menu;
  fold.replaceWith(parent, sub);
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
  const form = item.closest("form"), chosen = fields(choice);
  if (item.getAttribute("aria-disabled") === "true") return send(form, item);
  closeMenu();
  if (item.hasAttribute("data-dialog")) {
    const address = new URL(item.href ?? item.formAction);
    address.search = "";
    return show(address, chosen);
  }
  if (item.name === "copy") return taken(choice, item.value);
  if (!item.hasAttribute("data-download")) return send(form, item, chosen);
  form.action = item.formAction;
  if (!form.elements.torrent && !form.elements.matching) for (const id of choice.ids) form.append(hidden("torrent", id));
  document.body.append(form);
  form.submit();
  form.remove();
}

function hidden(name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  return field;
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
