// One browser for all parts; each gets contexts of its own.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function open() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error("no Chromium found: install Debian's package `chromium`, or name one in CHROMIUM");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args });
}

export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };

// A page that remembers what went wrong in it: script errors, refused content, requests to anywhere else.
export async function newPage(browser, site, options = {}) {
  const context = await browser.newContext({ viewport: SIZES.desk, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // A page that says 404 is meant to.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) wrong.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== site.base) wrong.push(`asked ${request.url()}`);
  });
  return { context, page, wrong };
}
