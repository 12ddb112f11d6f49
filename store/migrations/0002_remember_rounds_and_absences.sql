-- What a polite, long-lived collector remembers: cursors and rhythm of sources, what each entry came to, gaps, hosts
-- that rest, what watching a page showed; and links that chain the change log and the decisions as well.
--
-- The same text must run on SQLite and on PostgreSQL (see the first step).

-- A source's memory (JSON: cursors, what was seen last) and how far its answers can be trusted.
ALTER TABLE sources ADD COLUMN memory TEXT NOT NULL DEFAULT '{}';
ALTER TABLE sources ADD COLUMN unchanged_in_a_row BIGINT NOT NULL DEFAULT 0;
-- Its ETag or Last-Modified stayed while the body changed: it is asked without conditions.
ALTER TABLE sources ADD COLUMN distrusts_validators BOOLEAN NOT NULL DEFAULT FALSE;

-- What a listing says of an entry beyond its address, and the source whose word on it counts: two sources that stamp
-- the same address differently would otherwise have it fetched for ever.
ALTER TABLE entries ADD COLUMN updated BIGINT;
ALTER TABLE entries ADD COLUMN revision TEXT;
ALTER TABLE entries ADD COLUMN revision_by TEXT;
ALTER TABLE entries ADD COLUMN hash_url TEXT;
-- Fetches in a row that a new revision asked for and that brought nothing new.
ALTER TABLE entries ADD COLUMN revisions_in_vain BIGINT NOT NULL DEFAULT 0;
-- What its fetches came to: answers without a change in a row, last time it was there (200 or 304), and the answers
-- 404 or 410 in a row since, the first and the latest of them.
ALTER TABLE entries ADD COLUMN unchanged_in_a_row BIGINT NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN distrusts_validators BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE entries ADD COLUMN last_seen BIGINT;
ALTER TABLE entries ADD COLUMN absences BIGINT NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN absent_since BIGINT;
ALTER TABLE entries ADD COLUMN absent_last BIGINT;
UPDATE entries SET last_seen = (SELECT fetched_at FROM pages WHERE pages.id = entries.last_page)
WHERE last_page IS NOT NULL;
CREATE INDEX entries_absent ON entries (absent_since) WHERE absent_since IS NOT NULL;
CREATE INDEX entries_listed ON entries (source, listed_at);

-- Due entries are read on from (next_due, id): a listing of thousands makes them due at the same moment.
DROP INDEX entries_due;
CREATE INDEX entries_due ON entries (next_due, id);
DROP INDEX entries_state;
CREATE INDEX entries_state ON entries (state, next_due, id);

-- Digest of what reading a page came to (document, version, made_version, nothing_because); empty while it is unread.
ALTER TABLE pages ADD COLUMN outcome_sha256 TEXT;

-- Of the words alone, whatever their order of space and signs: what decides whether a reading is a new version. Part of
-- the chain where it is given.
ALTER TABLE versions ADD COLUMN words_sha256 TEXT;

-- Digest of the tags as they are written.
ALTER TABLE tags ADD COLUMN sha256 TEXT;

-- The change log and the decisions are chained like pages. Lines from before this step are chained when it runs.
ALTER TABLE changes ADD COLUMN chain TEXT;
ALTER TABLE decisions ADD COLUMN chain TEXT;

-- Times in which a source did not answer well. `ended` is the first success after it.
CREATE TABLE gaps (
    source TEXT NOT NULL REFERENCES sources (id),
    began BIGINT NOT NULL,
    ended BIGINT,
    failures BIGINT NOT NULL,
    -- The latest failure's.
    reason TEXT NOT NULL,
    -- The last success before it, and the source's interval then.
    last_success BIGINT,
    interval_seconds BIGINT,
    PRIMARY KEY (source, began)
);
CREATE INDEX gaps_recent ON gaps (began);

-- What watching a document showed: that it was edited or removed. Apart from the tags, which a newer analysis replaces.
-- Append-only and chained. `since`: the moment from which it holds; one observation a kind, version and moment.
CREATE TABLE observations (
    id BIGINT NOT NULL PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES documents (id),
    version BIGINT NOT NULL REFERENCES versions (id),
    kind TEXT NOT NULL,
    event TEXT NOT NULL,
    since BIGINT NOT NULL,
    observed_at BIGINT NOT NULL,
    chain TEXT NOT NULL,
    UNIQUE (document, version, kind, since)
);

-- Hosts that asked to be left alone, or are in trouble, so that a restart forgets none.
CREATE TABLE hosts (
    host TEXT NOT NULL PRIMARY KEY,
    until BIGINT NOT NULL,
    failures BIGINT NOT NULL
);

-- Subscriptions at the hubs that feeds announce (WebSub): the hub calls back under `token`.
CREATE TABLE hub_subscriptions (
    source TEXT NOT NULL PRIMARY KEY REFERENCES sources (id),
    hub TEXT NOT NULL,
    topic TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    lease_until BIGINT,
    asked_at BIGINT NOT NULL
);
