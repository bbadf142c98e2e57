// The keys of the list: a cursor that moves over the rows, and what they do with the selection.
import { register } from "./keys.js";

export function cursor(selection) {
  let at = null;
  for (const [key, step] of [["ArrowDown", 1], ["ArrowUp", -1], ["j", 1], ["k", -1]]) {
    register(key, step > 0 ? "down" : "up", event => event.target.closest("[role=toolbar], [role=menu], nav") ? false : (at = move(at, step), true));
  }
  const choose = event => at?.isConnected && !event.target.closest("a, button") ? (selection.toggle(at, event.shiftKey), true) : false;
  register("x", "select", choose);
  register(" ", "select", choose);
  register("Ctrl A", "select-all", () => selection.all());
  register("Escape", "clear", event => event.target.matches("input, textarea") ? event.target.blur() : selection.clear(), true);
  register("/", "filter", () => document.getElementById("q").focus());
}

function move(at, step) {
  const all = [...document.querySelectorAll("#rows tr")];
  const next = all[Math.max(0, Math.min(all.length - 1, (at?.isConnected ? all.indexOf(at) : -1) + step))];
  at?.classList.remove("cursor");
  next?.classList.add("cursor");
  next?.scrollIntoView({ block: "nearest" });
  return next ?? null;
}
