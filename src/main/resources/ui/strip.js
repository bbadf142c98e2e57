// The strip at the bottom: its dialogs, like those of the rail, and switches without leaving the page, and its speeds in the title of the tab for whoever
// wants them there.
import { dialogsOf } from "./commands.js";

const strip = document.getElementById("strip");
document.addEventListener("click", async event => {
  const link = event.target.closest(":is(#strip, #rail) a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  (await dialogsOf()).show(link.href);
});
document.getElementById("slow").addEventListener("submit", async event => {
  event.preventDefault();
  const { target, submitter } = event;
  (await dialogsOf()).send(target, submitter);
});

const rates = document.getElementById("rates");
if ("speeds" in rates.dataset) {
  const plain = document.title;
  const speeds = () => { document.title = `${[...rates.children].map(rate => rate.textContent.trim()).join(" ")} · ${plain}`; };
  new MutationObserver(speeds).observe(rates, { subtree: true, childList: true, characterData: true });
  speeds();
}
