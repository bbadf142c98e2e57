// Copies what an app asks for, and says when it has called.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("use").setAttribute("href", icon("check"));
  });
}

const state = document.querySelector("[data-waits]");
if (state) {
  const source = new EventSource(state.dataset.waits);
  source.addEventListener("called", event => {
    source.close();
    state.dataset.s = "up";
    state.querySelector("use").setAttribute("href", icon("check"));
    state.querySelector(".words").textContent = JSON.parse(event.data).sentence;
  });
}

function icon(name) {
  return document.querySelector("use").getAttribute("href").replace(/#.*/, `#i-${name}`);
}
