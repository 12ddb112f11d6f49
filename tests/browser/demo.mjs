// The program under test: collected once, served on a free loopback port, ended by the handle that started it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function waitFor(what, attempt, seconds = 120) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      const found = await attempt();
      if (found) return found;
    } catch {
      // Not there yet.
    }
    assert.ok(Date.now() < until, `waited ${seconds} seconds for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

// Runs the program to its end.
export async function run(program, args, input = "") {
  const child = spawn(program, args, { stdio: ["pipe", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes) => { said += bytes; });
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  assert.equal(code, 0, `${args.join(" ")}: ${said}`);
}

export function collect(program, data) {
  mkdirSync(data, { recursive: true });
  return run(program, ["demo", "--once", "--data", data]);
}

async function start(program, args, data, port, env = {}) {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ...env } });
  let said = "";
  let ended = null;
  child.stderr.on("data", (bytes) => { said = (said + bytes).slice(-4000); });
  child.once("exit", (code) => { ended = code ?? "a signal"; });
  const base = `http://127.0.0.1:${port}`;
  await waitFor(`the program at ${base}`, async () => {
    assert.equal(ended, null, said);
    return (await fetch(`${base}/readyz`)).ok;
  });
  const stop = async () => {
    if (ended !== null) return;
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await exited;
  };
  return { base, data, stop };
}

export async function serve(program, data) {
  const port = await freePort();
  return start(program, ["demo", "--listen", `127.0.0.1:${port}`, "--data", data], data, port);
}

// A store in which nothing is, and nothing is watched.
export async function serveNothing(program, data) {
  const port = await freePort();
  mkdirSync(data, { recursive: true });
  const config = join(data, "watchline.toml");
  writeFileSync(config, `[server]\nlisten = "127.0.0.1:${port}"\n[sources]\nshipped = false\n`);
  return start(program, ["serve", "--config", config, "--data", data, "--role", "web"], data, port);
}
