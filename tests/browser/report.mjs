// What held, what did not, and how long it took.
export class Report {
  #held = 0;
  #failures = [];
  #times = [];

  // One claim. A failure is kept and the run goes on, so that one run tells all.
  async claim(name, prove) {
    try {
      await prove();
      this.#held += 1;
    } catch (error) {
      this.failed(name, error);
    }
  }

  failed(name, error) {
    this.#failures.push(name);
    console.error(`FAILED ${name}\n  ${String(error?.stack ?? error).split("\n").slice(0, 14).join("\n  ")}`);
  }

  // Says figures as they are measured.
  say(text) {
    console.log(`  ${text}`);
  }

  async time(name, work) {
    const begun = Date.now();
    console.log(`${name} …`);
    try {
      return await work();
    } finally {
      this.#times.push(`${name} ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    }
  }

  end() {
    console.log(this.#times.join(", "));
    console.log(`${this.#held} claims held, ${this.#failures.length} did not`);
    for (const name of this.#failures) console.log(`  not: ${name}`);
    return this.#failures.length === 0 ? 0 : 1;
  }
}
