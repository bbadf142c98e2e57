// The one polite live region: at most one sentence in three seconds, and the newest wins.
const QUIET = 3000;
let newest = "", waiting, last = 0;

export function say(sentence) {
  newest = sentence;
  waiting ??= setTimeout(() => {
    waiting = null;
    last = performance.now();
    document.getElementById("said").textContent = newest;
  }, Math.max(0, last + QUIET - performance.now()));
}
