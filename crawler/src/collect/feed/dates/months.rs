//! The names of months, full and short, in the languages that feeds are written in. Pure.

/// Beginnings of names, by month, without accents and in lower case. A word that begins so is the month.
#[rustfmt::skip]
const STEMS: [&[&str]; 12] = [
    &["jan", "jaan", "ian", "gen", "ene", "janv", "styc", "oca", "tammi", "saus", "sijec", "led", "jen", "янв", "яну",
      "січ", "јан", "ιαν", "يناير", "كانون الثاني", "ינואר", "जन", "มกรา", "ม.ค"],
    &["feb", "fev", "febr", "fevr", "lut", "uno", "veeb", "sub", "helmi", "vasar", "velj", "фев", "лют", "φεβ", "فبراير", "פברואר",
      "फ़र", "फर", "กุมภา", "ก.พ"],
    &["mar", "maart", "mrt", "mrz", "marz", "maer", "maalis", "mac", "bre", "kov", "ozuj", "мар", "бер", "μαρ", "مارس", "מרץ", "מרס",
      "मार्च", "मार", "มีนา", "มี.ค"],
    &["apr", "avr", "abr", "kwi", "dub", "nis", "huhti", "baland", "trav", "апр", "кві", "απρ", "ابريل", "نيسان", "אפריל",
      "अप्र", "เมษา", "เม.ย"],
    &["may", "mai", "maj", "mei", "mag", "kve", "touko", "geguz", "svib", "maig", "май", "мая", "маи", "тра", "мај", "μαι", "مايو",
      "מאי", "मई", "พฤษภา", "พ.ค"],
    &["jun", "juin", "iun", "giu", "cze", "cerv", "haz", "kesa", "birz", "lipn", "lipanj", "juuni", "июн", "юни", "чер", "јун", "ιουν",
      "يونيو", "יוני", "जून", "มิถุนา", "มิ.ย"],
    &["jul", "juil", "iul", "lug", "lip", "cervenec", "cervenc", "cvc", "tem", "heina", "liep", "srpanj", "srpnj", "juuli", "июл", "юли", "лип",
      "јул", "ιουλ", "يوليو", "יולי", "जुल", "กรกฎา", "ก.ค"],
    &["aug", "ago", "aou", "aout", "avg", "agu", "sie", "srp", "elo", "rugp", "kolov", "ogos", "авг", "сер", "αυγ", "اغسطس", "אוגוסט",
      "अग", "สิงหา", "ส.ค"],
    &["sep", "set", "szept", "wrz", "zar", "eyl", "syys", "rugs", "ruj", "сен", "вер", "сеп", "σεπ", "سبتمبر", "ספטמבר", "सित",
      "กันยา", "ก.ย"],
    &["oct", "okt", "out", "ott", "paz", "rij", "eki", "loka", "spal", "окт", "жов", "οκτ", "اكتوبر", "אוקטובר", "अक्",
      "ตุลา", "ต.ค"],
    &["nov", "noi", "lis", "kas", "marras", "lapkr", "stud", "ноя", "ное", "нов", "νοε", "νοεμ", "نوفمبر", "נובמבר", "नव", "พฤศจิกา",
      "พ.ย"],
    &["dec", "dez", "dic", "des", "gru", "pros", "ara", "joulu", "gruod", "дек", "гру", "δεκ", "ديسمبر", "דצמבר", "दिस",
      "ธันวา", "ธ.ค"],
];

/// Words that begin like a month and are none: days of the week, and what stands around dates.
const OTHERS: &[&str] = &[
    "martes",
    "mardi",
    "martedi",
    "marti",
    "mart.",
    "maandag",
    "mandag",
    "maanantai",
    "dec.",
    "setmana",
    "date",
    "sunday",
    "sabado",
    "arch",
    "uhr",
    "generated",
    "general",
    "outside",
    "marking",
    "april's",
    "descr",
    "description",
    "agosto'",
    "desde",
    "dest",
    "declared",
    "december's",
    "majority",
    "mailed",
    "maintained",
    "later",
    "lista",
    "listed",
    "lisbon",
    "kasse",
    "sept.",
    "aprox",
];

/// The month that `word` (lower case, no accents) names, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    if word.chars().count() < 2 || OTHERS.contains(&word) {
        return None;
    }
    let word = word.strip_prefix('ב').unwrap_or(word);
    // The longest beginning counts: `červenec` is not `červen`.
    let mut best: Option<(usize, u32)> = None;
    for (month, stems) in (1..).zip(STEMS.iter()) {
        for stem in *stems {
            if word.starts_with(stem) && best.is_none_or(|(length, _)| stem.len() > length) {
                best = Some((stem.len(), month));
            }
        }
    }
    best.map(|(_, month)| month)
}

/// Whether `word` may as well be a day of the week (Tuesday in Romance languages).
pub(super) fn may_be_weekday(word: &str) -> bool {
    matches!(word, "mar" | "lis" | "sub")
}

#[cfg(test)]
mod tests;
