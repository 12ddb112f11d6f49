// Two ways to use a page. Both only do what a person can: click what is seen, or go there by Tab and press a key.
import assert from "node:assert/strict";

const MOST_TABS = 600;

class Hand {
  constructor(page, base) {
    this.page = page;
    this.base = base;
  }

  go(path) {
    return this.page.goto(this.base + path);
  }

  path() {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }

  text(selector = "main") {
    return this.page.locator(selector).first().innerText();
  }

  async follow(selector) {
    const before = this.page.url();
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.act(selector)]);
    assert.notEqual(this.page.url(), before, `${selector} leads on`);
  }

  // Sends a form: the address may stay the same.
  async send(selector) {
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.act(selector)]);
  }
}

export class Mouse extends Hand {
  choose(selector) {
    return this.act(selector);
  }

  act(selector) {
    return this.page.locator(selector).first().click();
  }

  async type(selector, text) {
    await this.page.locator(selector).first().fill(text);
  }
}

export class Keyboard extends Hand {
  // A date is typed in the order in which the browser shows it.
  isTyped = true;

  async reach(selector) {
    const wanted = await this.page.locator(selector).first().elementHandle();
    assert.ok(wanted, `${selector} is on ${this.path()}`);
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      const here = await wanted.evaluate((element) => {
        if (document.activeElement !== element) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      });
      if (here !== null) {
        assert.ok(here, `${selector} shows that it has the focus`);
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    assert.fail(`Tab never came to ${selector} on ${this.path()}`);
  }

  async act(selector) {
    await this.reach(selector);
    await this.page.keyboard.press("Enter");
  }

  // One of several radio buttons: Tab leads to the chosen one, the arrows to the others.
  async choose(selector) {
    const wanted = this.page.locator(selector).first();
    const name = await wanted.getAttribute("name");
    await this.reach(`input[name='${name}']:checked`);
    for (let presses = 0; presses < 12 && !(await wanted.isChecked()); presses += 1) await this.page.keyboard.press("ArrowDown");
    assert.ok(await wanted.isChecked(), `${selector} is chosen`);
  }

  async type(selector, text) {
    await this.reach(selector);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }
}
