//! Made-up words: numbers from a seed, sentences from syllables, pages from sentences.

/// `SplitMix64`: small, and the same everywhere.
#[derive(Debug, Clone)]
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn of(parts: &[u64]) -> Self {
        let mut numbers = Self(0x5157_4c4e);
        for part in parts {
            numbers.0 ^= part.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            numbers.next();
        }
        numbers
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `below` - 1.
    pub(crate) fn below(&mut self, below: u64) -> u64 {
        self.next() % below.max(1)
    }

    pub(crate) fn pick<'a>(&mut self, from: &'a [String]) -> &'a str {
        let index = usize::try_from(self.below(from.len() as u64)).unwrap_or(0);
        from.get(index).map_or("", String::as_str)
    }
}

const SYLLABLES: [&str; 40] = [
    "ka", "lo", "mi", "ren", "tu", "sol", "ver", "dan", "pe", "qui", "os", "ra", "tin", "el", "mor", "gas", "bi",
    "fen", "lar", "zo", "ne", "cur", "hal", "ist", "wen", "dro", "pa", "sil", "um", "ter", "jo", "vin", "ex", "bor",
    "cy", "nal", "eth", "gro", "ma", "sti",
];

/// Text to build pages from, made once.
pub(crate) struct Stock {
    words: Vec<String>,
    /// Of 300 to 900 characters each.
    paragraphs: Vec<String>,
    /// Scripts and styles of about 2 kB each.
    noise: Vec<String>,
}

impl Stock {
    pub(crate) fn new(seed: u64) -> Self {
        let mut numbers = Numbers::of(&[seed, 1]);
        let words: Vec<String> = (0..4000).map(|_| word(&mut numbers)).collect();
        let paragraphs = (0..3000)
            .map(|_| {
                let count = 4 + numbers.below(7);
                (0..count).map(|_| sentence(&words, &mut numbers)).collect::<Vec<_>>().join(" ")
            })
            .collect();
        let noise = (0..200).map(|_| script(&words, &mut numbers)).collect();
        Self { words, paragraphs, noise }
    }

    pub(crate) fn title(&self, numbers: &mut Numbers) -> String {
        let count = 5 + numbers.below(5);
        let words: Vec<&str> = (0..count).map(|_| numbers.pick(&self.words)).collect();
        capitalised(&words.join(" "))
    }

    pub(crate) fn paragraph<'a>(&'a self, numbers: &mut Numbers) -> &'a str {
        numbers.pick(&self.paragraphs)
    }

    pub(crate) fn noise<'a>(&'a self, numbers: &mut Numbers) -> &'a str {
        numbers.pick(&self.noise)
    }
}

fn word(numbers: &mut Numbers) -> String {
    let count = 1 + numbers.below(3);
    (0..count).map(|_| SYLLABLES[usize::try_from(numbers.below(40)).unwrap_or(0)]).collect()
}

fn sentence(words: &[String], numbers: &mut Numbers) -> String {
    let count = 7 + numbers.below(14);
    let picked: Vec<&str> = (0..count).map(|_| numbers.pick(words)).collect();
    format!("{}.", capitalised(&picked.join(" ")))
}

fn script(words: &[String], numbers: &mut Numbers) -> String {
    let mut text = String::from("<script>window.page=window.page||[];");
    while text.len() < 2000 {
        let (name, value) = (numbers.pick(words), numbers.next());
        text.push_str(&format!("page.push({{\"{name}\":\"{value:x}\",\"at\":{}}});", value % 9973));
    }
    text.push_str("</script>\n");
    text
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
