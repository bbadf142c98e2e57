// Dialogs: the same forms as their pages, fetched and shown over the list. Also sends every form that acts, and tells what
// became of it.
import { told } from "./toasts.js";

let open;

// What is chosen as fields of a form: some torrents, or all that match a filter.
export function fields(choice) {
  const body = new URLSearchParams(choice.matching === undefined ? choice.ids.map(id => ["torrent", id]) : [["matching", choice.matching]]);
  body.set("csrf", csrf());
  body.set("back", location.pathname.slice(base().length) + location.search);
  return body;
}

export function csrf() { return document.getElementById("list").dataset.csrf; }
export function base() { return document.getElementById("list").dataset.base; }

// A fragment of the server's; a session that has ended leads to the sign-in.
export async function fragment(address, body, accept = "text/html") {
  const answer = await fetch(address, { method: body ? "POST" : "GET", body, headers: { Accept: accept } });
  if (answer.status === 401) location.reload();
  return { ok: answer.ok, status: answer.status, html: await answer.text() };
}

export async function show(address, body) {
  const answer = await fragment(address, body);
  if (!answer.ok) return told(answer.html, false);
  open?.remove();
  const dialog = open = document.createElement("dialog");
  dialog.className = "narrow";
  dialog.innerHTML = answer.html;
  const title = dialog.querySelector(".dlg-title");
  title.id = "dialog-title";
  dialog.setAttribute("aria-labelledby", title.id);
  document.body.append(dialog);
  for (const box of dialog.querySelectorAll(".box.some")) box.indeterminate = true;
  dialog.chosen = body;
  const before = document.activeElement;
  const start = state(dialog);
  dialog.addEventListener("click", event => {
    if (event.target.closest("[data-cancel]") || event.target === dialog && state(dialog) === start) {
      event.preventDefault();
      dialog.close();
    }
    copy(event.target.closest("[data-copy-from]"), dialog);
  });
  dialog.addEventListener("keydown", event => { if (event.key === "Escape") event.stopPropagation(); });
  dialog.addEventListener("cancel", event => { if (state(dialog) !== start && !dialog.dataset.asked) { event.preventDefault(); dialog.dataset.asked = ""; } });
  dialog.addEventListener("submit", event => { event.preventDefault(); send(event.target, event.submitter); });
  dialog.addEventListener("close", () => { dialog.remove(); open = null; before?.focus(); });
  dialog.addEventListener("input", () => weigh(dialog));
  weigh(dialog);
  dialog.showModal();
}

// What takes typed words is locked until they stand there.
function weigh(dialog) {
  const typed = dialog.querySelector("[data-typed]"), go = dialog.querySelector(".btn.danger");
  if (!typed || !go) return;
  const wanted = dialog.querySelector("[name=files][value=true]").checked;
  typed.parentElement.hidden = !wanted;
  go.dataset.why = typed.parentElement.querySelector("label").textContent;
  go.setAttribute("aria-disabled", String(wanted && typed.value.trim() !== typed.dataset.typed));
}

// Esc and a click beside it must not throw away what somebody has typed.
function state(dialog) { return [...dialog.querySelectorAll("input:not([type=hidden]), textarea")].map(it => it.type === "radio" || it.type === "checkbox" ? it.checked : it.value).join("\n"); }

async function copy(button, dialog) {
  if (!button) return;
  const text = dialog.querySelector(`#${CSS.escape(button.dataset.copyFrom)}`);
  text.select();
  await navigator.clipboard?.writeText(text.value);
}

// Sends a form from here; every form marked data-act goes this way.
export async function send(form, button, chosen = form.closest("dialog")?.chosen) {
  if (button?.getAttribute("aria-disabled") === "true") return told(reason(button.dataset.why ?? ""), false);
  if (form.getAttribute("aria-busy") === "true") return;
  const body = new URLSearchParams(new FormData(form, button ?? undefined));
  if (chosen && !body.has("torrent") && !body.has("matching")) for (const id of chosen.getAll("torrent")) body.append("torrent", id);
  form.setAttribute("aria-busy", "true");
  const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
  const asked = { word: address.split("/").at(-1), ids: body.getAll("torrent") };
  document.dispatchEvent(new CustomEvent("acting", { detail: asked }));
  try {
    const answer = await fragment(address, body);
    told(answer.html, answer.ok);
    if (answer.ok) form.closest("dialog")?.close();
    document.dispatchEvent(new CustomEvent("acted", { detail: { ...asked, ok: answer.ok } }));
    return answer.ok;
  } catch {
    told(reason(document.getElementById("lost").content.querySelector("strong").textContent), false);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

export function reason(text) {
  const part = document.createElement("span");
  part.textContent = text;
  return `<div class="banner bad">${part.outerHTML}</div>`;
}
