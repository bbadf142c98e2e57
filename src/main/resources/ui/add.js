// Adding torrents: the form of the page /add, shown as a dialog. Links and files are looked at by the server, then sent one by
// one, so that each has a result of its own; what failed stays, to be tried again.
import { told } from "./toasts.js";
import { say } from "./said.js";
import { torrents, base64 } from "./upload.js";
import { post, parsed, paragraph, wrapped } from "./fragments.js";
import { mark, unmark, reveal } from "./faults.js";

const PATIENCE = 60000, BETWEEN = 1500;
let sheet, opening, form, files = [], links = [], looking, previewed = new Map();

// `given` may hold `urls`, one a line, and `files`.
export async function add(given) {
  if (opening || !document.getElementById("add")) {
    opening ??= open().finally(() => { opening = null; });
    if (!await opening) return;
  }
  take(given);
}

async function open() {
  const base = document.getElementById("bar").dataset.base;
  const answer = await fetch(base + "/add" + instance(), { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) { location.assign(base + "/add"); return false; }
  sheet = document.createElement("dialog");
  sheet.setAttribute("aria-labelledby", "add-title");
  sheet.append(parsed(await answer.text()).getElementById("add"));
  document.body.append(sheet);
  sheet.addEventListener("close", () => { sheet.remove(); sheet = null; files = []; links = []; previewed.clear(); });
  sheet.addEventListener("click", event => { if (event.target === sheet && !dirty()) sheet.close(); });
  sheet.addEventListener("cancel", event => { if (dirty()) event.preventDefault(); });
  start(sheet.querySelector("form"));
  sheet.showModal();
  return true;
}

// The same on the page itself.
export function page() {
  start(document.getElementById("add"));
  if (form.elements.urls.value.trim()) look();
}

// The instance that the list shows alone is the one to add to.
function instance() {
  const on = new URLSearchParams(location.search).get("q")?.match(/(?:^|\s)on:([\w-]+)/);
  return on ? "?on=" + encodeURIComponent(on[1]) : "";
}

function dirty() { return files.length > 0 || lines().length > 0; }

// The links in the field, each once, as the server reads them.
function lines() { return [...new Set(form.elements.urls.value.split(/\r?\n/).map(line => line.trim()).filter(Boolean))]; }

function take({ urls = "", files: more = [] }) {
  const field = form.elements.urls;
  if (urls.trim()) field.value = [field.value.trim(), urls.trim()].filter(Boolean).join("\n");
  if (more.length) receive(more); else if (urls.trim()) look();
  field.focus();
}

function start(of) {
  form = of;
  form.addEventListener("submit", event => { event.preventDefault(); send(); });
  form.addEventListener("keydown", event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); } });
  form.addEventListener("paste", pasted);
  form.addEventListener("invalid", event => reveal(event.target), true);
  form.elements.urls.addEventListener("input", () => { clearTimeout(looking); looking = setTimeout(look, 300); });
  form.addEventListener("change", event => { if (event.target.name === "on") change(event.target.value); });
  for (const close of form.querySelectorAll("[data-close]")) close.addEventListener("click", () => sheet ? sheet.close() : history.back());
  for (const pick of form.querySelectorAll("[data-pick]")) {
    const input = form.querySelector("#" + pick.dataset.pick);
    pick.addEventListener("click", () => input.click());
    const picked = () => { if (input.files.length) receive([...input.files]); input.value = ""; };
    input.addEventListener("change", picked);
    picked();
  }
  form.querySelector("#sources").addEventListener("click", event => {
    const item = event.target.closest("[data-remove]")?.closest("li");
    if (item) remove(item);
    if (event.target.closest("button[data-preview]")) preview(event.target.closest("li").dataset.link);
    if (event.target.closest("[data-stop]")) stop(event.target.closest("li"));
  });
  form.dataset.live = "";
  count();
}

// A file that is pasted, wherever in the form; text goes into the field it was pasted into.
function pasted(event) {
  const pasted = [...event.clipboardData.files];
  if (!pasted.length) return;
  event.preventDefault();
  receive(pasted);
}

async function receive(more) {
  const wanted = torrents(more);
  leftOut(more.length - wanted.length);
  for (const file of wanted) {
    const entry = { name: file.name, content: await base64(file) };
    if (files.some(other => other.content === entry.content)) continue;
    files.push(entry);
    await read(entry);
    show();
  }
  look();
}

function leftOut(number) {
  const { one, many } = form.querySelector("#noted").dataset;
  note(number ? worded(number === 1 ? one : many, number) : "");
}

// A sentence below what will be added.
export function note(text) {
  const noted = form.querySelector("#noted");
  noted.textContent = text;
  noted.hidden = !text;
}

async function read(entry) {
  const [item] = await listed([["torrent", entry.content], ["file", entry.name]]);
  if (!item) return;
  entry.item?.replaceWith(item);
  entry.item = item;
}

async function listed(fields, address = form.dataset.look) {
  const fragment = await looked(fields, address);
  return [...fragment?.querySelectorAll("li[data-state]") ?? []];
}

async function looked(fields, address) {
  const body = new URLSearchParams([["csrf", form.elements.csrf.value], ["on", on()], ...fields]);
  const answer = await post(address, body);
  return answer?.ok ? parsed(`<ul>${await answer.text()}</ul>`) : null;
}

function on() { return form.querySelector("[name=on]:checked")?.value ?? ""; }

// What is in the field may change while the server looks at it: only the newest answer counts. What is left of one's limits is
// told of files and links together.
async function look() {
  const urls = form.elements.urls.value, taken = files.map(file => file.item).filter(item => item?.dataset.state === "good");
  const bytes = taken.reduce((sum, item) => sum + Number(item.dataset.size), 0);
  const fragment = await looked([["urls", urls], ["besides", taken.length], ["bytes", bytes]], form.dataset.look);
  if (urls !== form.elements.urls.value) return;
  if (fragment) left(fragment);
  links = [...fragment?.querySelectorAll("li[data-state]") ?? []].map(item => previewed.get(item.dataset.link) ?? item);
  show();
}

function show() {
  const list = form.querySelector("#sources");
  list.replaceChildren(...files.map(file => file.item).filter(Boolean), ...links);
  list.hidden = !list.childElementCount;
  count();
}

// What the server finds out about a link is asked for until it is there, somebody stops it, or it has taken too long. Meanwhile
// the list may be drawn anew, with another item for the link.
async function preview(link) {
  const end = performance.now() + PATIENCE;
  for (let again = []; ; again = [["again", "yes"]]) {
    const [fresh] = await listed([["urls", link], ...again], form.dataset.preview);
    const item = itemOf(link);
    if (!fresh || !item || item.matches("[data-stopped]")) return;
    item.replaceWith(fresh);
    links = links.map(other => other === item ? fresh : other);
    previewed.set(link, fresh);
    count();
    if (!("fetching" in fresh.dataset)) return;
    if (performance.now() > end) return stop(fresh, true);
    await new Promise(done => setTimeout(done, BETWEEN));
    if (!itemOf(link) || itemOf(link).matches("[data-stopped]")) return;
  }
}

function itemOf(link) {
  const item = [...form.querySelectorAll("#sources li")].find(other => other.dataset.link === link);
  return item?.isConnected ? item : null;
}

function stop(item, late) {
  item.dataset.stopped = "";
  item.querySelector("[data-looking]").hidden = true;
  item.querySelector("[data-late]").hidden = !late;
}

function left(fragment) {
  const lefts = [...fragment.querySelectorAll("template[data-left]")];
  form.querySelector("#quota").replaceChildren(...lefts.map(template => template.content.cloneNode(true)));
}

// It goes at once: whoever removes one after the other means another each time.
function remove(item) {
  files = files.filter(other => other.item !== item);
  if (links.includes(item)) form.elements.urls.value = lines().filter((line, at) => at !== links.indexOf(item)).join("\n");
  links = links.filter(other => other !== item);
  show();
  look();
}

function good() { return [...form.querySelectorAll("#sources li[data-state=good]")]; }

function count() {
  const button = form.querySelector("#add-go");
  if (!button) return;
  const items = good().length;
  button.dataset.plain ??= button.querySelector("span").textContent;
  button.querySelector("span").textContent = items ? worded(button.dataset.count, items) : button.dataset.plain;
  form.elements.rename.disabled = files.length + lines().length > 1;
}

function worded(text, number) {
  return text.replace("{n}", number.toLocaleString(document.documentElement.lang)).replace("{i}", form.querySelector("[name=on]:checked")?.dataset.title ?? "");
}

// Another instance has other categories, folders and options; what was chosen stays where it has a place there.
async function change(name) {
  const answer = await fetch(`${form.action}?on=${encodeURIComponent(name)}`, { headers: { Accept: "text/html" } });
  if (!answer.ok || name !== on()) return;
  const fresh = parsed(await answer.text()).getElementById("add");
  const kept = new Map([...form.querySelectorAll("#add-options :is(input, select), .checks input, .more :is(input, select)")].filter(field => field.name && field.name !== "on").map(field => [field.name, field]));
  for (const field of fresh.querySelectorAll("[name]")) {
    const old = kept.get(field.name);
    if (!old) continue;
    if (field.type === "checkbox") field.checked = old.checked;
    else if (field.tagName !== "SELECT" || [...field.options].some(option => option.value === old.value)) field.value = old.value;
  }
  const open = form.querySelector(".more").open;
  for (const part of ["#add-options", ".checks", ".more"]) form.querySelector(part).replaceWith(fresh.querySelector(part));
  form.querySelector(".more").open = open;
  form.querySelector("[name=on]:checked")?.focus();
  previewed.clear();
  for (const file of files) await read(file);
  look();
}

async function send() {
  const button = form.querySelector("#add-go");
  if (!button || button.getAttribute("aria-busy") === "true") return;
  clearTimeout(looking);
  unmark(form);
  await look();
  const items = [...files.map(file => ({ fields: [["torrent", file.content], ["file", file.name], ...chosen(file.item)], file })), ...lines().map((url, at) => ({ fields: [["urls", url], ...chosen(links[at])], url }))];
  note(items.length ? "" : form.dataset.nothing);
  if (!items.length) return form.elements.urls.focus();
  button.setAttribute("aria-busy", "true");
  const options = [...new FormData(form)].filter(([name]) => !["urls", "look"].includes(name));
  const failed = [];
  let added = 0;
  for (const [at, item] of items.entries()) {
    button.querySelector("span").textContent = form.dataset.progress.replace("{n}", at + 1).replace("{of}", items.length);
    const answer = await post(form.action, new URLSearchParams([...options, ...item.fields]));
    if (answer?.ok) added++;
    else failed.push({ ...item, line: answer ? await line(answer) : null });
  }
  button.removeAttribute("aria-busy");
  end(added, failed);
}

// Which files of a torrent were chosen, in their order: 1 for yes and 0 for no.
function chosen(item) {
  const boxes = [...(item?.querySelectorAll("[data-part]") ?? [])];
  return boxes.some(box => !box.checked) ? [["filePriorities", boxes.map(box => box.checked ? 1 : 0).join(",")]] : [];
}

async function line(answer) {
  const page = parsed(`<ul>${await answer.text()}</ul>`);
  return page.querySelector("li[data-done]") ?? page.querySelector(".lead");
}

function end(added, failed) {
  const button = form.querySelector("#add-go");
  if (added) {
    const text = worded(added === 1 ? button.dataset.one : button.dataset.many, added);
    if (failed.length || !sheet) say(text);
    if (!failed.length) told(paragraph(text).outerHTML, true);
  }
  if (!failed.length && sheet) { sheet.close(); return; }
  files = failed.map(item => item.file).filter(Boolean);
  form.elements.urls.value = failed.map(item => item.url).filter(Boolean).join("\n");
  const list = form.querySelector("#failed");
  list.firstElementChild.replaceChildren(...failed.map(item => item.line?.matches("li") ? item.line : wrapped(item.line ?? paragraph(form.dataset.lost))));
  list.hidden = !failed.length;
  list.scrollIntoView({ block: "nearest" });
  mark(form, failed.map(item => item.line));
  look();
}
