// chrono-node over the cases: one answer a line, and how long it took.
import { readFileSync, writeFileSync } from "node:fs";
import * as chrono from "chrono-node";

const version = JSON.parse(readFileSync("node_modules/chrono-node/package.json", "utf8")).version;
const [, , input, output] = process.argv;
const cases = readFileSync(input, "utf8").split("\n").map((line) => JSON.parse(line));
const parsers = { en: chrono.en, de: chrono.de, fr: chrono.fr, es: chrono.es, pt: chrono.pt, it: chrono.it, ru: chrono.ru, ja: chrono.ja, zh: chrono.zh?.hans ?? chrono.zh };
const pad = (number, digits) => String(number).padStart(digits, "0");
const stamp = (date) =>
  `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}T${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}`;

// The moment as written, and the moment after: a day, month or year is as long as what was said of it.
function bounds(parts) {
  const get = (name) => parts.get(name);
  const has = (name) => parts.isCertain(name);
  if (has("hour")) {
    const moment = new Date(get("year"), get("month") - 1, get("day"), get("hour"), get("minute") ?? 0, get("second") ?? 0);
    return [moment, moment];
  }
  const [year, month, day] = [get("year"), get("month") - 1, get("day")];
  if (has("month") && !has("day") && !has("weekday")) return [new Date(year, month, 1), new Date(year, month + 1, 1)];
  if (has("year") && !has("month") && !has("day") && !has("weekday")) return [new Date(year, 0, 1), new Date(year + 1, 0, 1)];
  return [new Date(year, month, day), new Date(year, month, day + 1)];
}

let milliseconds = 0;
let bytes = 0;
const answers = cases.map((one) => {
  const parser = parsers[one.language ?? "en"] ?? chrono;
  const reference = new Date(one.reference);
  const begun = process.cpuUsage();
  const results = parser.parse(one.text, reference);
  const used = process.cpuUsage(begun);
  milliseconds += (used.user + used.system) / 1000;
  bytes += Buffer.byteLength(one.text);
  const found = results.map((result) => {
    const [first, after] = bounds(result.start);
    const last = result.end ? bounds(result.end) : null;
    const start = [...one.text.slice(0, result.index)].length;
    return {
      start,
      end: start + [...result.text].length,
      first: stamp(first),
      until: stamp(last ? last[1] : after),
      last: stamp(last ? last[0] : first),
      offset_minutes: result.start.isCertain("timezoneOffset") ? result.start.get("timezoneOffset") : null,
    };
  });
  return JSON.stringify({ found });
});
writeFileSync(output, answers.join("\n"));
const perKilobyte = (milliseconds * 1000 * 1024) / bytes;
console.log(`chrono-node ${version}: ${((milliseconds * 1000) / cases.length).toFixed(1)} µs a text, ${perKilobyte.toFixed(1)} µs/KB`);
