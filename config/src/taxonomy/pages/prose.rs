//! The sentences of the pages that no data gives; each word of the product has its own, so that a new one is not forgotten.

use watchline_model::taxonomy::{Family, Needs, Side};
use watchline_model::{EntityKind, Status};

pub(super) const GENERATED: &str = "<!-- Generated from config/taxonomy; do not edit. \
`WATCHLINE_BLESS=1 cargo test -p watchline-config` writes it. -->";

pub(super) const TOP: &str = "\
# Taxonomy: what is looked for, and by which words

<!-- Generated from config/taxonomy; do not edit. `WATCHLINE_BLESS=1 cargo test -p watchline-config` writes it. -->

Everything Watchline says about a document is one of the words below, and stands on a quote from the document. The words
and their patterns are data (`config/taxonomy/`); a file of one's own adds to them (see the end of this page). A test holds that
the analysis finds each kind in its example and does not find it in its counter-example.

## Kinds of event

An event is of one kind. Its weight says what it adds to the severity of an incident.
";

pub(super) const NOT_HAPPENING: &str = "
### How a pattern is read

A pattern is a regular expression that is matched within one sentence, without regard to case. English sentences are first put into
plain letters: curly quotes, dashes and accents are made plain, and the names of AI products are written alike, so that a pattern
that speaks of an AI knows them all. Where the actor and the target stand (before the match, behind it, or the nearest product or
organization) is said with each pattern. A sentence that matches is still no event if

- it matches the pattern's `unless`;
- it is a question, advice or instruction (\"users should always …\");
- just before the match stand words of conjecture (\"could\", \"threatens to\", \"calls for\"), except where the kind consists in
  them, as a flaw in what it would allow;
- just before the match it is negated (\"was not breached\"); a denial by the party concerned keeps the event, marked as denied;
- it compares with another affair (\"unlike\", \"reminiscent of\", \"anniversary of\");
- it is clutter: a caption, a link to other stories, an invitation to subscribe.

A text that speaks of no AI tells no event. Sentences of one document that tell the same happening become one event.

Beside the patterns English sentences are read by weights that were learnt from labelled ones (docs/adr/0010); what is found by them
alone carries the rule `learnt:<kind>@<version>`, and the same is no event for it.
";

pub(super) const ENTITIES: &str = "
## Kinds of entity

| kind | is | shipped |
|---|---|---|
";

pub(super) const AMBIGUOUS: &str = "
Names and aliases count as whole words, without regard to case, with a plural s or without; of names that overlap the longest
counts. A product implies its maker: where Claude Code is named, Anthropic is tagged too, by the rule `owner`.

### Ambiguous names

{count} entities have a name that is a common word or a person's name as well (Cursor, Gemini, Meta). Such a name counts only

- in its exact case, and
- in company: a word of the entity's `context`, an unmistakable name of the same entity, its owner, another product of
  that owner or one of its own products stands in the same document.

A name within one of the entity's `except` phrases (\"meta description\") never counts.
";

pub(super) const STATUS: &str = "
## The ladder of statuses

An incident's status rises only by evidence, from the lower to the higher; each step keeps the words that moved it. Only the party
concerned can acknowledge, dispute or mitigate. Advice to users moves nothing.

| status | is reached when |
|---|---|
";

pub(super) const SEVERITY: &str = "
## Severity

The score of an incident is the greatest weight among its events, responses and denied events left out, plus what each fact adds that
a sentence of evidence states; each fact counts once. The severity is the highest whose score is reached; below the first there is
none. The parts of the sum are listed with every incident. An advisory's own CVSS is kept beside it and never converted.

| severity | from a score of |
|---|---|
";

pub(super) const OWN: &str = "
## A taxonomy of one's own

`[taxonomy] files` in the configuration names files with `[[entity]]`, `[[event]]` and `[severity]` blocks; see
[configuration](configuration.md). Blocks with a known id extend what is shipped. `watchline config check` tells what is wrong
with file, line and remedy; `watchline retag` applies the change to what is stored.
";

pub(super) const fn family(family: Family) -> &'static str {
    match family {
        Family::Weakness => "Something about a product or model makes harm possible.",
        Family::Breach => "Something that was to be kept is in the hands of others.",
        Family::Misuse => "A product or model does harm, by whoever uses it or by its own action.",
        Family::Service => "A service fails those who rely on it.",
        Family::Restriction => "Somebody may or will no longer use, offer or buy a product.",
        Family::Response => "What the party concerned says and does about it. A response alone makes no severity.",
        Family::Law => "What authorities, courts and lawmakers do.",
    }
}

pub(super) const fn entity(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Vendor => {
            "a firm that makes or offers products; `ai = false` where its name alone says nothing of AI"
        }
        EntityKind::Product => "what a vendor offers under a name of its own",
        EntityKind::Model => "a model or family of models",
        EntityKind::Organization => "a firm, agency or group that is no vendor",
        EntityKind::Person => {
            "somebody with an employer, as the text says it (\"Ada Beispiel, an engineer at Acme\"); nobody is in the list by name"
        }
        EntityKind::Regulator => "an authority, court or ministry",
        EntityKind::Country => "a state, by its names",
        EntityKind::Vulnerability => "a CVE or GHSA number, read off the text",
    }
}

pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Reported => "a document tells of it and no party has taken a stance",
        Status::Alleged => "somebody is said to claim it (\"alleged\", \"posts said\"), or a suit is filed over it",
        Status::Disputed => "the party concerned denies or disputes it",
        Status::Acknowledged => "the party concerned says that it is so, apologises, or gives an account of causes",
        Status::Confirmed => {
            "the party concerned confirms it, an authority finds it, or whoever takes a measure announces it"
        }
        Status::Mitigated => "the party concerned says that safeguards are in place or that it has been switched off",
        Status::Resolved => "it is fixed, ended or settled",
        Status::Retracted => "whoever said it takes it back, or the advisory is withdrawn",
    }
}

pub(super) const fn side(side: Side) -> &'static str {
    match side {
        Side::Before => "before the match",
        Side::After => "behind the match",
        Side::Product => "the nearest product or model",
        Side::Organization => "the nearest vendor, organization or regulator",
        Side::None => "nobody",
    }
}

pub(super) const fn needs(needs: Needs) -> &'static str {
    match needs {
        Needs::Ai => "AI is spoken of in the sentence",
        Needs::AiText => "AI is spoken of in the text",
    }
}
