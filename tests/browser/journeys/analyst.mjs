// Finds every report on a vendor, narrows it, takes it away, reads an incident down to the archived words, and asks what was
// known on a day.
import assert from "node:assert/strict";

const number = (text) => Number(text.match(/[\d,]+/)[0].replaceAll(",", ""));

export async function analyst(hand, site, way) {
  const { page } = hand;
  await hand.go("/");
  if (!way.includes("without scripts")) {
    await hand.type("#q", "event:ban ven");
    assert.equal(await page.locator("#completions option[value='event:ban vendor:quillmere']").count(), 1, "the word that is typed is completed");
  }
  await hand.type("#q", "vendor:quillmere");
  await hand.send("form.find button");
  await hand.follow(".tabs a:has-text('Documents')");
  const all = number(await hand.text(".bar-line"));

  // A facet narrows to as many as it says, and says so in the query.
  const facet = page.locator(".facet a", { hasText: "Data exposure" }).first();
  const promised = number(await facet.locator("xpath=following-sibling::span").innerText());
  await hand.follow(".facet a:has-text('Data exposure')");
  assert.equal(number(await hand.text(".bar-line")), promised);
  assert.ok(promised < all, "narrower");
  assert.match(await page.inputValue("#q"), /vendor:quillmere event:data_exposure/);

  // So does a bar of the histogram; and what was chosen can be taken out again.
  const bar = page.locator(".when .bars a").first();
  const drawn = number(await bar.locator(".count").innerText());
  await hand.follow(".when .bars a");
  assert.equal(number(await hand.text(".bar-line")), drawn);
  assert.match(await page.inputValue("#q"), /after:\S+ before:\S+/);
  await hand.follow(".chosen a:has-text('event:data_exposure')");
  assert.doesNotMatch(await page.inputValue("#q"), /event:/);

  // The result can be taken away, whole, in each form.
  await hand.go("/search?q=vendor%3Aquillmere");
  for (const [name, reads] of [["CSV", (text) => text.trim().split("\n").length > all], ["JSON Lines", (text) => text.trim().split("\n").map(JSON.parse).length === all], ["STIX 2.1", (text) => JSON.parse(text).type === "bundle"]]) {
    const href = await page.locator(`.takeaway a:has-text("${name}")`).getAttribute("href");
    const answer = await fetch(site.base + href);
    assert.equal(answer.status, 200, name);
    assert.ok(reads(await answer.text()), `${name} holds all ${all}`);
  }

  // An incident: typed, dated events in order; each opens to its words in the archive.
  await hand.go("/search?q=vendor%3Aquillmere+event%3Amitigation&type=incidents&sort=oldest");
  await hand.follow(".hit h3 a");
  assert.match(hand.path(), /^\/incidents\/INC-/);
  const incident = hand.path();
  assert.ok((await page.locator(".lines > li").count()) > 2, "events in order");
  const shut = ".lines > li details.evidence:not([open]) > summary";
  await hand.act(shut);
  const quoted = await page.locator(".lines details.evidence[open] blockquote mark").first().innerText();
  await hand.follow(".lines details.evidence[open] a:has-text('Open archived')");
  const anchor = decodeURIComponent(new URL(page.url()).hash.slice(1));
  const archived = await page.locator(`[id="${anchor}"]`).evaluate((mark) => mark.closest(".reading, h1").innerText);
  const bare = (text) => text.replace(/\s+/g, " ").trim();
  assert.ok(bare(archived).includes(bare(quoted).slice(0, 40)), "the archived words are the quoted ones");
  assert.match(await hand.text("main aside"), /SHA-256/);

  // What was known on a day.
  await hand.go(incident);
  const [year, month, day] = (await page.getAttribute("input[name=by]", "max")).split("-");
  await hand.type("input[name=by]", hand.isTyped ? `${month}${day}${year}` : `${year}-${month}-${day}`);
  await hand.send("form:has(input[name=by]) button");
  assert.match(hand.path(), new RegExp(`by=${year}-${month}-${day}`));
  await hand.go(`${incident}?by=2026-05-01`);
  assert.match(await page.innerText("main"), /As known on 1 May 2026|opened on/);
}
