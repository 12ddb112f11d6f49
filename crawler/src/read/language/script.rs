//! What the script of a text tells of its language. Pure.

/// So much of a text's letters tells its script, in percent: names and quotes of other languages stand in every text.
const MAIN_PERCENT: usize = 35;
/// Japanese is written with Han and kana; a Chinese text that names a Japanese product has fewer kana.
const KANA_PERCENT: usize = 8;

/// Characters that only one of both ways to write Chinese has, of those that are common; a simplified one and the
/// traditional one that it stands for.
const CHINESE: &[(char, char)] = &[
    ('这', '這'),
    ('个', '個'),
    ('们', '們'),
    ('来', '來'),
    ('国', '國'),
    ('说', '說'),
    ('时', '時'),
    ('会', '會'),
    ('为', '為'),
    ('对', '對'),
    ('发', '發'),
    ('过', '過'),
    ('还', '還'),
    ('后', '後'),
    ('见', '見'),
    ('应', '應'),
    ('问', '問'),
    ('题', '題'),
    ('员', '員'),
    ('业', '業'),
    ('产', '產'),
    ('电', '電'),
    ('网', '網'),
    ('据', '據'),
    ('数', '數'),
    ('关', '關'),
    ('开', '開'),
    ('现', '現'),
    ('进', '進'),
    ('与', '與'),
    ('将', '將'),
    ('长', '長'),
    ('动', '動'),
    ('务', '務'),
    ('报', '報'),
    ('实', '實'),
    ('该', '該'),
    ('让', '讓'),
    ('两', '兩'),
    ('体', '體'),
    ('万', '萬'),
    ('无', '無'),
    ('东', '東'),
    ('车', '車'),
    ('门', '門'),
    ('间', '間'),
    ('书', '書'),
    ('认', '認'),
    ('识', '識'),
    ('语', '語'),
    ('议', '議'),
    ('论', '論'),
    ('护', '護'),
    ('险', '險'),
    ('权', '權'),
    ('称', '稱'),
    ('软', '軟'),
    ('型', '型'),
    ('维', '維'),
    ('级', '級'),
    ('经', '經'),
    ('济', '濟'),
    ('华', '華'),
    ('湾', '灣'),
];

/// Which of the two ways a Chinese text is written in, as BCP 47 names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChineseScript {
    Hans,
    Hant,
}

impl ChineseScript {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hans => "Hans",
            Self::Hant => "Hant",
        }
    }
}

/// Simplified or traditional; `None` where the text has no character that tells.
pub fn chinese_script(text: &str) -> Option<ChineseScript> {
    let (mut simplified, mut traditional) = (0_usize, 0_usize);
    for c in text.chars() {
        for (one, other) in CHINESE.iter().filter(|(one, other)| one != other) {
            simplified += usize::from(c == *one);
            traditional += usize::from(c == *other);
        }
    }
    match simplified.cmp(&traditional) {
        std::cmp::Ordering::Greater => Some(ChineseScript::Hans),
        std::cmp::Ordering::Less => Some(ChineseScript::Hant),
        std::cmp::Ordering::Equal => None,
    }
}

/// What the script tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ByScript {
    /// The only language that it can be.
    pub(super) only: Option<&'static str>,
    /// The most usual of the languages that it can be.
    pub(super) usual: Option<&'static str>,
    script: Option<Script>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Other,
}

impl ByScript {
    /// Whether a text in this script can be in `language`, ISO 639-1.
    pub(super) fn could_be(&self, language: &str) -> bool {
        let cyrillic = ["ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn", "tg"].contains(&language);
        let arabic = ["ar", "fa", "ur", "ps", "ku", "ug"].contains(&language);
        let other =
            ["zh", "ja", "ko", "he", "el", "th", "hi", "mr", "ne", "bn", "ta", "te", "ka", "hy"].contains(&language);
        match self.script {
            None => true,
            Some(Script::Latin) => !(arabic || other || (cyrillic && language != "sr")),
            Some(Script::Cyrillic) => cyrillic,
            Some(Script::Arabic) => arabic,
            Some(Script::Other) => other,
        }
    }
}

pub(super) fn language(text: &str) -> ByScript {
    let (mut letters, mut latin, mut cyrillic, mut arabic) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut han, mut kana, mut hangul, mut hebrew, mut greek, mut thai) = (0_usize, 0, 0, 0, 0, 0);
    let (mut ukrainian, mut russian, mut persian, mut urdu) = (0_usize, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            '\u{600}'..='\u{6ff}' => arabic += 1,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => han += 1,
            '\u{3041}'..='\u{30fa}' => kana += 1,
            '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => hangul += 1,
            '\u{590}'..='\u{5ff}' => hebrew += 1,
            '\u{370}'..='\u{3ff}' => greek += 1,
            '\u{e00}'..='\u{e7f}' => thai += 1,
            _ => {}
        }
        ukrainian += usize::from("іїєґІЇЄҐ".contains(c));
        russian += usize::from("ыэёЫЭЁ".contains(c));
        persian += usize::from("پچژگ".contains(c));
        urdu += usize::from("ٹڈڑےں".contains(c));
    }
    let is_main = |count: usize| count > 0 && count * 100 >= letters * MAIN_PERCENT;
    let of = |only, usual, script| ByScript { only, usual, script: Some(script) };
    if is_main(hangul) {
        return of(Some("ko"), None, Script::Other);
    }
    if is_main(han + kana) {
        let is_japanese = kana * 100 >= (han + kana) * KANA_PERCENT;
        return of(Some(if is_japanese { "ja" } else { "zh" }), None, Script::Other);
    }
    for (count, name) in [(hebrew, "he"), (greek, "el"), (thai, "th")] {
        if is_main(count) {
            return of(Some(name), None, Script::Other);
        }
    }
    if is_main(arabic) {
        let only = match (persian, urdu) {
            (_, 1..) => Some("ur"),
            (1.., _) => Some("fa"),
            _ => None,
        };
        return of(only, Some("ar"), Script::Arabic);
    }
    if is_main(cyrillic) {
        let only = match (ukrainian, russian) {
            (1.., 0) => Some("uk"),
            (0, 1..) if letters < SHORT_LETTERS => Some("ru"),
            _ => None,
        };
        return of(only, Some("ru"), Script::Cyrillic);
    }
    if is_main(latin) { ByScript { script: Some(Script::Latin), ..ByScript::default() } } else { ByScript::default() }
}

/// In longer texts the statistic of letters tells Russian from its neighbours better than single letters do.
const SHORT_LETTERS: usize = 120;

#[cfg(test)]
mod tests;
