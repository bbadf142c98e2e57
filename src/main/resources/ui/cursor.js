// The keys of the list: a cursor that moves over all rows, also those that are not in the window, and what they do with the
// selection.
import { register } from "./keys.js";

export function cursor(selection, rows) {
  let place = -1, id = "";
  const outside = event => event.target.closest("[role=toolbar], [role=menu], #panel, nav, dialog, footer");
  const at = () => { const row = document.getElementById(id); return row?.isConnected ? row : null; };

  async function move(to, extend) {
    place = Math.max(0, Math.min(rows.total - 1, to));
    const row = await rows.show(place);
    if (!row) return;
    at()?.classList.remove("cursor");
    for (const other of document.querySelectorAll("#rows tr[tabindex='0']")) other.tabIndex = -1;
    id = row.id;
    row.classList.add("cursor");
    row.tabIndex = 0;
    row.focus({ preventScroll: true });
    if (extend) selection.extend(row);
  }
  const now = () => at() ? rows.place(at()) : place;
  const step = (key, word, to) => {
    register(key, word, event => outside(event) || !rows.total ? false : (move(to(now())), true));
    register(`Shift ${key}`, word, event => outside(event) || !rows.total ? false : (move(to(now()), true), true));
  };
  step("ArrowDown", "down", from => from + 1);
  step("ArrowUp", "up", from => Math.max(0, from) - 1);
  step("j", "down", from => from + 1);
  step("k", "up", from => Math.max(0, from) - 1);
  step("Home", "first", () => 0);
  step("End", "last", () => rows.total - 1);
  step("PageDown", "page-down", from => Math.max(0, from) + rows.page);
  step("PageUp", "page-up", from => Math.max(0, from) - rows.page);

  const choose = event => at() && !event.target.closest("a, button") ? (selection.toggle(at(), event.shiftKey), true) : false;
  for (const key of ["x", " ", "Shift X", "Shift  "]) register(key, "select", choose);
  register("Ctrl A", "select-all", () => selection.all());
  register("Ctrl I", "invert", () => selection.invert());
  register("Escape", "clear", event => {
    if (event.target.matches("input:not([type=checkbox]), textarea")) return event.target.blur();
    if (!selection.some) return false;
    selection.clear();
  }, true);
  // Once more is the browser's own search.
  const field = document.getElementById("q"), find = () => { if (document.activeElement === field) return false; field.focus(); field.select(); };
  register("/", "filter", find);
  register("Ctrl F", "filter", find);

  // Tab comes in at the cursor, or at the first row.
  const entrance = () => {
    if (document.querySelector("#rows tr[tabindex='0']")) return;
    const row = at() ?? rows.at(0) ?? rows.list[0];
    if (row) row.tabIndex = 0;
    if (row && row === at()) row.classList.add("cursor");
  };
  document.getElementById("rows").addEventListener("focusin", event => {
    const row = event.target.closest("tr");
    if (!row || !row.matches(":focus-visible")) return;
    at()?.classList.remove("cursor");
    id = row.id;
    place = rows.place(row);
    row.classList.add("cursor");
  });
  document.getElementById("rows").addEventListener("click", event => {
    const row = event.target.closest("tr");
    if (!row) return;
    at()?.classList.remove("cursor");
    id = row.id;
    place = rows.place(row);
  });
  entrance();
  return { entrance };
}
