// Runs the parts one after another against one demo, which is made once. Exit code 0: everything held.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect, serve, serveNothing } from "./demo.mjs";
import { open } from "./browser.mjs";
import { Report } from "./report.mjs";

const PARTS = ["journeys", "accessibility", "budgets", "links", "timeline", "empty", "editor"];
const [program, ...asked] = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.includes(part));
if (!program || unknown.length > 0) {
  console.error(`usage: run.mjs PROGRAM [${PARTS.join("|")}]…`);
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), "watchline-browser-"));
const report = new Report();
const running = [];
let browser;

async function on(data, part, start = serve) {
  const { default: run, prepare } = await import(`./${part}.mjs`);
  await prepare?.(program, data);
  const site = await start(program, data);
  running.push(site);
  await run({ site, browser, report, program, data });
  await site.stop();
  running.splice(running.indexOf(site), 1);
}

// Whatever happens, nothing is left running and nothing is left lying about.
async function clear() {
  await browser?.close();
  for (const site of running.splice(0)) await site.stop();
  rmSync(scratch, { recursive: true, force: true });
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => clear().finally(() => process.exit(1)));
}

try {
  const fresh = join(scratch, "demo");
  await report.time("a demo is collected", () => collect(program, fresh));
  browser = await open();
  for (const part of PARTS.filter((part) => asked.length === 0 || asked.includes(part))) {
    // What one part changes, another must not find.
    const data = join(scratch, part);
    if (part !== "empty") cpSync(fresh, data, { recursive: true });
    const begun = report.time(part, () => on(data, part, part === "empty" ? serveNothing : serve));
    // One that cannot go on does not keep the others from being asked.
    await begun.catch((error) => report.failed(part, error));
  }
} catch (error) {
  report.failed("the run itself", error);
} finally {
  await clear();
}
process.exitCode = report.end();
