// Sees what is new and who says so, opens a statement that was edited without a word, and cites it.
import assert from "node:assert/strict";

export async function journalist(hand, site) {
  const { page } = hand;
  await hand.go("/");
  // In five seconds: what this is, and what is new.
  assert.match(await hand.text("h1"), /Security incidents involving AI tools/);
  const card = await hand.text(".case");
  assert.match(card, /reported|alleged|disputed|acknowledged|confirmed|mitigated|resolved|retracted/);
  assert.match(card, /\d+ independent sources?, first \S+/);
  await hand.follow(".case h3 a");
  assert.match(await hand.text(".standing"), /independent source/);
  assert.match(await page.innerText("main"), /BibTeX/);

  // A statement of a vendor with every version.
  const statements = await (await fetch(`${site.base}/api/v1/documents?limit=100&q=kind%3Astatement`)).json();
  let edited;
  for (const { id } of statements.items) {
    if ((await fetch(`${site.base}/documents/${id}/versions/2`)).ok) { edited = id; break; }
  }
  await hand.go("/search?q=kind%3Astatement");
  while ((await page.locator(`.hit h3 a[href='/documents/${edited}']`).count()) === 0) await hand.follow("a[rel=next]");
  await hand.follow(`.hit h3 a[href='/documents/${edited}']`);
  assert.match(await hand.text("main aside"), /2 versions/i);
  await hand.follow("main aside a:has-text('what changed')");
  assert.ok((await page.locator(".reading ins").count()) > 0, "what was put in");
  assert.ok((await page.locator(".reading del").count()) > 0, "what was taken out");
  const looks = await page.locator(".reading ins").first().evaluate((element) => getComputedStyle(element).textDecorationLine);
  assert.equal(looks, "underline", "not told by colour alone");
  await hand.follow("main aside a:has-text('Version 1')");
  assert.match(await page.innerText("main"), /[0-9a-f]{64}/);

  // A citation: permanent, with the hash of the words.
  await hand.go(`/documents/${edited}`);
  const hash = (await page.locator("main aside .hash").first().innerText()).trim();
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.ok((await hand.text(".citation")).includes(hash));
  await hand.act("summary:has-text('BibTeX')");
  assert.match(await hand.text("details[open] pre"), /@online\{watchline-d/);
  const permanent = (await hand.text(".citation")).match(/(\/documents\/\d+\/versions\/\d+)$/);
  assert.equal((await fetch(site.base + permanent[1])).status, 200);
}
