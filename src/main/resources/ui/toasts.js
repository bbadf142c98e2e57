// What became of something, as toasts: fragments of the server's. Done goes by itself, anything else stays until it is
// dismissed; a delete counts down the time in which it can be undone.
const TOAST = 6000;

export function told(html, done) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const parts = answer.querySelector(".gate-card") ? [answer.querySelector(".lead")] : [...answer.body.children];
  if (!parts.length) return;
  const undo = parts.find(part => part.dataset.undo);
  if (undo && done) parts.splice(0, parts.length, undo);
  const toast = document.createElement("section");
  toast.className = "toast";
  toast.setAttribute("role", done ? "status" : "alert");
  toast.append(...parts);
  document.getElementById("toasts").append(toast);
  let before;
  toast.addEventListener("focusin", event => { if (!toast.contains(event.relatedTarget)) before = event.relatedTarget; });
  toast.leave = () => leave(toast, before);
  if (undo) return count(toast, undo);
  toast.addEventListener("click", event => { if (!event.target.closest("a, button")) toast.leave(); });
  if (done) stay(toast, TOAST);
}

// Focus that was in it goes back to where it came from, or else to the list.
function leave(toast, before) {
  const lost = toast.contains(document.activeElement);
  toast.remove();
  if (lost) before?.focus();
  if (lost && document.activeElement === document.body) document.querySelector("#rows tr[tabindex='0']")?.focus();
}

// Pointing at a toast or being in it keeps it.
function stay(toast, time) {
  let timer = setTimeout(toast.leave, time);
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, () => clearTimeout(timer));
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, () => { timer = setTimeout(toast.leave, time); });
}

function count(toast, form) {
  const end = performance.now() + Number(form.dataset.undo) * 1000;
  const left = form.querySelector("[data-left]");
  const words = left.textContent;
  const timer = setInterval(() => {
    const seconds = Math.ceil((end - performance.now()) / 1000);
    left.textContent = words.replace(/\d+/, Math.max(0, seconds));
    if (seconds <= 0 || !toast.isConnected) { clearInterval(timer); toast.leave(); }
  }, 250);
  form.addEventListener("submit", () => toast.leave());
}
