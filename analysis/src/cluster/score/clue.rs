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
    LinksTo "links-to" Law(0.22);
    SameLink "same-link" Law(0.08);
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
    SameAmounts "same-amounts" For;
    OtherAmounts "other-amounts" Against;
    SharedProducts "shared-products" For;
    OtherProducts "other-products" Against;
    SharedParties "shared-parties" For;
    OtherParties "other-parties" Against;
    LeadParties "parties-of-its-lead" For;
    SharedKinds "shared-event-kinds" For;
    OtherEvents "other-events" Against;
    // With product, party and day enough to join though not one word is shared.
    SameTrouble "same-trouble" Law(0.104);
    TroubleAgain "the-same-trouble-again" Either;
    AnswersTrouble "answers-trouble" For;
    LeadAnswers "lead-answers" Either;
    OtherScript "other-script" For;
    OtherLanguage "other-language" For;
    SameDates "same-dates" For;
    OtherDates "other-dates" Against;
    RecallsDay "recalls-day" For;
    SameDays "same-days" For;
    SameWeek "same-week" For;
    DaysApart "days-apart" Against;
    NewDay "a-newer-day" Against;
    SaysAnother "says-another" Against;
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
