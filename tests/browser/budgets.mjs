// What a page may cost: the front page under 100 KB in all, nothing asked of anybody else, no script error, nothing that
// jumps while it loads.
import assert from "node:assert/strict";
import { addresses } from "./addresses.mjs";
import { newPage } from "./browser.mjs";

const HOME_BYTES = 100_000;
const PAGE_BYTES = 250_000;
const LAYOUT_SHIFT = 0.02;

// Opens a page with nothing cached and tells what came over the line, and how much it jumped.
async function measure(browser, site, path) {
  // Far from UTC, so that the script has times to write anew.
  const { context, page, wrong } = await newPage(browser, site, { timezoneId: "America/New_York" });
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await page.goto(site.base + path, { waitUntil: "load" });
  const shift = await page.evaluate(() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => resolve(sum), 250));
  }));
  await context.close();
  return { bytes, shift, wrong };
}

export default async function budgets({ site, browser, report }) {
  const kinds = await addresses(site);
  let worst = 0;
  for (const [name, path] of Object.entries(kinds)) {
    await report.claim(`${name} stays within its budget`, async () => {
      let { bytes, shift, wrong } = await measure(browser, site, path);
      // How late a face arrives depends on what else the machine does: what jumps by itself does so every time.
      for (let more = 0; more < 2 && shift >= LAYOUT_SHIFT; more += 1) shift = Math.min(shift, (await measure(browser, site, path)).shift);
      if (name === "home") report.say(`the front page: ${(bytes / 1000).toFixed(1)} KB in all, with style, faces and script`);
      worst = Math.max(worst, shift);
      assert.deepEqual(wrong, []);
      assert.ok(bytes < (name === "home" ? HOME_BYTES : PAGE_BYTES), `${bytes} bytes`);
      assert.ok(shift < LAYOUT_SHIFT, `it jumps: ${shift}`);
    });
  }
  report.say(`largest layout shift: ${worst.toFixed(4)}`);
}
