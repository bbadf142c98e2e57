// The buttons of the action bar: the same form as without a script, sent from here, its answer shown as a toast.
const TOAST = 6000;

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
}

async function run(button, list, selection) {
  if (button.getAttribute("aria-disabled") === "true") {
    document.getElementById("why").hidden = false;
    return;
  }
  const ids = selection.ids;
  if (!ids.length || button.getAttribute("aria-busy") === "true") return;
  const body = new URLSearchParams([["csrf", list.dataset.csrf], ...ids.map(id => ["torrent", id])]);
  button.setAttribute("aria-busy", "true");
  pending(ids, true);
  try {
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "text/html" } });
    if (answer.status === 401) return location.reload();
    toast(await answer.text(), answer.ok);
  } catch {
    const lost = document.getElementById("lost").content.querySelector("strong").textContent;
    toast(`<div class="banner bad"><span>${lost}</span></div>`, false);
  } finally {
    button.removeAttribute("aria-busy");
    setTimeout(() => pending(ids, false), 2500);
  }
}

function pending(ids, waiting) {
  for (const id of ids) document.getElementById(id)?.classList.toggle("pending", waiting);
}

// The answer is a fragment of the server's, or its page for an error: then only its sentence is taken.
function toast(html, done) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const toast = document.createElement("section");
  toast.className = "toast";
  toast.setAttribute("role", done ? "status" : "alert");
  toast.append(...(answer.querySelector(".gate-card") ? [answer.querySelector(".lead")] : answer.body.childNodes));
  document.getElementById("toasts").append(toast);
  toast.addEventListener("click", () => toast.remove());
  if (done) setTimeout(() => toast.remove(), TOAST);
}
