//! What stance a sentence takes: the verb, what is said, and how the speaker stands to the matter.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::Family;
use watchline_model::{EntityId, EntityKind, Stance};

use super::speaker::Speaker;
use super::verbs::Verb;
use super::wide_verbs;
use crate::entities::Found;
use crate::events::Told;

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

/// A no to what is charged.
static DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    build(concat!(
        r"\b(?:no (?:evidence|indications?|signs?|proof|trace|impact|(?:customer|personal|user|sensitive|patient) (?:data|information|records?)|data (?:was|were|had|has)|users? (?:was|were)|back ?door|breach|such|malicious|intrusion|truth|connection|link)|(?:is|are|was|were|has|have|had|did|does|do)(?: not|n't) (?:\w+ ){0,2}?(?:true|correct|accurate|breached|compromised|hacked|connected|related|the case|share|shared|sell|sold|store|stored|collect|collected|train|trained|use|used|leak|leaked|expose|exposed|affect|affected|access|accessed|track|record|recorded|happen|happened|transferred|contain|identify|involve|involved|caused|cause|responsible|aware)",
        r"|no [a-z]+(?:(?:,| or| and|, no| nor) (?:no )?[a-z ]{3,24}?){0,3} (?:was|were|had been|has been|have been|is|are|left|went|got) |nobody (?:but|else|broke|got|had|has|was)|(?:was|is|were)(?:n't| not) (?:us|ours|our|touched|reached|made by|sent by|the source)|(?:do|does|did)(?:n't| not) (?:have|exist|offer|make|keep|own)|untouched|unaffected|intact|nothing of the (?:sort|kind)|(?:on|from) (?:licen[sc]ed|public|lawful)[a-z ]{0,24} (?:alone|only)|fantasy|slander|pure invention|never (?:\w+ ){0,2}?(?:used|trained|shared|sold|stored|collected|served|happened|been|did|had|existed|was|recorded|contained)|nothing (?:was|were|has|had|to do)|none of|(?:is|are|was|were) (?:simply |entirely |completely |plainly |categorically )?(?:false|untrue|unfounded|baseless|groundless|wrong|fabricated|fake|a montage|nonsense)|without (?:any )?(?:merit|foundation|basis)|we have not\b|found none|there (?:is|was) no\b|neither)",
    ))
});
/// An admission.
static ADMISSION: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:sorry|apolog\w+|regrets?|(?:our|a|its|their|my) (?:own )?(?:mistake|error|fault|failure|oversight|responsibility)|(?:we|i|it|they|he|she) (?:got|get) (?:this|it|that) wrong|(?:was|were|are|is) (?:our|wrong|a mistake|an error|unacceptable)|should(?:n't| not)? have|fell short|not good enough|too (?:weak|late|slow)|foreseeable|(?:we|i) (?:was|were) (?:slow|wrong|late|careless|naive)|accepts? the (?:penalty|fine|decision|ruling|blame)|a packaging|put it down to|forgiveness|negligent|ours did|the cause was|(?:have|has|had|did) fail(?:ed)?|failed to|let (?:you|them|our \w+|people) down|responsible for|human error|(?:is|are|was|were) (?:right|correct|so|true)\b|aware of|took too long|did not (?:check|catch|notice|meet)|could have done|embarrass\w+|to blame|an experiment|a bug|caused by|due to a)",
    )
});
/// A step of one's own.
static STEP: LazyLock<Regex> = LazyLock::new(|| {
    build(concat!(
        r"\b(?:(?:will|would|is going to|plans? to|intends? to|means to|is to|are to|aims? to|expects? to) (?:also |now |no longer |not )?(?:\w+)",
        r"|(?:has|have|had)(?: since| now| already| also| immediately)* (?:fixed|patched|regained|recovered|removed|disabled|suspended|updated|added|rolled|taken|blocked|banned|shut|deleted|closed|stopped|paused|revoked|rotated|introduced|switched|changed|notified|informed|contacted|hired|engaged|launched|opened|strengthened|improved|implemented|deployed|put|restored|retrained|withdrawn|pulled|recalled|begun|started|asked|reported|handed|terminated|cut|ended|restricted|limited|moved|corrected|resolved|addressed|mitigated|released|issued|decided)",
        r"|(?:is|are|was|were)(?: now| currently| also| still)* (?:working|investigating|looking into|reviewing|rolling|updating|taking|removing|adding|cooperating|changing|suspending|ending|pausing|contacting|notifying|conducting|monitoring|adjusting|developing|testing|improving|strengthening|checked|in place)",
        r"|(?:now|no longer) \w+|from (?:now|today|january|february|march|april|may|june|july|august|september|october|november|december|monday|next)|as of (?:today|now|this)|took (?:down|offline|action|steps)|(?:fixed|patched|removed|disabled|suspended|deleted|revoked|rotated|blocked|banned) (?:the|it|this|that|all|those|these|access|accounts?)|welcom(?:e|es|ed)|asked for|stays? free)",
    ))
});
/// Somebody else is at fault.
static CHARGE: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:ignored|violat(?:ed|es|ing|ion)|broken (?:its|our|the|their) terms|broke (?:its|our|the|their) terms|in breach of|without (?:permission|consent|authori[sz]ation|a licen[sc]e|leave|asking)|knew|misled|deceived|infring(?:ed|es|ing|ement)|illegal(?:ly)?|unlawful(?:ly)?|pirated|against (?:the|our|its) terms|had used .{0,40} to train|scandal|although the terms|negligen(?:t|ce)|failed to (?:warn|protect|stop|prevent))\b",
    )
});
/// Said, and yet no stance.
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:not (?:yet )?been served|looking into (?:it|the|this)|no comment|declin\w+ to|would not (?:say|comment)|reviewing the (?:complaint|suit|claim|filing|report)|aware of the (?:suit|lawsuit|complaint|reports?)|could not (?:comment|say))\b",
    )
});
/// A step that is still to come.
static RULE: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:must|will(?: not| no longer| now)?|plans to|intends to|has decided|from (?:january|february|march|april|may|june|july|august|september|october|november|december|now|today|next))\b",
    )
});
/// The charge is met with "yes, but".
static BUT: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:merely|only a|a test version|customary|standard practice|industry|took? (?:\w+ )?seriously|terms,? (?:which|that|forbid|exclude|prohibit)|confident|in (?:our|its|their) view|lacks? jurisdiction|disagree\w*|appeal|premature|lack(?:s|ed) merit|without merit|baseless|misunder\w+|misinterpret\w+|out of context|fair use|complies with|in line with|not (?:fair|representative|reflect)|opt-?in|both \w+ are right|small number|isolated|no rule|according to plan|as (?:intended|designed)|by design|legal(?:ly)? (?:permitted|allowed)|defend (?:ourselves|itself|vigorously))\b",
    )
});

/// A person's no in a matter of his own.
static OWN_NO: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:she|he|they|i|we) (?:had|has|have|did|was|were|am|is|are)(?: no\b| not\b| never\b|n't\b)|\b(?:she|he|they|i|we) never\b|\bno (?:involvement|part in|role in|ties|relation|knowledge)\b",
    )
});

/// Who stands how to the matter.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Vendors whose thing it is.
    accused: BTreeSet<EntityId>,
    /// Those who sue or complain.
    accusers: BTreeSet<EntityId>,
    /// A suit or a restriction is what the document is about.
    pub(super) is_quarrel: bool,
    /// So is a failure of the accused, rather than what others did with their things.
    pub(super) is_failure: bool,
    /// Somebody sues.
    pub(super) is_suit: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Accused,
    Accuser,
    Authority,
    Other,
}

impl Cast {
    pub(super) fn of(told: &[Told], found: &Found, voice: Option<&EntityId>) -> Self {
        let mut cast = Self::default();
        let owner = |id: &EntityId| found.entities.get(id).and_then(|entity| entity.owner.clone());
        let is_vendor = |id: &EntityId| found.entities.get(id).is_some_and(|entity| entity.kind == EntityKind::Vendor);
        for told in told {
            let event = &told.event;
            let accuses = event.kind.as_str() == "lawsuit_filed";
            cast.is_quarrel |= matches!(event.kind.as_str(), "lawsuit_filed" | "ruling" | "fine");
            cast.is_suit |= event.kind.as_str() == "lawsuit_filed";
            cast.is_failure |= matches!(told.family, Family::Breach | Family::Service)
                || matches!(event.kind.as_str(), "unsafe_agent_action" | "covert_tracking");
            if accuses {
                cast.accusers.extend(event.actors.iter().cloned());
            }
            for id in &event.targets {
                cast.accused.extend(owner(id));
                if is_vendor(id) {
                    cast.accused.insert(id.clone());
                }
            }
            if matches!(
                told.family,
                Family::Breach | Family::Weakness | Family::Misuse | Family::Service | Family::Response
            ) {
                cast.accused.extend(event.actors.iter().filter(|id| is_vendor(id)).cloned());
            }
        }
        if cast.accused.is_empty() {
            let vendors = found.entities.values().filter(|entity| entity.kind == EntityKind::Vendor);
            cast.accused.extend(vendors.map(|vendor| vendor.id.clone()));
        }
        cast.accused.extend(voice.cloned());
        for accuser in &cast.accusers {
            cast.accused.remove(accuser);
        }
        cast
    }

    /// Whether it is this vendor's thing.
    pub(super) fn is_accused(&self, party: &EntityId) -> bool {
        self.accused.contains(party)
    }

    /// How the speaker stands to the matter.
    pub(super) fn side(&self, speaker: &Speaker, found: &Found) -> Side {
        if let Some(party) = &speaker.party {
            if self.accused.contains(party) {
                return Side::Accused;
            }
            if self.accusers.contains(party) {
                return Side::Accuser;
            }
            if found.entities.get(party).is_some_and(|entity| entity.kind == EntityKind::Regulator) {
                return Side::Authority;
            }
        }
        if speaker.is_hearsay {
            return Side::Accuser;
        }
        let name = speaker.name.to_lowercase();
        if super::nouns::is_authority(name.as_bytes()) || (speaker.is_official && speaker.party.is_none()) {
            return Side::Authority;
        }
        Side::Other
    }

    /// The stance by which `speaker` says `content` (plain letters); `None` if it is none.
    pub(super) fn stance(
        &self,
        verb: &Verb,
        speaker: &Speaker,
        content: &[u8],
        wide: Option<&str>,
        found: &Found,
        here: &[&Told],
    ) -> Option<Stance> {
        let side = self.side(speaker, found);
        let is_actor = |told: &&&Told| speaker.party.as_ref().is_some_and(|party| told.event.actors.contains(party));
        // A vendor that tells of what others did to it accuses them.
        let accuses = side == Side::Accused
            && matches!(verb.stance, None | Some(Stance::Reports))
            && here.iter().any(|told| {
                matches!(told.event.kind.as_str(), "model_extraction" | "fraudulent_accounts") && !is_actor(&told)
            });
        if accuses {
            return Some(Stance::Alleges);
        }
        match (verb.stance, verb.rule) {
            (Some(Stance::Alleges), "claimed") if side == Side::Accused => {
                return Some(if DENIAL.is_match(content) { Stance::Denies } else { Stance::Disputes });
            }
            // "found no evidence" is a denial by the one concerned, and a finding by others.
            (Some(Stance::Reports), _) if side == Side::Accused && DENIAL.is_match(content) => {
                return Some(Stance::Denies);
            }
            (Some(Stance::Reports), _) if side == Side::Accused && self.is_failure => {
                return Some(Stance::Acknowledges);
            }
            (Some(Stance::Acknowledges), _)
                if speaker.party.is_none() && !speaker.is_official && !speaker.is_person =>
            {
                return Some(Stance::Acknowledges);
            }
            (Some(Stance::Confirms), _) if speaker.is_hearsay && !speaker.is_official => return Some(Stance::Reports),
            (Some(stance), _) => return Some(stance),
            (None, "blamed") => {
                return Some(if side == Side::Accused { Stance::Acknowledges } else { Stance::Alleges });
            }
            (None, "concluded") => {
                return Some(match side {
                    Side::Authority => Stance::Confirms,
                    Side::Accused if DENIAL.is_match(content) => Stance::Denies,
                    Side::Accused => Stance::Acknowledges,
                    Side::Accuser | Side::Other => Stance::Reports,
                });
            }
            (None, _) => {}
        }
        let speaks_of_itself = side == Side::Accused || (side == Side::Other && wide_verbs::is_body(&speaker.name));
        let own_words = wide.and_then(own_words_wide).filter(|_| speaks_of_itself);
        if own_words == Some(Stance::Denies) {
            return own_words;
        }
        if NOTHING.is_match(content) || (wide.is_some() && here.is_empty()) {
            return None;
        }
        if own_words.is_some() {
            return own_words;
        }
        let decides = |words: &str| {
            ["立案", "处罚", "罚款", "责令", "约谈", "禁止", "封禁"].iter().any(|part| words.contains(part))
        };
        if side == Side::Authority && wide.is_some_and(decides) {
            return Some(Stance::Announces);
        }
        let of_law = |told: &Told| matches!(told.event.kind.as_str(), "fine" | "investigation_opened" | "ruling");
        let own_step = here.iter().any(|told| {
            (is_actor(&told) && announces(told)) || (side == Side::Authority && verb.rule == "said" && of_law(told))
        });
        Some(match side {
            Side::Accused => {
                if DENIAL.is_match(content) {
                    Stance::Denies
                } else if ADMISSION.is_match(content) {
                    Stance::Acknowledges
                } else if BUT.is_match(content) {
                    Stance::Disputes
                } else if CHARGE.is_match(content) {
                    Stance::Alleges
                } else if own_step || STEP.is_match(content) {
                    Stance::Announces
                } else if here.iter().any(|told| told.family == Family::Misuse) && !self.is_failure {
                    Stance::Reports
                } else if self.is_quarrel {
                    Stance::Disputes
                } else if here.iter().any(|told| is_grave(told)) {
                    Stance::Acknowledges
                } else {
                    // It says something, and takes no stand by it.
                    return None;
                }
            }
            // A source within the house reports a decision, it does not charge anybody with it.
            Side::Accuser
                if speaker.party.is_none()
                    && !here.is_empty()
                    && !here.iter().any(|told| is_grave(told))
                    && !self.is_suit =>
            {
                Stance::Reports
            }
            Side::Accuser => Stance::Alleges,
            Side::Other if speaker.is_person && OWN_NO.is_match(content) => Stance::Denies,
            Side::Authority | Side::Other if BUT.is_match(content) && speaker.is_person => Stance::Disputes,
            Side::Authority if own_step => Stance::Announces,
            Side::Authority => Stance::Confirms,
            Side::Other if own_step || (speaker.party.is_some() && RULE.is_match(content)) => Stance::Announces,
            Side::Other if self.is_suit && speaker.is_person && speaker.party.is_none() => Stance::Alleges,
            Side::Other if CHARGE.is_match(content) => Stance::Alleges,
            Side::Other => Stance::Reports,
        })
    }
}

fn is_grave(told: &Told) -> bool {
    matches!(told.family, Family::Weakness | Family::Breach | Family::Misuse | Family::Service)
}

/// What its actor announces by saying it.
pub(super) fn announces(told: &Told) -> bool {
    matches!(told.family, Family::Restriction)
        || matches!(
            told.event.kind.as_str(),
            "mitigation"
                | "policy_change"
                | "user_notification"
                | "vulnerability_patched"
                | "postmortem"
                | "guidance_issued"
                | "fine"
        )
}

/// What the accused says in Chinese: a no, a remedy.
fn own_words_wide(words: &str) -> Option<Stance> {
    let holds = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if holds(&[
        "并未",
        "从未",
        "没有证据",
        "不存在",
        "不实",
        "无稽之谈",
        "未泄露",
        "不会",
        "纯属",
        "毫无根据",
        "臆想",
        "无中生有",
        "捏造",
        "未受影响",
    ]) {
        Some(Stance::Denies)
    } else if holds(&["抱歉", "道歉", "致歉", "失误", "疏忽", "教训", "存在问题", "疏漏", "接受处罚", "不足", "歉意"])
    {
        Some(Stance::Acknowledges)
    } else {
        holds(&["已", "将", "正在", "正", "恢复", "修复", "下架", "升级", "整改"]).then_some(Stance::Announces)
    }
}

/// The stance of a sentence in a party's own voice.
pub(super) fn own_words(sentence: &[u8]) -> Option<Stance> {
    if DENIAL.is_match(sentence) {
        Some(Stance::Denies)
    } else if ADMISSION.is_match(sentence) {
        Some(Stance::Acknowledges)
    } else if BUT.is_match(sentence) {
        Some(Stance::Disputes)
    } else {
        STEP.is_match(sentence).then_some(Stance::Announces)
    }
}

/// Which kinds of saying the words show.
pub(super) fn cues(words: &[u8]) -> impl Iterator<Item = &'static str> {
    let cues: [(&'static str, &Regex); 7] = [
        ("denial", &DENIAL),
        ("admission", &ADMISSION),
        ("step", &STEP),
        ("charge", &CHARGE),
        ("nothing", &NOTHING),
        ("rule", &RULE),
        ("but", &BUT),
    ];
    cues.into_iter().filter(|(_, cue)| cue.is_match(words)).map(|(name, _)| name)
}

/// The same for what is said in Chinese.
pub(super) fn cues_wide(words: &str) -> impl Iterator<Item = &'static str> {
    own_words_wide(words).map(Stance::as_str).into_iter()
}
