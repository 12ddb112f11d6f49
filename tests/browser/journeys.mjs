// What an analyst, a policy team and a journalist come for, end to end: with scripts and without, by mouse and by keyboard.
import assert from "node:assert/strict";
import { analyst } from "./journeys/analyst.mjs";
import { journalist } from "./journeys/journalist.mjs";
import { policyTeam } from "./journeys/policy_team.mjs";
import { newPage } from "./browser.mjs";
import { Keyboard, Mouse } from "./hands.mjs";

const WAYS = [
  ["by mouse", Mouse, true],
  ["by mouse, without scripts", Mouse, false],
  ["by keyboard", Keyboard, true],
  ["by keyboard, without scripts", Keyboard, false],
];

export default async function journeys({ site, browser, report }) {
  for (const [way, Hand, javaScriptEnabled] of WAYS) {
    for (const [who, journey] of Object.entries({ "an analyst": analyst, "a policy team": policyTeam, "a journalist": journalist })) {
      const { context, page, wrong } = await newPage(browser, site, { javaScriptEnabled, acceptDownloads: true });
      await report.claim(`${who} ${way}`, async () => {
        await journey(new Hand(page, site.base), site, way);
        assert.deepEqual(wrong, []);
      });
      await context.close();
    }
  }
}
