// axe-core finds nothing on any kind of page, on a phone and on a desk, light and dark; contrast is 7 : 1 or more; nothing
// is wider than the page, at 320 pixels neither.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { addresses } from "./addresses.mjs";
import { newPage, SIZES } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Beyond AA: text contrast.
const RULES = { "color-contrast-enhanced": { enabled: true } };

// What axe says of the page as it stands, one line a violation.
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(
    ([values, rules]) => window.axe.run(document, { runOnly: { type: "tag", values }, rules, resultTypes: ["violations"] }),
    [TAGS, RULES],
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0].target.join(" ")} ${nodes[0].failureSummary.split("\n").slice(1, 3).join(" ").trim()}`);
}

async function widest(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export default async function accessibility({ site, browser, report }) {
  const kinds = await addresses(site);
  let pages = 0;
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"]) {
      const { context, page } = await newPage(browser, site, { viewport, colorScheme });
      for (const [name, path] of Object.entries(kinds)) {
        await report.claim(`${name} (${size}, ${colorScheme}) is accessible`, async () => {
          await page.goto(site.base + path);
          // Everything open, so that what is folded is looked at too.
          if (size === "desk") await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
          assert.deepEqual(await violations(page), []);
          assert.equal(await widest(page), 0, "it can be scrolled sideways");
          pages += 1;
        });
        if (size === "phone" && colorScheme === "light") {
          await report.claim(`${name} fits on 320 pixels`, async () => {
            await page.setViewportSize({ width: 320, height: 640 });
            assert.equal(await widest(page), 0, "it can be scrolled sideways");
            await page.setViewportSize(viewport);
          });
        }
        if (process.env.SHOTS) {
          // A picture is for looking at; that one cannot be taken proves nothing.
          const taken = page.screenshot({ path: `${process.env.SHOTS}/${name}-${viewport.width}-${colorScheme}.png`, fullPage: true });
          await taken.catch((error) => report.say(`no picture of ${name}: ${error.message.split("\n")[0]}`));
        }
      }
      await context.close();
    }
  }
  report.say(`axe-core: ${Object.keys(kinds).length} kinds of page, ${pages} of ${Object.keys(kinds).length * 4} without a violation`);
}
