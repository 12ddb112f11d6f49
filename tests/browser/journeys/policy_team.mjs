// Turns a search into a subscription after a dry run, confirms it by the link in the mail, and ends it by one.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "../demo.mjs";

// The confirmation that was sent to this address: the path of its link.
function confirmation(data, address) {
  const folder = join(data, "outbox");
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".eml"))) {
    const mail = readFileSync(join(folder, name), "utf8").replace(/=\r?\n/g, "").replace(/=3D/g, "=");
    const link = mail.match(/http:\/\/[^/\s]+(\/alerts\/confirm\/\S+)/);
    if (mail.includes(address) && link) return link[1];
  }
  return null;
}

export async function policyTeam(hand, site, way) {
  const { page } = hand;
  const address = `policy-${way.replace(/\W+/g, "-")}@desk.example`;
  await hand.go("/search?q=vendor%3Aquillmere&type=incidents");
  await hand.follow("a:has-text('Subscribe to this search')");
  assert.match(await hand.text(".dry"), /This would have fired \d+ times? in the last 30 days/);

  // A slip is told where it is, and what was filled in stays.
  await hand.type("#q", "vendor:quillmere severity>=moderate");
  await hand.send("button:has-text('Try it')");
  assert.equal(await page.inputValue("#q"), "vendor:quillmere severity>=moderate");
  await hand.type("#email", "policy at desk");
  await page.locator("form.fields").evaluate((form) => { form.noValidate = true; });
  await hand.send("button:has-text('Subscribe')");
  assert.match(await hand.text("[role=alert]"), /one email address/);
  assert.equal(await page.inputValue("#q"), "vendor:quillmere severity>=moderate");

  await hand.type("#email", address);
  await hand.choose("#weekly");
  await hand.send("button:has-text('Subscribe')");
  assert.match(await hand.text(), new RegExp(`on its way to ${address.replace(".", "\\.")}`));

  // Nothing begins without the link; with it the subscription is theirs to end.
  const link = await waitFor("the confirmation", () => confirmation(site.data, address), 60);
  await hand.go(link);
  assert.match(await hand.text("h1"), /Confirmed/);
  assert.match(await hand.text(), /once a week/);
  await hand.send("button:has-text('End this subscription')");
  assert.match(await hand.text("h1"), /hear no more/);

  // Response clocks, and the same search as feeds.
  await hand.go("/search?q=vendor%3Aquillmere+status%3Aresolved&type=incidents");
  await hand.follow(".hit h3 a");
  assert.ok((await page.locator(".clock li").count()) > 1, "a response clock");
  for (const feed of ["feed.atom", "feed.json", "calendar.ics"]) {
    assert.equal((await fetch(`${site.base}/${feed}?q=vendor%3Aquillmere`)).status, 200, feed);
  }
}
