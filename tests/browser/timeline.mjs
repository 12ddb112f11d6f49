// The drawing of a timeline by arrow keys, by pointing and in other sizes; and that whoever has no script reads the same.
import assert from "node:assert/strict";
import { addresses } from "./addresses.mjs";
import { newPage, SIZES } from "./browser.mjs";
import { Keyboard } from "./hands.mjs";

const FORMS = { desk: "wide", phone: "tall" };
const REFUSED = () => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective}: ${event.blockedURI}`));
};

const line = (text) => text.replace(/\s+/g, " ").trim();

// What a page says of its timeline, with scripts or without: every line of the list, every mark of a drawing.
function facts(page, form) {
  return page.evaluate((form) => ({
    lines: [...document.querySelectorAll(".lines > li")].map((item) => {
      const text = (selector) => item.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";
      const times = [...item.querySelectorAll("time")].map((time) => time.dateTime);
      const evidence = [...item.querySelectorAll(".exhibit a")].map((way) => way.getAttribute("href"));
      return [item.id, text(".no"), text(".kind"), text(".quote"), times, evidence];
    }),
    marks: [...document.querySelectorAll(`.lanes.${form} .mark`)].map((mark) => [mark.getAttribute("href"), mark.getAttribute("aria-label"), mark.querySelector(".no").textContent]),
  }), form);
}

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("href"));
const size = (page, form) => page.locator(`.lanes.${form} svg`).evaluate((svg) => [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))]);

// One stop for Tab; the arrows go along the time, and the card says what the list says.
async function byKeyboard(page, form, base) {
  const hand = new Keyboard(page, base);
  const mark = `.lanes.${form} .mark`;
  const all = await page.locator(mark).evaluateAll((marks) => marks.map((one) => one.getAttribute("href")));
  assert.ok(all.length > 2, `${all.length} marks`);
  assert.equal(await page.locator(`${mark}[tabindex='0']`).count(), 1, "one stop");
  await hand.reach(mark);
  for (const [at, href] of all.entries()) {
    assert.equal(await focused(page), href, `mark ${at + 1} of ${all.length}`);
    const card = line(await page.locator(".mark-card").innerText());
    const told = page.locator(`[id="${href.slice(1)}"]`);
    if (href.startsWith("#happening-")) {
      for (const part of [".kind", ".quote"]) assert.ok(card.includes(line(await told.locator(part).innerText())), `the card at ${href} lacks ${part}: ${card}`);
    } else assert.ok(card.length > 0);
    // Down at the end is the browser's: it scrolls on, and would still be doing so below.
    await page.keyboard.press(at % 2 === 0 || at === all.length - 1 ? "ArrowRight" : "ArrowDown");
  }
  assert.equal(await focused(page), all.at(-1), "the last is the end");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(page), all.at(-2));
  await page.keyboard.press("Home");
  assert.equal(await focused(page), all[0]);
  await page.keyboard.press("End");
  assert.equal(await focused(page), all.at(-1));
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".mark-card").count(), 0, "Escape closes the card");
  assert.equal(await focused(page), all.at(-1), "and the place is kept");
  // The first that stands for one happening; one that stands for many leads to a part of the time.
  const place = all.findIndex((href) => href.startsWith("#happening-"));
  assert.ok(place >= 0, "one leads to a line of the list");
  await page.keyboard.press("Home");
  for (let presses = 0; presses < place; presses += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const led = ([hash, id]) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    return location.hash === hash && bottom > 0 && top < innerHeight;
  };
  await page.waitForFunction(led, [all[place], all[place].slice(1)], { timeout: 5000 });
}

// + and - change the size within bounds; nothing else changes, and the page never becomes wider.
async function bySize(page, form, base) {
  const hand = new Keyboard(page, base);
  const [before, first] = [await facts(page, form), await size(page, form)];
  await hand.reach(`.lanes.${form} .mark`);
  await page.keyboard.press("+");
  const grown = await size(page, form);
  assert.ok(grown[0] > first[0] && grown[1] > first[1], `${grown} is larger than ${first}`);
  const ratio = (one) => one[0] / one[1];
  assert.ok(Math.abs(ratio(grown) - ratio(first)) < 0.01, "in proportion");
  for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press("+");
  assert.ok(Math.abs((await size(page, form))[0] - 3 * first[0]) < 1, "no larger than threefold");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "the drawing scrolls, the page does not");
  for (let presses = 0; presses < 24; presses += 1) await page.keyboard.press("-");
  assert.ok(Math.abs((await size(page, form))[0] - first[0] / 2) < 1, "no smaller than half");
  assert.deepEqual(await facts(page, form), before);
  const small = await size(page, form);
  await page.keyboard.press("Control+=");
  assert.deepEqual(await size(page, form), small, "the browser's own zoom is left to the browser");
}

async function byPointing(page, form) {
  const mark = page.locator(`.lanes.${form} .mark[href^='#happening-']`).first();
  const href = await mark.getAttribute("href");
  await mark.hover();
  const card = page.locator(".mark-card");
  const quote = line(await page.locator(`[id="${href.slice(1)}"] .quote`).innerText());
  assert.ok(line(await card.innerText()).includes(quote), "the words at the mark");
  assert.equal(await card.getAttribute("aria-hidden"), "true", "a reading voice has the list");
  const box = await card.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width, "it stands within the page");
  await page.locator("h1").hover();
  assert.equal(await card.count(), 0, "it goes with the pointer");
}

export default async function timeline({ site, browser, report }) {
  const { incident, vendor, timeline: query } = await addresses(site);
  for (const [name, viewport] of Object.entries(SIZES)) {
    const form = FORMS[name];
    for (const [kind, path] of Object.entries({ incident, vendor, query })) {
      const { context, page, wrong } = await newPage(browser, site, { viewport });
      await page.addInitScript(REFUSED);
      const steps = { "by arrow keys": byKeyboard, "in other sizes": bySize, "by pointing": byPointing };
      for (const [way, step] of Object.entries(steps)) {
        await report.claim(`a timeline (${kind}, ${name}) is read ${way}`, async () => {
          await page.goto(site.base + path);
          await step(page, form, site.base);
          assert.deepEqual(await page.evaluate(() => window.refused), [], "nothing is refused by the page's policy");
          assert.deepEqual(wrong, []);
        });
      }
      await report.claim(`a timeline (${kind}, ${name}) says the same without scripts`, async () => {
        await page.goto(site.base + path);
        const scripted = await facts(page, form);
        const bare = await newPage(browser, site, { viewport, javaScriptEnabled: false });
        await bare.page.goto(site.base + path);
        const plain = await facts(bare.page, form);
        const found = await bare.page.locator(`.lanes.${form} .mark`).count();
        await bare.context.close();
        assert.ok(plain.lines.length > 2 && found === plain.marks.length);
        assert.deepEqual(scripted, plain);
        const listed = new Map(plain.lines.filter(([id]) => id).map(([id, number, happened]) => [`#${id}`, [number, happened]]));
        for (const [href, label, number] of plain.marks.filter(([href]) => href.startsWith("#happening-"))) {
          assert.ok(listed.has(href), `${href} is in the list`);
          assert.equal(listed.get(href)[0], number, label);
        }
      });
      await context.close();
    }
  }
}
