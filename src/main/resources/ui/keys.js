// The one table of keys. Whoever has a key for something registers it with the name of its words; the sheet of all keys is
// drawn from this table, so it is always true. The newest entry of a key is asked first; one that answers false leaves the
// key to the one before.
const table = [];
let prefix = "";

// `key` is written as on the sheet: "s", "Shift S", "Ctrl K", "g t", "ArrowDown". `typing` says that it acts in fields, too.
export function register(key, word, action, typing = false) {
  table.unshift({ key, word, action, typing });
}

// What is registered, oldest first.
export function registered() { return [...table].reverse(); }

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.isComposing || ["Control", "Shift", "Alt", "Meta"].includes(event.key)) return;
  const field = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const pressed = prefix + name(event);
  prefix = "";
  const single = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (single && document.getElementById("bar")?.dataset.letters === "off") return;
  const open = document.querySelector("dialog[open]");
  for (const entry of table) {
    if (entry.key !== pressed || (field && !entry.typing) || (open && (entry.key === "Escape" || !entry.typing))) continue;
    if (pressed === "Enter" || pressed === " " ? event.target.closest("a, button, summary, input") : false) continue;
    if (entry.action(event) !== false) { event.preventDefault(); return; }
  }
  if (single && !field && table.some(entry => entry.key.startsWith(pressed + " "))) prefix = pressed + " ";
});

// Shift is named only where it does not already make another sign.
function name(event) {
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const key = letter && (event.shiftKey || event.ctrlKey || event.metaKey) ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (letter || event.key.length > 1);
  return (event.ctrlKey || event.metaKey ? "Ctrl " : "") + (event.altKey ? "Alt " : "") + (shift ? "Shift " : "") + key;
}
