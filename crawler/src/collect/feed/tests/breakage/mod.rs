//! Ways to break a sound feed, each as the web does it, for tests and measurements: the same seed breaks
//! the same feed in the same way.

mod bytes;
mod places;
mod whole;

/// Numbers that look random and are not.
pub(crate) struct Seed(u64);

impl Seed {
    pub(crate) fn new(number: u64) -> Self {
        Self(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// Below `bound`; 0 for a bound of 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if bound == 0 { 0 } else { usize::try_from(self.0 >> 33).unwrap_or(0) % bound }
    }
}

/// A feed that was broken.
pub(crate) struct Broken {
    pub(crate) body: Vec<u8>,
    pub(crate) content_type: Option<&'static str>,
    /// How many items are still there as a whole; `None`: all of them.
    pub(crate) items_left: Option<usize>,
}

impl Broken {
    pub(crate) fn new(body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), content_type: None, items_left: None }
    }
}

/// Breaks the text of a sound feed; `None` where it has nothing that could break so.
pub(crate) type Breaking = fn(&str, &mut Seed) -> Option<Broken>;

/// All classes, by name.
pub(crate) fn classes() -> Vec<(&'static str, Breaking)> {
    [places::CLASSES, whole::CLASSES, bytes::CLASSES].concat()
}

/// The words that a class adds to every title.
pub(crate) fn words_of(class: &str) -> &'static str {
    let languages = [
        (["Shift_JIS", "EUC-JP"], bytes::JAPANESE),
        (["GBK", "GB2312"], bytes::CHINESE),
        (["Big5", "Big5"], bytes::TRADITIONAL),
        (["EUC-KR", "EUC-KR"], bytes::KOREAN),
        (["KOI8-R", "Windows-1251"], bytes::RUSSIAN),
    ];
    languages.iter().find(|(names, _)| names.iter().any(|name| class.starts_with(name))).map_or("", |(_, words)| words)
}

/// The feed with these words at the end of each title.
pub(crate) fn with_words(text: &str, words: &str) -> String {
    text.replace("</title>", &format!("{words}</title>"))
        .replace(&format!("]]>{words}</title>"), &format!("{words}]]></title>"))
}

/// Where `pattern` stands in `text`, from the first item on.
fn places_in_items(text: &str, pattern: &str) -> Vec<usize> {
    let start = ["<item", "<entry"].iter().filter_map(|tag| text.find(tag)).min().unwrap_or(text.len());
    text.match_indices(pattern).map(|(at, _)| at).filter(|at| *at >= start).collect()
}

/// `text` with some of the `patterns`, at most `most`, replaced.
fn replace_some(text: &str, pattern: &str, with: &str, most: usize, seed: &mut Seed) -> Option<String> {
    let mut places = places_in_items(text, pattern);
    if places.is_empty() {
        return None;
    }
    while places.len() > most {
        places.remove(seed.below(places.len()));
    }
    let mut broken = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        broken.push_str(&text[at..place]);
        broken.push_str(with);
        at = place + pattern.len();
    }
    broken.push_str(&text[at..]);
    Some(broken)
}
