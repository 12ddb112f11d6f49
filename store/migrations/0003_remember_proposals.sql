-- What a model proposed, and how far every version has been tagged with the present rules.
--
-- The same text must run on SQLite and on PostgreSQL (see the first step).

-- From here on `versions.tagged_with` and `tags.analysis_version` hold the analysis' version together with a digest of the
-- taxonomy that it looked with; numbers from before are an analysis' version with no digest. What is not of the present
-- pair is read on in the order of ids.
DROP INDEX versions_tagged;
CREATE INDEX versions_tagged ON versions (tagged_with, id);

-- What a model was asked about a version. `state`: `waiting` (asked in vain so far), `answered`, `given_up`. The answer is
-- kept as JSON as it was understood, so that tagging anew never asks again.
CREATE TABLE proposals (
    version BIGINT NOT NULL PRIMARY KEY REFERENCES versions (id),
    model TEXT NOT NULL,
    state TEXT NOT NULL,
    failures BIGINT NOT NULL,
    next_due BIGINT NOT NULL,
    answer TEXT,
    last_error TEXT,
    asked_at BIGINT NOT NULL
);

-- When a model was asked, written before it is asked: what limits its cost also after a kill. Kept for an hour.
CREATE TABLE model_requests (
    version BIGINT NOT NULL REFERENCES versions (id),
    asked_at BIGINT NOT NULL
);
CREATE INDEX model_requests_recent ON model_requests (asked_at);
