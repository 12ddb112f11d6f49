// A store in which nothing is yet: each page says so and what to do next, and is as accessible as a full one.
import assert from "node:assert/strict";
import { violations } from "./accessibility.mjs";
import { newPage } from "./browser.mjs";

const PAGES = {
  "/": /Nothing has been found yet/,
  "/search": /Nothing found, but/,
  "/search?q=ban&type=incidents": /be told when it does/,
  "/incidents": /There are no incidents/,
  "/entities": /./,
  "/sources": /Nothing is watched yet/,
  "/alerts/new?q=vendor:openai": /waits/,
  "/about": /The ladder/,
};

export default async function empty({ site, browser, report }) {
  const { context, page, wrong } = await newPage(browser, site);
  for (const [path, says] of Object.entries(PAGES)) {
    await report.claim(`${path} of an empty store says what to do`, async () => {
      await page.goto(site.base + path);
      assert.match(await page.textContent("main"), says);
      assert.deepEqual(await violations(page), []);
    });
  }
  await report.claim("an empty store breaks no page", () => assert.deepEqual(wrong, []));
  await context.close();
}
