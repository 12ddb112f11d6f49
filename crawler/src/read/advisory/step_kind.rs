//! Which kind of event a dated step of an advisory is, by its words. A step that fits none stays a dated paragraph: a
//! report to the vendor, a number reserved, a request.

use std::sync::LazyLock;

use regex::Regex;

/// Kinds in the order they are tried, each with its words and what must not stand beside them.
struct Kind {
    kind: &'static str,
    words: Regex,
    unless: Regex,
}

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let pattern = |text: &str| Regex::new(&format!("(?i){text}")).expect("a valid pattern");
    let kind = |kind, words: &str, unless: &str| Kind { kind, words: pattern(words), unless: pattern(unless) };
    let fix = r"(?:fix(?:es)?|(?:hot)?patch(?:es)?|hotfix(?:es)?|(?:security )?updates?|remediation|counter-?measures?|mitigated version|(?:new|fixed|patched|corrected|updated) (?:version|release)s?|v(?:ersion |\.)?\d+(?:\.\d+)+|\d+(?:\.\d+){2,})";
    let out = r"(?:released|available|published|issued|merged|shipped|deployed|rolled out|pushed|disclosed|committed|applied|landed|went live|goes live|live)";
    vec![
        kind(
            "vulnerability_exploited",
            r"\bexploited\b|\b(?:in[- ]the[- ]wild|active|actively|mass|known) exploit\w*|\bexploitation (?:observed|detected|seen|confirmed|reported|in the wild)|\badded to (?:the )?(?:cisa'?s? )?(?:kev|known exploited)\b",
            r"\b(?:no|not|without|never|if|could|can|may|might)\b.{0,40}\bexploit|\bexploited (?:in|by) (?:the )?(?:lab|researcher|poc)",
        ),
        kind(
            "denial",
            r"\b(?:vendor|maintainers?|developers?|supplier|manufacturer|project)\b.{0,40}\b(?:disputes?|disputed|rejects?|rejected|denies|denied|declines?|declined)\b",
            r"\b(?:not|never) (?:disput|reject|den|declin)",
        ),
        kind(
            "vulnerability_patched",
            &format!(
                r"\b{fix}\b.{{0,40}}\b{out}\b|\b(?:released?|releases|releasing|publish(?:ed|es)|issue[sd]|ship(?:ped|s)|merge[sd]|deploy(?:ed|s)|push(?:ed|es)|commit(?:ted|s)|appl(?:ied|ies)) (?:\S+ ){{0,4}}{fix}\b|\b(?:was |is |been |vendor |maintainers? |developers? |project |fully |issue |vulnerability |bug |flaw |^)(?:fixed|patched|remediated|resolved)\b|\b(?:fixed|patched|resolved) (?:in|by|with|on)\b|^(?:fix|patch|patched|fixed|resolved|remediated)\.?$"
            ),
            r"\b(?:not|never|no|un)[ -]?(?:yet )?(?:fixed|patched|fix|patch|remediated|resolved)\b|\b(?:will|would|to|plan\w*|expect\w*|propos\w*|request\w*|ask\w*|awaiting|pending|schedul\w*|target\w*|intend\w*|incomplete|insufficient|partial\w*|candidate|in progress|working on|develop\w*|entry|record|cve) (?:\S+ ){0,5}(?:fix\w*|patch\w*|updat\w*|release\w*|publish\w*)\b|\bfix(?:es)? (?:\S+ ){0,3}(?:verified|rejected|requested|proposed)\b",
        ),
        kind(
            "acknowledgement",
            r"\b(?:vendor|maintainers?|developers?|supplier|manufacturer|project|team|company|psirt|security team)\b.{0,40}\b(?:acknowledge[sd]?|acknowledg(?:e)?ment|confirm(?:s|ed)?|confirmation|accept(?:s|ed)?|verified|reproduced)\b|\b(?:acknowledged|confirmed|accepted|verified|triaged and confirmed) by (?:the )?(?:vendor|maintainers?|developers?|supplier|manufacturer|project|team|company)\b|\b(?:issue|vulnerability|report|bug|flaw) acknowledged\b|^(?:acknowledged|confirmed)\.?$",
            r"\bnot (?:acknowledge|confirm)|\breceipts?\b|\breceived\b|\bno response\b|\brequest(?:s|ed)? (?:for|of)\b|\bconfirm\w* (?:\S+ ){0,3}(?:fix|patch|mitigation)|\b(?:asked|requested|awaiting|no|without|lack of) (?:\S+ ){0,4}(?:acknowledg|confirm)",
        ),
        kind(
            "vulnerability_disclosed",
            r"\bpublic(?:ly)? (?:disclos\w+|releas\w+|known|available|announc\w+|report\w*)|\b(?:made|became|went|goes|is|now) public\b|\b(?:coordinated|full|public) disclosure\b|^(?:initial|first) publication\b|^first published\b|\b(?:reported|disclosed|released|published|posted) publicly\b|^disclosed by\b|\b(?:advisory|advisories|bulletin|vulnerabilit(?:y|ies)|issues?|details|cve(?:-\d+-\d+)?|blog post|write-?up|exploit|poc|proof of concept|report|vulnerability details)\b.{0,30}\b(?:disclosed|published|released|publicized|announced)\b|^(?:public )?(?:disclosed|disclosure|published|publication|public)\.?$|\b(?:publish(?:ed|es)|releas(?:ed|es)|disclos(?:ed|es|ing)) (?:\S+ ){0,4}(?:advisor(?:y|ies)|bulletin|details|vulnerability|cve|publicly|to the public|write-?up|blog)\b",
            r"\b(?:disclos\w+|report\w*|sent|submitted|released|issue) (?:\S+ ){0,4}to (?:the )?(?:vendor|maintainer|developer|supplier|manufacturer|team|project|company|psirt|cert)|\bresponsibl[ey] disclos|\bduplicate\b|\bdelay\w*\b|\bprivate(?:ly)?\b|\b(?:deadline|planned|scheduled|will|would|request\w*|ask\w*|draft\w*|propos\w+|embargo\w*|before|prior to|agree\w*|intent\w*|intend\w*|not|no)\b.{0,40}\b(?:disclos|publi|releas)|\bdisclosure (?:deadline|date (?:set|agreed|proposed)|policy|process|timeline)",
        ),
    ]
});

/// Steps that only keep the record's own books, and change with them.
static BOOKKEEPING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:entry|record|cve|advisory)\b.{0,20}\b(?:last )?(?:updated?|modified|modification)\b|\blast update\b|^(?:last )?(?:updated?|modified)\.?$")
        .expect("a valid pattern")
});

/// A kind of the taxonomy, where the words say plainly that it happened.
pub(crate) fn kind_of_step(words: &str) -> Option<&'static str> {
    let kinds = KINDS.iter();
    kinds.filter(|kind| kind.words.is_match(words) && !kind.unless.is_match(words)).map(|kind| kind.kind).next()
}

/// Whether a step tells nothing but that the record was changed.
pub(crate) fn is_bookkeeping(words: &str) -> bool {
    BOOKKEEPING.is_match(words)
}
