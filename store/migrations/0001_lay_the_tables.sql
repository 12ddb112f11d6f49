-- The first tables: everything that the line from a source to an alert needs.
--
-- The same text must run on SQLite and on PostgreSQL. So: moments are microseconds since 1970 in UTC (BIGINT),
-- composed values are JSON in TEXT, digests are 64 hexadecimal digits, words are those of the model, and numbers
-- of rows come from the table `numbers` instead of from a database's own way of counting.

-- The last number given out, by what it numbers: `page`, `document`, `incident:2026`, … A number is never given twice.
CREATE TABLE numbers (
    name TEXT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);

-- Small things kept between runs: the secret that signs links, how far the demo is.
CREATE TABLE kept_values (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Places we watch (definition as JSON) and how each is doing. Never deleted: documents point here.
CREATE TABLE sources (
    id TEXT NOT NULL PRIMARY KEY,
    definition TEXT NOT NULL,
    -- Named by the present configuration / not switched off there.
    configured BOOLEAN NOT NULL,
    enabled BOOLEAN NOT NULL,
    next_due BIGINT,
    last_fetch BIGINT,
    last_success BIGINT,
    last_new_entry BIGINT,
    last_status BIGINT,
    consecutive_failures BIGINT NOT NULL,
    last_error TEXT,
    interval_seconds BIGINT,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT
);
CREATE INDEX sources_due ON sources (next_due);

-- Bodies of pages, by their own SHA-256, each kept once, compressed with zstd.
CREATE TABLE blobs (
    sha256 TEXT NOT NULL PRIMARY KEY,
    size_bytes BIGINT NOT NULL,
    compressed BYTEA NOT NULL
);

-- What sources list: addresses that lead to documents. An address stands here once, whoever lists it.
CREATE TABLE entries (
    id BIGINT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources (id),
    url TEXT NOT NULL UNIQUE,
    title TEXT,
    authors TEXT NOT NULL,
    published BIGINT,
    summary TEXT,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    watched BOOLEAN NOT NULL,
    next_due BIGINT,
    last_page BIGINT,
    last_error TEXT,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT,
    listed_at BIGINT NOT NULL,
    last_attempt BIGINT
);
CREATE INDEX entries_due ON entries (next_due);
CREATE INDEX entries_state ON entries (state);

-- Answers of fetches. Append-only: `chain` is the SHA-256 of the chain of the page before and of this record, so that
-- nothing can be altered, inserted or taken out unseen. Only the columns after it are written later.
CREATE TABLE pages (
    id BIGINT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources (id),
    entry BIGINT REFERENCES entries (id),
    url TEXT NOT NULL,
    final_url TEXT NOT NULL,
    status BIGINT NOT NULL,
    headers TEXT NOT NULL,
    fetched_at BIGINT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    size_bytes BIGINT NOT NULL,
    chain TEXT NOT NULL,
    -- Waits to be read as a document.
    unread BOOLEAN NOT NULL,
    -- What reading it came to: a document and the version it showed, or why it holds none.
    document BIGINT,
    version BIGINT,
    made_version BOOLEAN NOT NULL,
    nothing_because TEXT
);
CREATE INDEX pages_unread ON pages (unread, id);
CREATE INDEX pages_entry ON pages (entry);

-- What pages say to a reader. `relevance`, `verdict` and `published` follow the latest version.
CREATE TABLE documents (
    id BIGINT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources (id),
    url TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    relevance TEXT,
    verdict TEXT,
    first_seen BIGINT NOT NULL,
    published BIGINT,
    latest BIGINT NOT NULL,
    latest_version BIGINT NOT NULL,
    -- In an incident (see incident_documents).
    placed BOOLEAN NOT NULL
);
CREATE INDEX documents_source ON documents (source, verdict);
CREATE INDEX documents_verdict ON documents (verdict, placed);

-- Every address under which a document was met: its canonical one and those of entries that led to it.
CREATE TABLE document_addresses (
    url TEXT NOT NULL PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES documents (id)
);

-- Readings of documents. Append-only and chained like pages: `sha256` is of title and text, `reading_sha256` of the whole
-- reading as it is written here. Only `tagged_with` is written later: the analysis version of the present tags.
CREATE TABLE versions (
    id BIGINT NOT NULL PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES documents (id),
    number BIGINT NOT NULL,
    page BIGINT REFERENCES pages (id),
    reading TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    reading_sha256 TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    chain TEXT NOT NULL,
    tagged_with BIGINT NOT NULL,
    UNIQUE (document, number)
);
CREATE INDEX versions_tagged ON versions (tagged_with);

-- What the analysis saw in a version; replaced as a whole when a newer analysis looks again.
CREATE TABLE tags (
    version BIGINT NOT NULL PRIMARY KEY REFERENCES versions (id),
    analysis_version BIGINT NOT NULL,
    tagged_at BIGINT NOT NULL,
    relevance TEXT NOT NULL,
    entities TEXT NOT NULL,
    mentions TEXT NOT NULL,
    events TEXT NOT NULL,
    claims TEXT NOT NULL,
    event_count BIGINT NOT NULL,
    claim_count BIGINT NOT NULL,
    signature TEXT NOT NULL
);

-- Who and what was ever seen.
CREATE TABLE entities (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    owner TEXT,
    first_seen BIGINT NOT NULL
);
CREATE INDEX entities_kind ON entities (kind);

-- Which entities the latest version of a document speaks of.
CREATE TABLE document_entities (
    document BIGINT NOT NULL REFERENCES documents (id),
    entity TEXT NOT NULL REFERENCES entities (id),
    PRIMARY KEY (document, entity)
);
CREATE INDEX document_entities_entity ON document_entities (entity);

-- Happenings. `dirty`: its documents or their tags changed since it was last described.
CREATE TABLE incidents (
    id TEXT NOT NULL PRIMARY KEY,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    status_path TEXT NOT NULL,
    severity TEXT,
    severity_reasons TEXT NOT NULL,
    summary TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    first_reported BIGINT,
    last_reported BIGINT,
    documents BIGINT NOT NULL,
    independent_sources BIGINT NOT NULL,
    merged_into TEXT REFERENCES incidents (id),
    dirty BOOLEAN NOT NULL,
    UNIQUE (year, number)
);
CREATE INDEX incidents_recent ON incidents (last_reported, year, number);
CREATE INDEX incidents_dirty ON incidents (dirty);

-- Why things are where they are. Append-only but for `undone_by`. Author and reasons as JSON.
CREATE TABLE decisions (
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    author TEXT NOT NULL,
    by_person BOOLEAN NOT NULL,
    reasons TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    undone_by BIGINT REFERENCES decisions (id)
);
CREATE INDEX decisions_subject ON decisions (subject_kind, subject_id);

-- Which documents are in which incident, by which decision, judged by which version. `review`: a person should look at it.
CREATE TABLE incident_documents (
    incident TEXT NOT NULL REFERENCES incidents (id),
    document BIGINT NOT NULL REFERENCES documents (id),
    version BIGINT NOT NULL REFERENCES versions (id),
    decision BIGINT NOT NULL REFERENCES decisions (id),
    copy_of BIGINT REFERENCES documents (id),
    review BOOLEAN NOT NULL,
    PRIMARY KEY (incident, document)
);
CREATE INDEX incident_documents_document ON incident_documents (document);

-- The change log: append-only, `seq` without gaps, written only together with what it tells of.
CREATE TABLE changes (
    seq BIGINT NOT NULL PRIMARY KEY,
    changed_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- How far each follower of the change log has come.
CREATE TABLE cursors (
    name TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL
);

-- Who wants what. Changes up to `since` were before it.
CREATE TABLE subscriptions (
    id BIGINT NOT NULL PRIMARY KEY,
    query TEXT NOT NULL,
    channel TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    ended_at BIGINT,
    since BIGINT NOT NULL
);

-- The outbox: one message to one recipient. `message_key` is unique, so nobody is told twice.
CREATE TABLE deliveries (
    id BIGINT NOT NULL PRIMARY KEY,
    subscription BIGINT NOT NULL REFERENCES subscriptions (id),
    message_key TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_json TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_attempt BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    delivered_at BIGINT,
    last_error TEXT
);
CREATE INDEX deliveries_due ON deliveries (state, next_attempt);
CREATE INDEX deliveries_subscription ON deliveries (subscription);

-- Accounts of the people who edit. `password_hash` is argon2id in PHC string format.
CREATE TABLE users (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
