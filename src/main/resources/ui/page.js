// What every page of a signed-in person has: keys that lead elsewhere, adding by drop and paste, and the time zone, which only
// the browser knows. What is not used at once is loaded when it is.
import { register } from "./keys.js";

document.documentElement.dataset.scripted = "";
const bar = document.getElementById("bar");
const base = bar.dataset.base;

if ("zone" in bar.dataset) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const body = new URLSearchParams({ csrf: bar.dataset.csrf, "browser-zone": zone });
  if (zone.includes("/")) fetch(base + "/account/preferences", { method: "POST", body, redirect: "manual" });
}

const box = async () => { (await import("./palette.js")).palette(); };
const sheet = async () => { (await import("./help.js")).help(); };
register("Ctrl K", "palette", () => { box(); }, true);
register("?", "help", () => { sheet(); });
for (const [key, word, path] of [["g t", "go-torrents", "/torrents"], ["g a", "go-audit", "/audit"], ["g k", "go-account", "/account"]]) {
  if (document.querySelector(`#bar a[href="${base}${path}"]`)) register(key, word, () => { location.assign(base + path); });
}
const places = [...document.querySelectorAll("#rail a.instance[data-instance]")];
for (const key of places.slice(0, 9).keys()) register(String(key + 1), "instance", () => { location.assign(places[key].href); });
if (places.length > 1) register("0", "everywhere", () => { location.assign(base + "/torrents"); });
document.getElementById("box").addEventListener("click", box);
document.getElementById("keys").addEventListener("click", event => { event.preventDefault(); sheet(); });
if (document.getElementById("sheet")) import("./help.js").then(keys => keys.draw(document.getElementById("sheet")));

if ("adds" in bar.dataset) {
  const add = async given => (await import("./add.js")).add(given);
  const link = /^\s*(magnet:\?|https?:\/\/|[0-9a-f]{40}\b|[0-9a-f]{64}\b|[a-z2-7]{32}\s*$)/im;
  register("n", "add", () => { add({}); });
  document.addEventListener("click", event => {
    const opener = event.target.closest(`a[href="${base}/add"]`);
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    add({});
  });
  // Pasting into a field is the field's own matter; a dialog of adding listens for itself.
  document.addEventListener("paste", event => {
    if (event.target.closest("input, textarea, [contenteditable], dialog")) return;
    const files = [...event.clipboardData.files], text = event.clipboardData.getData("text");
    if (!files.length && !link.test(text)) return;
    event.preventDefault();
    add({ files, urls: text });
  });
  // What comes from elsewhere is taken wherever it is dropped; text over a field of something else is that field's own matter.
  const target = document.getElementById("dropping");
  let ours = false;
  document.addEventListener("dragstart", () => { ours = true; });
  document.addEventListener("dragend", () => { ours = false; });
  const carries = event => !ours && event.dataTransfer?.types.some(type => type === "Files" || /^text\/(uri-list|plain)$/.test(type) && !event.target.closest?.("input, textarea:not(#urls)"));
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, event => {
      target.togglePopover?.(Boolean(carries(event)));
      if (!carries(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    });
  }
  document.addEventListener("dragleave", event => { if (!event.relatedTarget) target.togglePopover?.(false); });
  document.addEventListener("drop", async event => {
    target.togglePopover?.(false);
    if (!carries(event)) return;
    event.preventDefault();
    const { items, files } = event.dataTransfer;
    const text = event.dataTransfer.getData("text/uri-list").replace(/^#.*$/gm, "") || event.dataTransfer.getData("text");
    // The browser empties what was dropped as soon as this waits.
    const given = { entries: [...items].map(item => item.webkitGetAsEntry?.()).filter(Boolean), files: [...files], urls: link.test(text) ? text : "" };
    (await import("./drop.js")).dropped(given, target.querySelector("template"));
  });
  if (document.getElementById("add")) import("./add.js").then(adding => adding.page());
}

if (document.getElementById("magnets")) import("./magnets.js");
