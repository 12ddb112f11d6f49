//! Nouns that can speak: people by what they do, groups, and papers.

use std::sync::LazyLock;

use regex::bytes::Regex;

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

/// The last word of who speaks without a name.
static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"(?:^|[ -])(?:[a-z]{3,}ists?|[a-z]{3,}icians?|illustrators?|translators?|composers?|streamers?|youtubers?|farmers?|composers?|photographers?|filmmakers?|songwriters?|poets?|comedians?|pensioners?|builders?|plumbers?|colleagues?|academics?|activists?|actors?|actress|administrators?|advisers?|advisors?|advocates?|agenc(?:y|ies)|agents|airlines?|alliance|analys[ti]s?|analysts|artists?|associations?|attackers?|attorneys?|attorney general|auditors?|authorit(?:y|ies)|authors?|banks?|board|body|boss|bureau|campaigners?|carmaker|centers?|centres?|chair|chairman|chairwoman|chiefs?|clinic|club|coalition|collective|columnist|commission|commissioners?|committee|companies|company|competitors?|complainants?|congress|congressman|congresswoman|constable|consultan(?:cy|ts?)|consumers?|contractors?|co-?founders?|councils?|councillors?|counsel|country|county|courts?|coders?|creators?|critics|customers?|daughter|defendants?|delegates?|deputies|departments?|designers?|developers?|director|diplomats?|district|doctors?|drivers?|editors?|employees?|employers?|engineers?|examiners?|executives?|experts?|fact-?checkers?|faculty|famil(?:y|ies)|father|federation|firms?|forces?|founders?|friends?|giant|governments?|groups?|guild|hackers?|head|historians?|hospitals?|husband|individuals?|institutes?|institution|insurers?|investigators?|investors?|journalists?|judges?|jury|justices?|labs?|laborator(?:y|ies)|lawmakers?|lawyers?|leaders?|librarians?|linguists?|locals|magazine|maintainers?|makers?|managers?|mayor|medics|members?|ministers?|ministr(?:y|ies)|mother|musicians?|neighbou?rs?|newspaper|nonprofit|nurses?|officers?|offices?|officials?|ombudsman|operators?|opponents?|organi[sz]ations?|organi[sz]ers?|owners?|panel|parents?|participants?|partners?|party|passengers?|patients?|people|perpetrators?|person|persons|physicians?|plaintiffs?|platforms?|players?|police|politicians?|premier|president|principal|professors?|programmers?|project|prosecut(?:ors?|ion)|providers?|publishers?|pupils?|readers?|regulators?|relatives|reporters?|representatives?|researchers?|residents?|retailers?|reviewers?|rivals?|scholars?|school|scientists?|secretar(?:y|ies)|senators?|sellers?|service|sheriff|singers?|sister|sources?|speaker|specialists?|spokes(?:person|people|man|men|woman|women)|staff|start-?ups?|state|stud(?:ents?|ios?)|subscribers?|supervisors?|suppliers?|survivors?|suspects?|task force|teachers?|teams?|testers?|toymaker|traders?|tribunal|union|unit|universit(?:y|ies)|users?|vendors?|victims?|viewers?|volunteers?|watchdogs?|website|whistle-?blowers?|widow|wife|witness(?:es)?|woman|women|man|men|workers?|writers?|youths?)$",
    )
});
/// The last word of a paper that says something.
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"(?:^|[ -])(?:accusations?|advisor(?:y|ies)|affidavit|analys[ie]s|announcement|appeal|article|audit|bill|blog|briefing|bulletin|circular|class action|complaints?|decisions?|dossier|e-?mails?|evaluation|examination|experiments?|filings?|findings|indictment|inquiry|investigations?|judg(?:e?ment|ment)|lawsuits?|letters?|log|logs|mail|memos?|messages?|monitoring|notes?|notices?|order|papers?|petition|petitions|posts?|postmortem|post-?mortem|preprints?|records?|reports?|research|review|ruling|screenshots?|statements?|stud(?:y|ies)|submission|suits?|surveys?|tests?|testimony|threads?|tweets?|update|verdict|videos?|write-?up|documents?)$",
    )
});

/// Whether the words (plain, without what follows a preposition) can be somebody who speaks.
pub(super) fn speaks(head: &[u8]) -> bool {
    SPEAKER.is_match(head) || PAPER.is_match(head)
}

pub(super) fn is_paper(head: &[u8]) -> bool {
    PAPER.is_match(head)
}

static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"^(?:the|its|this|that) (?:[a-z0-9-]+ ){0,3}?(?:company|firm|start-?up|vendor|developer|lab|laboratory|giant|maker|operator|provider|business|group|platform|carmaker|toymaker|retailer|supplier|project|agency|regulator|authority|council|commission|ministry|office|board|watchdog|institute|union|bank|department|university|organi[sz]ation|conglomerate|publisher|school|district|court|magazine|consultancy|association|association|force|county|guild|institution|airline|network|service|insurer|hospital|foundation|charity|team)$",
    )
});
static SPOKES: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"(?:^|[ -])(?:spokes(?:person|people|man|men|woman|women)|ceo|chief executive|boss|founder|co-?founder|chief [a-z]+ officer|executive|general counsel|counsel|press office|engineer|managing director|vice president|(?:head|director|chief|vp|vice president|president|leader) (?:of|for) [a-z ]+|(?:product|security|research|technology|engineering|safety|policy|communications|operations|science|design|privacy|legal|sales|marketing|trust|press|support|quality) (?:chief|head|boss|director|lead|officer|manager)|chief scientist|chair(?:man|woman)?|president|press officer|general manager|cto|ciso|coo|cfo)$|^its [a-z ]+$",
    )
});
/// Who is called so belongs to the party that the text speaks of.
pub(super) fn belongs(head: &[u8]) -> bool {
    SPOKES.is_match(head)
}

/// "the company": somebody named before.
pub(super) fn is_the_company(words: &[u8]) -> bool {
    COMPANY.is_match(words)
}

static HEARSAY: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:posts?|familiar with|close to|with (?:direct )?knowledge|sources?|lawsuits?|suits?|complaints?|plaintiffs?|petition|critics|class action|indictment|accusations?|attorneys? for|lawyers? for|whistle-?blowers?|who asked not to be named|union|famil(?:y|ies)|parents|mother|father|widow|survivors?|campaigners?|activists?|opponents?|competitors?|rivals?)\b",
    )
});
static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:police|prosecut(?:ors?|ion)|authorit(?:y|ies)|regulators?|regulatory|watchdog|ministr(?:y|ies)|ministers?|court|judges?|justice|tribunal|jury|commission(?:er)?|council|agency|agencies|officials?|officers?|government|department|sheriff|attorney general|investigators?|ombudsman|inspectorate|supervisor|mayor|governor|board|bureau|office|county|district|secretary|constable)\b",
    )
});

/// Somebody with an axe to grind, or without a name.
pub(super) fn is_hearsay(name: &[u8]) -> bool {
    HEARSAY.is_match(name)
}

pub(super) fn is_authority(name: &[u8]) -> bool {
    AUTHORITY.is_match(name)
}

static PLURAL: LazyLock<Regex> = LazyLock::new(|| build(r"(?:[a-z]s|people|police|men|women|staff|faculty)$"));

/// Whether "they" can mean it.
pub(super) fn is_many(name: &[u8]) -> bool {
    PLURAL.is_match(name)
}

/// A phrase that begins like one about somebody.
static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"^(?:the|an?|its|his|her|their|our|one|another|two|three|four|five|six|several|some|many|most|other|both|neither|either|furious|local|former) (?:[a-z0-9'-]+ ){0,5}[a-z'-]{3,}$",
    )
});
/// Things that say nothing, whatever stands behind them.
static THING: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"(?:^|[ -])(?:ai|agents?|algorithms?|apps?|assistants?|bots?|buttons?|cameras?|cars?|chatbots?|chats?|clips?|code|copies|data|devices?|errors?|files?|flaws?|images?|labels?|law|lines?|machines?|models?|pages?|photos?|pictures?|products?|programs?|programmes?|prompts?|rates?|robots?|rules?|screens?|sentences?|signs?|sites?|software|songs?|system|systems|terms|texts?|things?|times?|tools?|versions?|voices?|warnings?|words?|day|week|month|year|morning|evening|money|one|way|news|fact|thing|which|that)$",
    )
});

/// Whether words of no known noun can be somebody who says something.
pub(super) fn may_speak(head: &[u8]) -> bool {
    SOMEBODY.is_match(head) && !THING.is_match(head)
}
