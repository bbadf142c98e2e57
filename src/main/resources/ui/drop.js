// What was dropped from elsewhere goes into the form of adding, folders with all that is in them.
import { add, note } from "./add.js";
import { told } from "./toasts.js";

// `nothing` is a template that says that none of it can be added.
export async function dropped({ entries, files, urls }, nothing) {
  const all = entries.length ? await found(entries) : files;
  if (all.length || urls) add({ files: all, urls: all.length ? "" : urls });
  else if (document.getElementById("add")) note(nothing.content.textContent);
  else told(nothing.innerHTML, false);
}

async function found(entries) {
  const all = [];
  for (const entry of entries) {
    if (entry.isFile) all.push(await new Promise((good, bad) => entry.file(good, bad)));
    else if (entry.isDirectory) all.push(...await found(await inside(entry.createReader())));
  }
  return all;
}

// A reader gives its entries in parts.
async function inside(reader) {
  const all = [];
  for (let part = [null]; part.length; all.push(...part)) part = await new Promise((good, bad) => reader.readEntries(good, bad));
  return all.filter(Boolean);
}
