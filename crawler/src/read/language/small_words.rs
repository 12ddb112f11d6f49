//! The language that the small words of a short text show: "der", "les", "and". A statistic of letters needs more text
//! than a headline has. Pure.

/// Words and the letters that other languages do not have, by language; a word may be of several.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "en",
        "the of and to in is for with that on by from as are was after its it at an be has have how why what who not over into this will says said about their your our can more than or",
        "",
    ),
    (
        "de",
        "der die das und von zu mit für den dem des ein eine einer nach im ist nicht auf bei wie aus über sich werden wird sind vom zum zur gegen durch auch warum wegen hat haben",
        "ßäöü",
    ),
    (
        "fr",
        "le la les des du de et en un une pour dans sur que qui est par avec au aux pas plus son ses ce cette sont après comment pourquoi ont été chez contre",
        "çèêàœùî",
    ),
    (
        "es",
        "el la los las de del y en un una para por con que se su sus al es no más como tras sobre ha han cómo desde entre qué lo",
        "ñ¿¡",
    ),
    (
        "pt",
        "o a os as de do da dos das e em um uma para por com que se seu sua não mais como após ao no na nos nas sobre são foi pela pelo é",
        "ãõçê",
    ),
    (
        "it",
        "il lo la gli le di del della dei delle e in un una per con che si non più come dopo al alla sono è ha dal dalla nel nella sul anche perché",
        "ìò",
    ),
    (
        "nl",
        "de het een van en in op voor met dat is niet aan door bij naar over uit zijn wordt worden na hoe waarom heeft hebben ook als",
        "",
    ),
    ("sv", "och att det som en ett på för med av är inte till från om hur varför den har efter", "åäö"),
    ("da", "og at det som en et på for med af er ikke til fra om hvordan den har efter", "æøå"),
    ("no", "og at det som en et på for med av er ikke til fra om hvordan den har etter", "æøå"),
    ("pl", "i w z na do nie się jest że dla po od jak o przez co to są oraz przed za", "ąęłńśźż"),
    ("tr", "ve bir bu için ile da de ne olarak daha çok sonra gibi olan neden nasıl", "ğşıİ"),
    ("cs", "a v z na do se je že pro po od jak s přes co to jsou nebo před za", "ěřůčžš"),
    ("id", "yang dan di dari untuk dengan ini itu pada ke tidak akan setelah dalam oleh", ""),
];
/// So much more than the next language has to be shown.
const LEAD: usize = 1;
/// One small word may be a name.
const HITS_MIN: usize = 2;

/// ISO 639-1, if one language is shown more than all others.
pub(super) fn language(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    // "l'outil", "dell'azienda": the article stands before the apostrophe.
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(WORDS_MAX).collect();
    let score = |small: &str, letters: &str| {
        let hits = words.iter().filter(|word| small.split(' ').any(|known| known == **word)).count();
        hits + lower.chars().filter(|c| letters.contains(*c)).count().min(LETTER_HITS_MAX)
    };
    let mut scores: Vec<(usize, &str)> =
        WORDS.iter().map(|(code, small, letters)| (score(small, letters), *code)).collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    match scores.as_slice() {
        [(best, code), (next, _), ..] if *best >= HITS_MIN && *best >= next + LEAD => Some(*code),
        _ => None,
    }
}

/// More words than this are for the statistic of letters.
const WORDS_MAX: usize = 200;
/// A letter of its own counts as a word, but a name full of them does not outweigh words.
const LETTER_HITS_MAX: usize = 2;

#[cfg(test)]
mod tests;
