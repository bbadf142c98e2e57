// Has the browser open magnet links here. It asks by itself whether that is wanted, and offers it only to pages that came
// encrypted or from the same machine.
const said = document.getElementById("magnets-said");

document.getElementById("magnets").addEventListener("click", () => {
  const able = "registerProtocolHandler" in navigator;
  if (able) navigator.registerProtocolHandler("magnet", `${location.origin}${document.getElementById("bar").dataset.base}/add?url=%s`);
  said.textContent = able ? said.dataset.asked : said.dataset.cannot;
});
