// Single letters act only in the list, never while somebody types.
export function keys(rows, selection) {
  let cursor = null;
  document.addEventListener("keydown", event => {
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape") return escape(event, typing, selection);
    if (typing || event.altKey) return;
    if (event.key === "/" && !event.ctrlKey && !event.metaKey) return act(event, () => document.getElementById("q").focus());
    if (event.key === "a" && (event.ctrlKey || event.metaKey)) return act(event, () => selection.all());
    if (event.ctrlKey || event.metaKey || event.target.matches("a, button")) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step) return act(event, () => { cursor = move(cursor, step); });
    if ((event.key === " " || event.key === "x") && cursor?.isConnected) return act(event, () => selection.toggle(cursor, event.shiftKey));
    if (event.key === "s") return act(event, () => press(selection, cursor));
    if (event.key === "S") return act(event, () => button("force-start")?.click());
    if (event.key === "R") return act(event, () => button("recheck")?.click());
  });
}

function act(event, what) {
  event.preventDefault();
  what();
}

function escape(event, typing, selection) {
  if (typing) event.target.blur(); else selection.clear();
}

function move(cursor, step) {
  const all = [...document.querySelectorAll("#rows tr")];
  const next = all[Math.max(0, Math.min(all.length - 1, (cursor?.isConnected ? all.indexOf(cursor) : -1) + step))];
  cursor?.classList.remove("cursor");
  next?.classList.add("cursor");
  next?.scrollIntoView({ block: "nearest" });
  return next ?? null;
}

// Start or stop: whichever the first selected torrent needs.
function press(selection, cursor) {
  const first = document.getElementById(selection.ids[0] ?? cursor?.id ?? "");
  if (!first) return;
  if (!selection.ids.length) selection.toggle(first, false);
  const held = first.querySelector("use").getAttribute("href").match(/#i-(square|check)$/);
  button(held ? "start" : "stop")?.click();
}

function button(word) { return document.querySelector(`#selbar [data-word=${word}]`); }
