// One library over one file of texts: `node peers.mjs wink-nlp|compromise ROUNDS FILE.jsonl`.
// What is asked for is less than what Watchline gives: a full default pass, and the names it found.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [peer, rounds, file] = process.argv.slice(2);

const readers = {
  // Tokens, sentences, negation, sentiment, entities, parts of speech, custom entities: its default pipe.
  'wink-nlp': () => {
    const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
    return text => nlp.readDoc(text).entities().length();
  },
  // Terms, sentences and tags (its largest plug-in), without any query.
  compromise: () => {
    const nlp = require('compromise');
    return text => nlp(text).length;
  },
};

const texts = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => {
  const { title, text } = JSON.parse(line);
  return title ? `${title}\n\n${text}` : text;
});
const kilobytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1024;
const read = readers[peer]();
let best = Infinity;
let found = 0;
for (let round = 0; round <= Number(rounds); round += 1) {
  const start = process.cpuUsage();
  for (const text of texts) found += read(text);
  const used = process.cpuUsage(start);
  if (round > 0) best = Math.min(best, used.user + used.system);
}
const name = file.split('/').pop();
console.log(`${name}: ${peer}: ${texts.length} documents, ${kilobytes.toFixed(0)} KB, ` +
  `${(best / kilobytes).toFixed(1)} µs/KB, ${(texts.length / (best / 1e6)).toFixed(0)} documents/s`);
if (found === 0) process.exitCode = 1;
