// One address of every kind of page, found through the program's own answers.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const json = async (url) => (await fetch(url)).json();

// A mail in the demo's outbox, with its soft line breaks undone.
function mail(data) {
  const folder = join(data, "outbox");
  const name = readdirSync(folder).find((file) => file.endsWith(".eml"));
  assert.ok(name, "the demo sends mail");
  return readFileSync(join(folder, name), "utf8").replace(/=\r?\n/g, "").replace(/=3D/g, "=");
}

// The path of the first link of a mail that leads to `/alerts/…`.
export function signedLink(data, kind) {
  const found = mail(data).match(new RegExp(`http://[^/\\s]+(/alerts/${kind}\\?s=[0-9a-f]+)`));
  assert.ok(found, `a mail has a link to ${kind}`);
  return found[1];
}

export async function addresses(site) {
  const api = `${site.base}/api/v1`;
  const documents = async (q) => (await json(`${api}/documents?limit=100&q=${encodeURIComponent(q)}`)).items;
  const incidents = (await json(`${api}/incidents?limit=100`)).items;
  const sized = [...incidents].sort((one, other) => (other.document_count ?? other.documents ?? 0) - (one.document_count ?? one.documents ?? 0));
  const incident = sized[0].id;
  const first = async (q) => (await documents(q))[0].id;
  let edited;
  for (const { id } of await documents("kind:statement")) {
    if ((await fetch(`${site.base}/documents/${id}/versions/2`)).ok) { edited = id; break; }
  }
  assert.ok(edited, "the demo edits a statement");
  const article = await first("kind:article");
  return {
    home: "/",
    documents: "/search?q=ferrulet",
    events: "/search?q=event%3Aban&type=events",
    incidents_found: "/search?q=vendor%3Aquillmere&type=incidents",
    everything: "/search",
    not_understood: "/search?q=ferrulet+vendr%3Atarnwick",
    nothing_found: "/search?q=ferrulet+zzzzz",
    second_page: "/search?q=severity%3E%3Dmoderate&histogram=year",
    incidents: "/incidents",
    incident: `/incidents/${incident}`,
    incident_by: `/incidents/${incident}?by=2026-12-31`,
    history: `/incidents/${incident}/history`,
    article: `/documents/${article}`,
    advisory: `/documents/${await first("kind:advisory")}`,
    status: `/documents/${await first("kind:status")}`,
    statement: `/documents/${edited}`,
    version: `/documents/${edited}/versions/1`,
    difference: `/documents/${edited}/diff/1..2`,
    chinese: `/documents/${await first("lang:zh")}`,
    timeline: "/timeline?q=vendor%3Atarnwick",
    entities: "/entities",
    vendor: "/entities/anthropic",
    sources: "/sources",
    source: "/sources/" + (await documents("")).map((item) => item.source?.id ?? item.source)[0],
    about: "/about",
    alerts: "/alerts",
    dry_run: "/alerts/new?q=vendor%3Aquillmere",
    subscription: signedLink(site.data, "\\d+"),
    unsubscribe: signedLink(site.data, "unsubscribe/\\d+"),
    missing: "/documents/999999",
    bad: "/search?after=never",
    refused: "/alerts/1?s=0",
    login: "/login",
  };
}
