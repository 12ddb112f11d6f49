//! What may speak for or against joining: the parts of a score.

/// How a clue is weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weighing {
    /// Its value times this, always: set by hand, for what is too rare to be learnt, or certain.
    Law(f32),
    /// By the learnt trees; more of it never speaks against joining.
    For,
    /// By the learnt trees; more of it never speaks for joining.
    Against,
    /// By the learnt trees; what it says depends on the others.
    Either,
}

macro_rules! clues {
    ($($clue:ident $name:literal $weighing:expr;)*) => {
        /// The parts of a score, in the order in which they are told.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub(in crate::cluster) enum Clue { $($clue),* }

        pub(super) const ALL: &[Clue] = &[$(Clue::$clue),*];
        pub(super) const CLUES: usize = ALL.len();
        const NAMES: [&str; CLUES] = [$($name),*];
        const WEIGHINGS: [Weighing; CLUES] = { use Weighing::{Law, For, Against, Either}; [$($weighing),*] };
    };
}

clues! {
    NearCopy "near-copy" Law(1.0);
    // Enough to join whatever else speaks against it.
    SameWeakness "same-weakness" Law(0.7);
    // Enough to keep apart the very same text, linked and told on one day.
    OtherWeakness "other-weakness" Law(-4.0);
    OtherNumbers "other-numbers" Law(-0.3);
    // That of the document's only one is nearly enough.
    SameVulnerability "same-vulnerability" Law(0.3);
    OtherVulnerability "other-vulnerability" Law(-0.15);
    // Both are about this one.
    SameFlaw "same-flaw" Law(0.3);
    // Nearly certain, whatever the words: those of one product's flaws are nearly the same.
    OtherFlaw "other-flaw" Law(-1.5);
    SameCode "same-names-of-code" For;
    OtherCode "other-names-of-code" Against;
    SameRelease "same-versions" For;
    OtherRelease "other-versions" Against;
    LinksTo "links-to" Law(0.22);
    SameLink "same-link" Law(0.08);
    // Of a database that has told of some hundreds of incidents and of none twice enough to keep apart what would join.
    SameSource "same-source" Law(-0.05);
    SharedWords "shared-rare-words" For;
    SharedNames "shared-names" For;
    SharedFigures "shared-figures" For;
    OnlyHere "only-here" For;
    OnlyNames "names-only-here" For;
    OnlyNamesLead "names-only-here-in-its-lead" For;
    OnlyWords "words-only-here" For;
    Evidence "weight-of-words" For;
    LeadEvidence "weight-of-words-in-its-lead" For;
    NewNames "new-names-in-its-lead" Against;
    FewWords "few-words" Against;
    ToldElsewhere "told-elsewhere" Against;
    NewLead "new-lead" Against;
    ToldLate "told-late" Either;
    Recalled "looks-back" Either;
    Throughout "told-throughout" For;
    NearestReport "nearest-report" For;
    SameLead "same-lead" For;
    TellsBeginning "tells-its-beginning" For;
    AnotherNearer "another-nearer" Against;
    SameNames "same-names" For;
    OtherNames "other-names" Against;
    FreshEvidence "weight-of-words-of-its-own" For;
    RarestNames "its-rarest-names" For;
    HeadlineEvidence "weight-of-words-of-its-headline" For;
    AllNames "names-that-both-tell" For;
    RareSubject "rare-subject" For;
    Contained "says-what-a-shorter-one-says" For;
    Mutual "what-both-say" For;
    MutualMean "what-all-say" For;
    SameHeadline "same-headline" For;
    HeadlineTold "headline-told" For;
    HeadlinesTold "headlines-told-by-both" For;
    HeadlineNames "names-of-both-headlines" For;
    NewHeadlineNames "other-names-in-the-headlines" Against;
    SameAmounts "same-amounts" For;
    OtherAmounts "other-amounts" Against;
    SharedProducts "shared-products" For;
    OtherProducts "other-products" Against;
    SharedParties "shared-parties" For;
    OtherParties "other-parties" Against;
    LeadParties "parties-of-its-lead" For;
    SharedKinds "shared-event-kinds" For;
    // An outage is no leak, though the same product had both within a week.
    OtherEvents "other-events" Law(-0.31);
    // With product, party and day enough to join though not one word is shared.
    SameTrouble "same-trouble" Law(0.265);
    TroubleAgain "the-same-trouble-again" Either;
    AnswersTrouble "answers-trouble" For;
    LeadAnswers "lead-answers" Either;
    OtherScript "other-script" For;
    OtherLanguage "other-language" For;
    SameDates "same-dates" For;
    OtherDates "other-dates" Against;
    RecallsDay "recalls-day" For;
    SameDays "same-days" For;
    // A week of much talk of one product is no happening: little, lest its subject alone should be enough to join.
    SameWeek "same-week" Law(0.1);
    DaysApart "days-apart" Against;
    PeriodsApart "months-apart" Against;
    NewDay "a-newer-day" Against;
    // In a headline nearly enough to keep apart what would join; after it, two fifths of that.
    SaysAnother "says-another" Law(-0.3);
    Rivals "other-incidents-of-the-subject" Either;
}

impl Clue {
    pub(in crate::cluster) fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    pub(super) fn weighing(self) -> Weighing {
        WEIGHINGS[self as usize]
    }
}
