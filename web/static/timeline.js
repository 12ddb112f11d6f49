// Improves what is whole without it: times in the reader's zone, drawings by arrow keys with the words at a mark, copying.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, textContent, className) => Object.assign(document.createElement(name), { textContent, className });

  // Moments only: what is known to the day is of no zone. On paper UTC stands.
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
  const zone = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" });
  const times = all("time[datetime$='Z']").filter((time) => time.textContent.endsWith(" UTC")).map((time) => {
    const [utc, at] = [time.textContent, new Date(time.dateTime)];
    const name = zone.formatToParts(at).find((part) => part.type === "timeZoneName").value;
    return [time, utc, `${format.format(at).replace(" at ", ", ")} ${name}`];
  });
  const show = (which) => times.forEach((time) => { time[0].textContent = time[which]; time[0].title = time[1]; });
  const here = format.resolvedOptions().timeZone;
  if (here !== "UTC") {
    show(2);
    addEventListener("beforeprint", () => show(1));
    addEventListener("afterprint", () => show(2));
    all("[data-zone]").forEach((note) => { note.textContent = `Times are those of ${here.replace("_", " ")}; UTC when pointed at.`; });
  }

  all("pre.cite").forEach((pre) => {
    const button = make("button", "Copy", "small quiet copy");
    button.type = "button";
    button.onclick = async () => { await navigator.clipboard.writeText(pre.textContent); button.textContent = "Copied"; };
    pre.before(button);
  });

  const card = make("div", "", "mark-card");
  card.setAttribute("aria-hidden", "true");
  const close = () => card.remove();
  const open = (mark) => {
    const line = document.getElementById(decodeURIComponent(mark.getAttribute("href").split("#")[1]));
    const text = (selector) => line.querySelector(selector).innerText;
    const told = line?.matches("li") ? [[".when", "meta"], [".kind", "kind"], [".quote", "quote"]].map(([from, name]) => make("p", text(from), name)) : [mark.getAttribute("aria-label")];
    card.replaceChildren(...told);
    document.body.append(card);
    const at = mark.getBoundingClientRect();
    const above = at.bottom + card.offsetHeight + 8 > innerHeight;
    card.style.left = `${scrollX + Math.max(8, Math.min(at.left - 40, document.body.clientWidth - card.offsetWidth - 8))}px`;
    card.style.top = `${scrollY + (above ? at.top - card.offsetHeight - 5 : at.bottom + 5)}px`;
  };
  card.onmouseleave = close;
  all(".lanes").forEach((lanes) => {
    const svg = lanes.querySelector("svg");
    const size = [svg.getAttribute("width"), svg.getAttribute("height")];
    const grow = (by) => ["width", "height"].forEach((side, at) => svg.setAttribute(side, Math.min(Math.max(svg.getAttribute(side) * by, size[at] / 2), size[at] * 3)));
    // One stop for Tab; within, the arrows go along the time.
    const marks = all(".mark", svg);
    const stop = (chosen) => marks.forEach((mark) => mark.setAttribute("tabindex", mark === chosen ? 0 : -1));
    stop(marks[0]);
    marks.forEach((mark, at) => {
      mark.querySelector("title").remove();
      mark.onmouseenter = () => open(mark);
      mark.onfocus = () => { stop(mark); open(mark); };
      mark.onblur = close;
      mark.onkeydown = (event) => {
        const next = marks[{ ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key]];
        if (next) { next.focus(); event.preventDefault(); }
      };
    });
    lanes.onmouseleave = (event) => { if (!card.contains(event.relatedTarget)) close(); };
    lanes.onkeydown = ({ key, ctrlKey, metaKey }) => {
      if (key === "Escape") close();
      if (!ctrlKey && !metaKey) grow({ "+": 1.25, "-": 0.8 }[key] ?? 1);
    };
  });
})();
