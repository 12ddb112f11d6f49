// The keyboard of the editors' pages. Presses what stands on the page and nothing else: without it all works by Tab.
"use strict";
(() => {
  const STORED = "watchline-keys";
  const on = () => { try { return localStorage.getItem(STORED) !== "off"; } catch { return true; } };
  const one = (selector) => document.querySelector(selector);
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const link = (row) => row.querySelector("a");
  const step = (by) => {
    const all = rows();
    if (all.length === 0) return false;
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.min(Math.max(at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by, 0), all.length - 1)];
    link(next).focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };
  const keys = one("#keys");
  if (keys) {
    // Single keys can be switched off: speech input and screen readers may send them by chance.
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = on();
    box.addEventListener("change", () => { try { localStorage.setItem(STORED, box.checked ? "on" : "off"); } catch { /* private window */ } });
    label.append(box, " single keys work in this browser");
    keys.append(label);
  }
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && field) { field.blur(); return; }
    if (field || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !on()) return;
    let done = true;
    if (event.key === "?" && keys) { keys.open = !keys.open; if (keys.open) keys.scrollIntoView({ block: "nearest" }); }
    else if (event.key === "w" && one("#why")) { one("#why").focus(); }
    else if (event.key === "x" && document.activeElement.closest("[data-row]")) { document.activeElement.closest("[data-row]").querySelector("input").click(); }
    else if (event.key === "j" && step(1)) { /* the list */ }
    else if (event.key === "k" && step(-1)) { /* the list */ }
    else if (/^[1-9jku]$/.test(event.key) && one(`[data-key="${event.key}"]`)) { one(`[data-key="${event.key}"]`).click(); }
    else { done = false; }
    if (done) event.preventDefault();
  });
})();
