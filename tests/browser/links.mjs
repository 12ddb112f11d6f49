// No link of any kind of page leads nowhere, and everything that is read here is compressed and may be kept.
import assert from "node:assert/strict";
import { addresses } from "./addresses.mjs";
import { newPage } from "./browser.mjs";

const MOST = 700;
const AT_ONCE = 6;

export default async function links({ site, browser, report }) {
  const kinds = await addresses(site);
  const { context, page } = await newPage(browser, site, { javaScriptEnabled: false });
  const found = new Map();
  for (const [name, path] of Object.entries(kinds)) {
    await page.goto(site.base + path);
    const here = await page.$$eval("a[href], link[href], script[src]", (all) => all.map((one) => one.href?.baseVal ?? one.href ?? one.src));
    for (const href of here) {
      const url = new URL(href, site.base + path);
      if (url.origin !== site.base) continue;
      const fragment = url.hash;
      url.hash = "";
      // A fragment of the page itself has to be on it.
      if (fragment && url.pathname + url.search === path) {
        const id = decodeURIComponent(fragment.slice(1));
        await report.claim(`${name} has its own #${id}`, async () => {
          assert.equal(await page.evaluate((wanted) => document.getElementById(wanted) !== null, id), true);
        });
      }
      if (!found.has(url.href)) found.set(url.href, name);
    }
  }
  await context.close();
  const waiting = [...found].slice(0, MOST);
  const dead = [];
  const ask = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [href, name] = next;
      const answer = await fetch(href, { redirect: "follow" });
      await answer.arrayBuffer();
      if (answer.status >= 400) dead.push(`${answer.status} ${href.slice(site.base.length)} (on ${name})`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  await report.claim("no link leads nowhere", () => assert.deepEqual(dead, []));
  report.say(`${Math.min(found.size, MOST)} of ${found.size} links of our own followed`);
}
