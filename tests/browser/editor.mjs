// A new editor's first day, by keyboard only:
// twenty questions of the review queue, one split, one merge, one undo; the audit log tells it all.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newPage } from "./browser.mjs";
import { run } from "./demo.mjs";

const PASSWORD = "quay lantern reef meadow";
const QUESTIONS = 20;

// Made-up news that speaks of AI and of nothing that happened, more and less like a report: of some of it the machine cannot
// be sure, whatever it has learnt.
const OPENINGS = [
  "The council of TOWN talked for three hours about an AI assistant for its offices and about data that might leak.",
  "A policy against mistakes of artificial intelligence costs the town of TOWN about as much as one against floods.",
  "TOWN has put off the chatbot for its library, after a talk about artificial intelligence and what it does to children.",
  "Whether an AI system may read the letters that people write to TOWN was the question of the evening.",
];
const ENDINGS = [
  "It decided nothing.",
  "The comparison is the town's own: both come from above and nobody knows when.",
  "That was all that was said about it.",
  "The mayor reads the report in autumn, and it was not known who wrote it.",
];
const TOWNS = "Alder Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Kapok Larch Maple Nettle Oak Pine Quince Rowan Spruce Thorn Umber Vine Willow Yew".split(" ");

// Three reports each of flaws in products that no list holds: by rule, not by what was learnt, each is a question.
function unlisted() {
  return TOWNS.flatMap((town, number) =>
    ["reports", "confirms", "describes"].map((verb, day) =>
      JSON.stringify({
        url: `https://fixture-gazette.example/flaw-${town.toLowerCase()}-${day}`,
        title: `Flaw in ${town}forge lets strangers run code`,
        published: `2026-05-${String(1 + number).padStart(2, "0")}T0${6 + day}:00:00Z`,
        text:
          `${town}forge is an open-source framework for AI agents. Versions of ${town}forge before 1.${number} let anyone run code on the ` +
          `machine of its user, the Fixture Gazette ${verb}. The flaw was patched in version 1.${number}.`,
      }),
    ),
  );
}

function borderline() {
  const texts = OPENINGS.flatMap((opening) => ENDINGS.map((ending) => `${opening} ${ending}`));
  return Array.from({ length: texts.length * 4 }, (_, number) => {
    const town = TOWNS[(number * 7) % TOWNS.length];
    return JSON.stringify({
      url: `https://fixture-gazette.example/${number}-${town.toLowerCase()}`,
      title: `${town} learns to price what machines get wrong`,
      published: `2026-07-0${1 + (number % 7)}T0${number % 10}:00:00Z`,
      text: texts[number % texts.length].replaceAll("TOWN", town),
    });
  });
}

// Before the demo is served: the editor, and what the machine is not sure of.
export async function prepare(program, data) {
  const store = ["--config", join(data, "demo.toml"), "--data", data];
  await run(program, ["user", "add", "ada", ...store], `${PASSWORD}\n`);
  const file = join(data, "borderline.jsonl");
  writeFileSync(file, [...borderline(), ...unlisted()].join("\n"));
  await run(program, ["import", file, ...store]);
}

// Goes on by Tab until the element that is wanted has the focus.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 400; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never came to ${selector} on ${page.url()}`);
}

async function follow(page, key) {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press(key)]);
}

let shots = 0;
async function shot(page, name) {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${String((shots += 1)).padStart(2, "0")}-${name}.png`), fullPage: true });
}

export default async function editor({ site, browser, report }) {
  await report.claim("an editor's day, by keyboard only", () => day(site.base, browser, site, report));
}

async function day(base, browser, site, report) {
  const { context, page, wrong } = await newPage(browser, site);

  // From the front page's footer to the queue, through the sign-in.
  await page.goto(base);
  await tabTo(page, "footer a[href='/review']");
  await follow(page, "Enter");
  assert.match(page.url(), /\/login\?next=%2Freview$/);
  await tabTo(page, "#name");
  await page.keyboard.type("ada");
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await follow(page, "Enter");
  assert.equal(new URL(page.url()).pathname, "/review");
  assert.match(await page.textContent("nav.desk"), /Signed in as ada/);
  await shot(page, "queue");

  // Twenty questions: opened with j and Enter, answered with a number, with a reason now and then.
  await page.keyboard.press("?");
  assert.ok(await page.evaluate(() => document.querySelector("#keys").open), "? opens the list of keys");
  let answered = 0;
  for (const kind of ["placement", "duplicate", "entity", "relevance"]) {
    while (answered < QUESTIONS) {
      if (!page.url().includes(`/review/${kind}:`)) {
        await page.goto(`${base}/review?kind=${kind}`);
        if ((await page.locator("[data-row]").count()) === 0) break;
        await page.keyboard.press("j");
        await follow(page, "Enter");
        await shot(page, `first-${kind}`);
      }
      if (answered % 5 === 0) {
        await page.keyboard.press("w");
        await page.keyboard.type(`reason ${answered}`);
        await page.keyboard.press("Escape");
      }
      // Leave and keep apart rather than join: the incidents are needed below.
      await follow(page, kind === "entity" ? "1" : "2");
      assert.match(await page.textContent(".done strong"), /Done\./, `${kind} ${answered}: ${page.url()}`);
      answered += 1;
    }
  }
  assert.equal(answered, QUESTIONS, "the queue held twenty questions");
  await shot(page, "answered");

  // One undo, with u: the question is asked again.
  const waiting = await page.textContent(".docket");
  await follow(page, "u");
  assert.match(await page.textContent(".done strong"), /Undone\./);
  assert.notEqual(await page.textContent(".docket"), waiting);
  assert.equal(await page.locator("form.answer").count(), 1);
  await shot(page, "undone");

  // One split: the largest incident, its first document, by Tab, Space and Enter.
  const { items } = await (await fetch(`${base}/api/v1/incidents?limit=100`)).json();
  const sized = items.map((item) => ({ id: item.id, documents: item.documents ?? item.document_count ?? 0 }));
  sized.sort((one, other) => other.documents - one.documents);
  const [large, other] = [sized[0].id, sized[1].id];
  await page.goto(`${base}/incidents/${large}`);
  await tabTo(page, `a[href='/incidents/${large}/edit']`);
  await follow(page, "Enter");
  await tabTo(page, "input[name='document']");
  await page.keyboard.press("Space");
  await tabTo(page, "button[value='split']");
  await follow(page, "Enter");
  assert.match(await page.textContent(".done"), /to a new incident/);
  await shot(page, "split");

  // One merge, seen side by side before it is done.
  await tabTo(page, "#with");
  await page.keyboard.type(other.toLowerCase());
  await follow(page, "Enter");
  assert.equal(await page.locator(".side").count(), 2);
  await shot(page, "merge");
  await follow(page, "1");
  assert.match(await page.textContent(".done"), /Merged|merged/);
  const survivor = new URL(page.url()).pathname.split("/")[2];
  const gone = survivor === large ? other : large;
  const old = await fetch(`${base}/incidents/${gone}`, { redirect: "manual" });
  assert.equal(old.status, 308);

  // The history and the audit log tell it all.
  await page.goto(`${base}/incidents/${survivor}/history`);
  assert.match(await page.textContent("ol.decisions"), /by ada/);
  await shot(page, "history");
  await page.goto(`${base}/review/audit`);
  await shot(page, "audit");
  const lines = await page.evaluate(async () => (await (await fetch("/review/audit.jsonl?by=ada")).text()).trim().split("\n").map((line) => JSON.parse(line)));
  const count = (kind) => lines.filter((line) => line.kind === kind).length;
  assert.deepEqual([count("merge"), count("split"), count("undo")], [1, 1, 1]);
  assert.equal(lines.length, QUESTIONS + 3);
  assert.ok(lines.some((line) => line.reasons.some((reason) => reason.detail === "reason 0")));
  assert.deepEqual(wrong, [], "no script failed and nothing was refused by the page's policy");

  // Signed out, the queue asks again.
  await tabTo(page, "form[action='/logout'] button");
  await follow(page, "Enter");
  await page.goto(`${base}/review`);
  assert.match(page.url(), /\/login/);
  report.say(`an editor's day: ${QUESTIONS} questions, a split, a merge, an undo, ${lines.length} decisions in the audit log`);
  await context.close();
}
