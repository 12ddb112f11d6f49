//! Whether two readings of a page say the same. What changes at every fetch without a word of the
//! publisher's having changed (white space, the style of quotes and dashes, counters, relative times,
//! a cookie banner) must make no new version of a document; every changed word must. Pure.
//!
//! Both answers rest on one normal form: the words in their order, one a line. Case matters, and so do
//! the signs that carry meaning in figures (`<`, `≥`, `%`, `$`, a minus before a digit).

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use sha2::{Digest, Sha256};

/// A line of counters is short; a longer line is prose.
const COUNTER_MAX_CHARS: usize = 120;
/// Kept by each thread for its pattern, as far as it is needed.
const COUNTER_ROOM_BYTES: usize = 16 << 20;
/// Cookie notices run to a few sentences.
const COOKIES_MAX_CHARS: usize = 600;

/// A whole line, or a part of it between dividers, that only counts or tells the time since.
static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"(?:[\d][\d.,\u{a0}\u{202f}' ]*(?:k|m|mio|тыс|万|萬|만|천|億|亿)?\+?)";
    let counted = concat!(
        r"(?:views?|reads?|shares?|likes?|comments?|replies|reply|responses?|reactions?|claps?|upvotes?|votes?|points?|",
        r"followers?|subscribers?|downloads?|stars?|forks?|people (?:like|liked|found) this(?: helpful)?|retweets?|reposts?|bookmarks?|",
        r"(?:mal )?(?:gelesen|geteilt)|kommentare?|aufrufe|vues?|commentaires?|partages?|comentarios?|visitas|vistas|comentários?|visualizações|",
        r"commenti|visualizzazioni|condivisioni|просмотр(?:а|ов)?|комментари(?:й|я|ев)|مشاهدة|مشاهدات|تعليق|تعليقات|",
        r"次?(?:浏览|瀏覽|阅读|閱讀|评论|評論|点赞|播放|分享|人阅读)|(?:件の)?コメント|いいね|회|개의 댓글)"
    );
    let counted_before = r"(?:views?|reads?|shares?|likes?|comments?|阅读|閱讀|浏览|瀏覽|阅读量|浏览量|评论|点击|点赞|조회(?:수)?|댓글|閲覧数|просмотр(?:ов|ы)?|комментарии|المشاهدات)";
    let unit = concat!(
        r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?|",
        r"sekunden?|minuten?|stunden?|tag(?:e|en)?|wochen?|monat(?:e|en)?|jahr(?:e|en)?|secondes?|heures?|jours?|semaines?|mois|ans?|",
        r"segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|anos?|secondi|minut[io]|or[ae]|giorn[io]|settiman[ae]|mes[ei]|ann[io]|",
        r"секунд[уы]?|минут[уы]?|час(?:а|ов)?|дн(?:я|ей)|день|недел[юиь]|месяц(?:а|ев)?|год(?:а)?|лет|",
        r"ثانية|ثوان|دقيقة|دقائق|ساعة|ساعات|يوم|أيام|أسبوع|أسابيع|شهر|أشهر|سنة|سنوات)"
    );
    let amount = format!(r"(?:{number}|an?|one|two|few|einer?|einem|une?|una?|um|uma|few)");
    let ago = format!(
        concat!(
            r"(?:(?:about|over|almost|around|more than) )?{amount} ?{unit}(?:,? (?:and )?{amount} ?{unit})? (?:ago|назад|fa|atrás)|",
            r"(?:vor|il y a|hace|há|منذ|قبل)(?: etwa| environ| más de)? {amount} ?{unit}|",
            r"{number} ?(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間|个月|個月|か月|ヶ月|年)(?:之)?(?:前)|{number} ?(?:초|분|시간|일|주|개월|년) ?전|",
            r"just now|moments ago|(?:a )?(?:moment|minute|second)s? ago|gerade eben|à l.instant|刚刚|剛剛|たった今|방금"
        ),
        amount = amount,
        unit = unit,
        number = number
    );
    let before_time = concat!(
        r"(?:(?:last |page )?(?:updated?|modified|posted|published|checked|refreshed|edited|seen|reviewed|added|created|opened|asked|viewed|",
        r"aktualisiert|veröffentlicht|mis à jour|publié|actualizado|publicado|atualizado|aggiornato|pubblicato|обновлено|опубликовано|更新(?:于|於)?|发布(?:于)?|最終更新)",
        r"(?: on| at| am| le| el)?:? ?)"
    );
    let reading_time = concat!(
        r"(?:(?:estimated )?(?:reading|read) time:?|reading:|lesezeit:?|temps de lecture\s?:?|tiempo de lectura:?|tempo de leitura:?|tempo di lettura:?|время чтения:?|阅读时间[:：]?)? ?",
        r"(?:about |ca\. |~)?\d{1,3}(?: ?[-–] ?\d{1,3})? ?(?:-| )?(?:min(?:ute)?n?s?\.?|минут[аы]?|мин\.?|minutos?|minuti|分钟|分鐘|分|분)(?:[ -]?(?:of )?(?:read(?:ing)?(?: time)?|to read|lesezeit|de lecture|de lectura|de leitura|di lettura|чтения|阅读|閱讀|で読めます|읽기))?"
    );
    let pattern = format!(
        concat!(
            r"(?i)^[\s(\[]*(?:{number} ?{counted}|{counted_before}[ :：(]*{number}\)?|{before_time}?(?:{ago})|{reading_time}|",
            r"(?:no|add|leave|write|post|view|show|see|read|load) (?:a |all |more |the )?(?:{number} )?(?:comments?|repl(?:y|ies)|responses?)(?: yet)?|",
            r"be the first to (?:comment|reply|like|share).{{0,30}})[\s.!)\]]*$"
        ),
        number = number,
        counted = counted,
        counted_before = counted_before,
        before_time = before_time,
        ago = ago,
        reading_time = reading_time
    );
    // With less room so many alternatives would be walked letter by letter.
    RegexBuilder::new(&pattern).dfa_size_limit(COUNTER_ROOM_BYTES).build().expect("a valid pattern")
});

/// A notice about the site's own cookies, and not a report on cookies.
static COOKIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:(?:we|this (?:web)?site|our (?:web)?site|[\w. ]{1,30}) (?:and our partners )?(?:also )?uses? (?:\w+ ){0,3}cookies\b|",
        r"by (?:using|continuing|clicking|browsing)\b.{0,120}\bcookies\b|(?:accept|reject|allow|manage|necessary|only|all|essential)(?: \w+){0,3} cookies\b.{0,40}$|",
        r"cookie (?:settings|preferences|policy|notice|consent|einstellungen)\b.{0,60}$|(?:wir|diese (?:web)?seite) (?:verwende[nt]|nutz(?:en|t))\b.{0,60}\bcookies\b|",
        r"(?:nous utilisons|ce site utilise)\b.{0,60}\bcookies\b|(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)|este site (?:utiliza|usa))\b.{0,60}\bcookies\b|",
        r"(?:utilizziamo|questo sito (?:utilizza|usa))\b.{0,60}\bcookie|(?:мы|сайт|этот сайт) использу\w+.{0,60}(?:cookie|куки)|本(?:网站|網站|站)使用.{0,20}cookie|当サイトでは.{0,20}(?:cookie|クッキー))"
    ))
    .expect("a valid pattern")
});

/// Dividers of the parts of a byline: "Ana Ruiz | 3 min read · 5 hours ago".
const DIVIDERS: [char; 5] = ['|', '·', '•', '∙', '\t'];

/// Whether both texts say the same words in the same order. Counters, relative times and cookie
/// notices that stand alone in a line say nothing.
pub fn same_words(before: &str, after: &str) -> bool {
    before == after || normal_form(before) == normal_form(after)
}

/// SHA-256 of what a reading says: equal digests, no new version. The headline counts in full, the
/// body as in [`same_words`].
pub fn words_digest(title: &str, text: &str) -> [u8; 32] {
    let mut normal = String::with_capacity(title.len() + text.len());
    push_words(&mut normal, title);
    // Words must not wander between headline and body unseen.
    normal.push('\u{1e}');
    normal.push_str(&normal_form(text));
    Sha256::digest(normal.as_bytes()).into()
}

fn normal_form(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for line in text.lines() {
        let chars = line.chars().take(COOKIES_MAX_CHARS + 1).count();
        if chars <= COOKIES_MAX_CHARS && COOKIES.is_match(line.trim()) {
            continue;
        }
        if chars > COUNTER_MAX_CHARS {
            push_words(&mut normal, line);
            continue;
        }
        for part in parts(line).filter(|part| !is_counter(part)) {
            push_words(&mut normal, part);
        }
    }
    normal
}

/// The parts of a short line: between dividers, and its sentences ("Posted 3 days ago. 3 July 2026").
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(DIVIDERS).flat_map(|part| part.split_inclusive(". "))
}

/// A line without the parts of it that only count; as it is where there are none, or where it is long.
pub(crate) fn without_counters(line: &str) -> Cow<'_, str> {
    if line.len() > COUNTER_MAX_CHARS || !parts(line).any(is_counter) {
        return Cow::Borrowed(line);
    }
    let kept: Vec<&str> = parts(line).filter(|part| !is_counter(part)).map(str::trim).collect();
    Cow::Owned(kept.join(" "))
}

/// Whether a short text only counts, or only tells the time since: "1,234 views", "3 min read",
/// "Updated 5 minutes ago".
pub(crate) fn is_counter(text: &str) -> bool {
    text.len() <= COUNTER_MAX_CHARS * 4 && COUNTER.is_match(text.trim())
}

/// The words of `text`, each followed by a line end. A character of a script without blanks is a word.
fn push_words(normal: &mut String, text: &str) {
    let mut in_word = false;
    let mut before = ' ';
    let mut chars = text.chars().filter(|c| !is_invisible(*c)).map(plain).peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let is_sign = matches!(c, '<' | '>' | '≤' | '≥' | '=' | '≠' | '%' | '$' | '€' | '£' | '¥' | '₹' | '₽' | '°')
            || (c == '-' && !before.is_alphanumeric() && next.is_some_and(|next| next.is_ascii_digit()))
            || (c == '+' && !before.is_whitespace());
        let is_apostrophe = c == '\'' && in_word && next.is_some_and(char::is_alphabetic);
        if is_sign || is_unspaced(c) {
            end_word(normal, &mut in_word);
            normal.push(c);
            normal.push('\n');
        } else if c.is_alphanumeric() || is_apostrophe || (in_word && is_mark(c)) {
            normal.push(c);
            in_word = true;
        } else {
            end_word(normal, &mut in_word);
        }
        before = c;
    }
    end_word(normal, &mut in_word);
}

fn end_word(normal: &mut String, in_word: &mut bool) {
    if *in_word {
        normal.push('\n');
        *in_word = false;
    }
}

/// One style of quotes and dashes, and the ASCII form of full-width letters.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '´' | '`' | '＇' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}')
}

/// Letters of scripts that put no blank between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Accents and vowel signs that follow their letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

#[cfg(test)]
mod tests;
