-- Decisions say what they did, step by step, so that each can be undone and any day can be looked at; what people decided
-- binds the machine; documents may be in several incidents; people sign in.
--
-- The same text must run on SQLite and on PostgreSQL (see the first step).

-- What the decision did (JSON, see the model's `Step`), and, of an undoing, what it undid. Both are part of the chain for
-- decisions made from here on.
ALTER TABLE decisions ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';
ALTER TABLE decisions ADD COLUMN undoes BIGINT REFERENCES decisions (id);
-- Until now a decision placed one document, and no document ever moved: its steps can be read off its place.
UPDATE decisions SET steps = (
    SELECT '[' || CASE WHEN decisions.kind = 'open' THEN '{"opened":{"incident":"' || places.incident || '"}},' ELSE '' END
        || '{"entered":{"document":' || CAST(places.document AS TEXT) || ',"incident":"' || places.incident
        || '","version":' || CAST(places.version AS TEXT)
        || CASE WHEN places.copy_of IS NULL THEN '' ELSE ',"copy_of":' || CAST(places.copy_of AS TEXT) END
        || CASE WHEN places.review THEN ',"review":true' ELSE '' END || '}}]'
    FROM incident_documents AS places WHERE places.decision = decisions.id)
WHERE id IN (SELECT decision FROM incident_documents);
-- Until now an undoing did not say what it undid.
UPDATE decisions SET undoes = (SELECT undone.id FROM decisions AS undone WHERE undone.undone_by = decisions.id)
WHERE kind = 'undo';

-- Everything that a decision is about, its subject among it: what the history of a document or an incident shows, also of
-- what has left it. Derived from the decisions.
CREATE TABLE decision_targets (
    decision BIGINT NOT NULL REFERENCES decisions (id),
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    PRIMARY KEY (subject_kind, subject_id, decision)
);
INSERT INTO decision_targets (decision, subject_kind, subject_id) SELECT id, subject_kind, subject_id FROM decisions;
INSERT INTO decision_targets (decision, subject_kind, subject_id)
SELECT decision, 'incident', incident FROM incident_documents WHERE TRUE ON CONFLICT DO NOTHING;
CREATE INDEX decision_targets_decision ON decision_targets (decision);
CREATE INDEX decisions_by_person ON decisions (by_person, id);

-- `pinned`: a person put it there. `rival`: the incident that it nearly joined, where a person should look.
ALTER TABLE incident_documents ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE incident_documents ADD COLUMN rival TEXT REFERENCES incidents (id);
ALTER TABLE incident_documents ADD COLUMN rival_score DOUBLE PRECISION;
CREATE INDEX incident_documents_review ON incident_documents (review, document) WHERE review = TRUE;
CREATE INDEX incident_documents_decision ON incident_documents (decision);

-- What the machine finds, beside what a person set. `title`, `status` and `severity` are what is shown: the person's where
-- there is one. A severity set to none is the word `none`.
ALTER TABLE incidents ADD COLUMN found_title TEXT;
ALTER TABLE incidents ADD COLUMN found_status TEXT;
ALTER TABLE incidents ADD COLUMN found_severity TEXT;
ALTER TABLE incidents ADD COLUMN set_title TEXT;
ALTER TABLE incidents ADD COLUMN set_status TEXT;
ALTER TABLE incidents ADD COLUMN set_severity TEXT;
-- How often it was made dirty: a description made of what was read before the last time leaves it dirty.
ALTER TABLE incidents ADD COLUMN soiled BIGINT NOT NULL DEFAULT 0;
-- Subscribers have heard of it as a part of another, so its opening is no news.
ALTER TABLE incidents ADD COLUMN is_told BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE incidents SET found_title = title, found_status = status, found_severity = severity;
CREATE INDEX incidents_opened ON incidents (opened_at, year, number);
CREATE INDEX incidents_merged ON incidents (merged_into) WHERE merged_into IS NOT NULL;

-- Documents that a person keeps out of an incident, and pairs of incidents that a person keeps apart (smaller id first).
CREATE TABLE kept_apart (
    document BIGINT NOT NULL REFERENCES documents (id),
    incident TEXT NOT NULL REFERENCES incidents (id),
    PRIMARY KEY (document, incident)
);
CREATE INDEX kept_apart_incident ON kept_apart (incident);
CREATE TABLE incidents_kept_apart (
    left_incident TEXT NOT NULL REFERENCES incidents (id),
    right_incident TEXT NOT NULL REFERENCES incidents (id),
    PRIMARY KEY (left_incident, right_incident)
);
CREATE INDEX incidents_kept_apart_right ON incidents_kept_apart (right_incident);

-- A person said whether the document concerns us. Decisions from before carry it in their kind alone.
ALTER TABLE documents ADD COLUMN judged BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX documents_borderline ON documents (id) WHERE verdict = 'borderline';

-- What people say of a document's tags in all versions to come. `tag`: `entity:acme`, `event:ban`. JSON.
CREATE TABLE corrections (
    document BIGINT NOT NULL REFERENCES documents (id),
    tag TEXT NOT NULL,
    correction TEXT NOT NULL,
    PRIMARY KEY (document, tag)
);

-- Names that no list holds and some document uses, as the latest version's tags have them.
ALTER TABLE document_entities ADD COLUMN unlisted BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX document_entities_unlisted ON document_entities (entity, document) WHERE unlisted = TRUE;

-- Pairs of incidents that were nearly merged, the older first. Derived; a pair that stands no more is not shown.
CREATE TABLE suspected_duplicates (
    older TEXT NOT NULL REFERENCES incidents (id),
    younger TEXT NOT NULL REFERENCES incidents (id),
    score DOUBLE PRECISION NOT NULL,
    reasons TEXT NOT NULL,
    suspected_at BIGINT NOT NULL,
    PRIMARY KEY (older, younger)
);

-- Questions of the review queue that a person answered with "leave it as it is".
CREATE TABLE dismissed (
    item TEXT NOT NULL PRIMARY KEY
);

-- Who is signed in: the SHA-256 of the token that the browser holds. Not archived.
CREATE TABLE sessions (
    token_sha256 TEXT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

-- Failed attempts to sign in under a name, in a row. Forgotten on success.
CREATE TABLE failed_logins (
    name TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    latest BIGINT NOT NULL
);
