// The columns: the chooser, and widths and places by mouse and by keys. All of it goes through the chooser's form, so that the
// server keeps one truth.
const STEP = 1;
let box, list, redraw;

async function form(where, done) {
  list = where;
  redraw = done;
  box ??= document.getElementById("chooser");
  const answer = await fetch(`${list.dataset.base}/torrents/columns`, { headers: { Accept: "text/html" } });
  if (answer.status === 401) location.reload();
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  return template.content.firstElementChild;
}

async function send(of, button) {
  const answer = await fetch(of.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(of, button)) });
  if (!answer.ok) return;
  const address = await answer.text();
  const table = document.querySelector("#scroll table");
  const old = document.getElementById("columns-css");
  table.classList.toggle("own", address !== "");
  if (!address) { old?.remove(); table.style.removeProperty("--cols"); return redraw(); }
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = address;
  sheet.addEventListener("load", () => { old?.remove(); sheet.id = "columns-css"; table.style.removeProperty("--cols"); });
  document.head.append(sheet);
  redraw();
}

// With the heading it was opened from, also what concerns that column alone.
export async function choose(where, done, th, x) {
  if (box && !box.hidden) { close(); if (!th) return; }
  const fresh = await form(where, done);
  box.replaceChildren(fresh);
  box.hidden = false;
  box.style.insetInlineStart = th ? `${Math.max(0, Math.min(x, innerWidth - box.offsetWidth) - box.offsetParent.getBoundingClientRect().left)}px` : "";
  box.style.insetInlineEnd = th ? "auto" : "";
  const own = fresh.querySelector(".of-column");
  own.hidden = !th;
  for (const button of own.querySelectorAll("button")) button.disabled = button.value === "hide" && th?.dataset.column === "name";
  own.addEventListener("click", event => {
    const does = event.target.closest("button")?.value;
    if (does) close();
    if (does === "hide") hide(th, where, done);
    else if (does === "fit") fit(th, where, done);
    else if (does === "fit-all") fitAll(where, done);
  });
  fresh.addEventListener("submit", async event => {
    event.preventDefault();
    const up = event.submitter?.name === "up" ? event.submitter.value : "";
    await send(fresh, event.submitter);
    close();
    await choose(where, done);
    if (up) box.querySelector(`button[value="${up}"]`)?.focus();
  });
  fresh.addEventListener("change", () => { send(fresh); count(fresh); });
  fresh.addEventListener("keydown", event => {
    if (event.key === "Escape") { event.stopPropagation(); return close(); }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key], line = event.target.closest("li");
    if (!step || !line) return;
    event.preventDefault();
    event.stopPropagation();
    const lines = [...fresh.querySelectorAll("li")], other = lines[lines.indexOf(line) + step];
    if (event.altKey && other) {
      if (step < 0) other.before(line); else other.after(line);
      event.target.focus();
      send(fresh);
    } else other?.querySelector("input[type=checkbox]:not(:disabled), button")?.focus();
  });
  let dragged;
  fresh.addEventListener("dragstart", event => { dragged = event.target.closest("li"); });
  fresh.addEventListener("dragover", event => {
    const over = event.target.closest("li");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(dragged); else over.after(dragged);
  });
  fresh.addEventListener("dragend", () => { dragged = null; send(fresh); });
  (th ? own.querySelector("button:not(:disabled)") : fresh.querySelector("input[type=checkbox]:not(:disabled)")).focus();
  document.addEventListener("pointerdown", outside);
}

function outside(event) { if (!box.contains(event.target) && !event.target.closest("#columns")) close(); }

function count(of) {
  const label = of.querySelector(".menu-label");
  label.textContent = label.textContent.replace(/\d+/, of.querySelectorAll("input[name=show]:checked").length + 1);
}

function close() {
  if (box.contains(document.activeElement)) document.getElementById("columns").focus();
  box.hidden = true;
  box.replaceChildren();
  document.removeEventListener("pointerdown", outside);
}

// All widths as they are now, one of them changed: what the drag shows before the server has it.
function preview(th, width) {
  const table = th.closest("table"), heads = [...th.parentElement.cells].filter(cell => getComputedStyle(cell).display !== "none");
  const widths = heads.map(cell => cell === th ? `${width}px` : cell.classList.contains("c-name") && !table.dataset.name ? "minmax(14rem, 1fr)" : `${cell.getBoundingClientRect().width}px`);
  table.style.setProperty("--cols", widths.join(" "));
}

// Widths in pixels, by column.
async function keep(widths, where, done) {
  const of = await form(where, done), rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  for (const [id, pixels] of widths) {
    of.querySelector(`input[name=width][value^="${id}="]`)?.remove();
    const width = document.createElement("input");
    width.type = "hidden";
    width.name = "width";
    width.value = `${id}=${Math.min(100, Math.max(2, pixels / rem)).toFixed(2)}`;
    of.append(width);
  }
  await send(of);
}

async function hide(th, where, done) {
  const of = await form(where, done);
  of.querySelector(`input[name=show][value="${th.dataset.column}"]`).checked = false;
  await send(of);
}

export function drag(event, where, done) {
  const th = event.target.closest("th"), start = event.clientX, before = th.getBoundingClientRect().width;
  let now = before;
  const moved = move => { now = Math.max(32, before + move.clientX - start); preview(th, now); };
  const up = () => {
    removeEventListener("pointermove", moved);
    if (now !== before) keep([[th.dataset.column, now]], where, done);
  };
  addEventListener("pointermove", moved);
  addEventListener("pointerup", up, { once: true });
  event.preventDefault();
}

// As wide as its widest cell in the window, measured while no cell is held to its column.
function widest(th) {
  const table = th.closest("table"), cells = [th, ...[...document.querySelectorAll("#rows tr")].map(row => row.cells[th.cellIndex])];
  table.classList.add("fitting");
  const width = Math.max(...cells.map(cell => cell.getBoundingClientRect().width));
  table.classList.remove("fitting");
  return Math.ceil(width) + 2;
}

export function fit(th, where, done) { keep([[th.dataset.column, widest(th)]], where, done); }

function fitAll(where, done) {
  const heads = [...document.querySelectorAll("#head th[data-column]")].filter(th => getComputedStyle(th).display !== "none");
  keep(heads.map(th => [th.dataset.column, widest(th)]), where, done);
}

export function widen(th, step, where, done) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  keep([[th.dataset.column, th.getBoundingClientRect().width + step * STEP * rem]], where, done).then(() => again(th.dataset.column));
}

export async function move(th, step, where, done) {
  const of = await form(where, done), line = of.querySelector(`li[data-column="${th.dataset.column}"]`);
  const other = step < 0 ? line.previousElementSibling : line.nextElementSibling;
  if (!other || !other.querySelector("input[type=checkbox]").checked) return;
  if (step < 0) other.before(line); else other.after(line);
  await send(of);
  again(th.dataset.column);
}

// The heading keeps the focus when it is drawn anew.
function again(id) {
  new MutationObserver((changes, seen) => { seen.disconnect(); document.querySelector(`#head th[data-column="${id}"] a`)?.focus(); })
    .observe(document.getElementById("head"), { childList: true, subtree: true, attributes: true });
}

// A heading that is dragged onto another one takes its place.
export function carry(th, where, done) {
  const head = document.getElementById("head");
  const over = move => { if (move.target.closest("th[data-column]")) move.preventDefault(); };
  const drop = async end => {
    const to = end.target.closest("th[data-column]");
    end.preventDefault();
    if (!to || to === th) return;
    const of = await form(where, done), line = of.querySelector(`li[data-column="${th.dataset.column}"]`), other = of.querySelector(`li[data-column="${to.dataset.column}"]`);
    if (th.cellIndex < to.cellIndex) other.after(line); else other.before(line);
    await send(of);
  };
  head.addEventListener("dragover", over);
  head.addEventListener("drop", drop, { once: true });
  addEventListener("dragend", () => { head.removeEventListener("dragover", over); head.removeEventListener("drop", drop); }, { once: true });
}
