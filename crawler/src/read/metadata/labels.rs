//! What the words before a date say it is the date of. Data and one question. Pure.

/// What a date on a page is said to be the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Published,
    Modified,
    /// Neither: a deadline, an event, a copyright year.
    Other,
    Nothing,
}

impl Said {
    /// In one word, for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Modified => "modified",
            Self::Other => "other",
            Self::Nothing => "nothing",
        }
    }
}

const PUBLISHED: &[&str] = &[
    "publish",
    "posted",
    "post date",
    "written on",
    "created",
    "released",
    "release date",
    "issued",
    "submitted",
    "date",
    "first appeared",
    "veröffentlicht",
    "erschienen",
    "erstellt",
    "publié",
    "publie",
    "mis en ligne",
    "paru",
    "posté",
    "publicado",
    "publicada",
    "fecha",
    "pubblicat",
    "data",
    "data de pub",
    "опубликован",
    "дата",
    "发布",
    "發布",
    "发表",
    "發表",
    "时间",
    "時間",
    "日期",
    "掲載",
    "公開",
    "投稿",
    "配信",
    "등록",
    "입력",
    "게시",
    "승인",
    "작성",
    "نشر",
    "تاريخ",
    "gepubliceerd",
    "geplaatst",
    "opublikowan",
    "publicerad",
    "udgivet",
    "publikov",
    "zveřejn",
    "közzétéve",
    "publicat",
    "julkaist",
    "publisert",
    "publiceret",
    "δημοσ",
    "yayın",
    "diterbitkan",
    "ngày đăng",
    "опублікован",
    "публикуван",
    "פורסם",
    "प्रकाशित",
];
const MODIFIED: &[&str] = &[
    "update",
    "modified",
    "reviewed",
    "revised",
    "edited",
    "changed",
    "refreshed",
    "verified",
    "fact-checked",
    "fact checked",
    "current as of",
    "as of",
    "aktualisiert",
    "stand:",
    "zuletzt",
    "geändert",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualiza",
    "modifica",
    "atualiza",
    "aggiorna",
    "обновл",
    "изменен",
    "更新",
    "修改",
    "修订",
    "最終更新",
    "수정",
    "업데이트",
    "최종",
    "تحديث",
    "عدل",
    "bijgewerkt",
    "zaktualizowan",
    "uppdaterad",
    "opdateret",
    "aktualizov",
    "frissítve",
    "actualizat",
    "päivitet",
    "oppdatert",
    "ενημερ",
    "güncelle",
    "diperbarui",
    "cập nhật",
    "оновлен",
    "עודכן",
    "अपडेट",
];
const OTHER: &[&str] = &[
    "copyright",
    "©",
    "(c)",
    "deadline",
    "expire",
    "valid ",
    "effective",
    "due ",
    "ends ",
    "until",
    "through",
    "event",
    "webinar",
    "when:",
    "starts",
    "starting",
    "begins",
    "join us",
    "register",
    "accessed",
    "retrieved",
    "born",
    "since",
    "version",
    "next ",
    "closing",
    "offer",
    "sale",
    "save ",
    "live on",
    "premiere",
    "upcoming",
    "available",
    "fiscal",
    "quarter",
    "from ",
    "before",
    "after",
    "between",
    "all rights",
    "last accessed",
    "cutoff",
    "dates",
    "start date",
    "end date",
    "due date",
    "event date",
    "effective date",
    "expiry date",
    "expiration date",
    "sale date",
    "preprint",
    "received",
    "accepted",
    "arrive",
    "check-in",
    "departure",
    "haltbar",
    "gültig",
    "jusqu",
    "hasta",
    "até",
    "截止",
    "まで",
    "마감",
];

/// Told by the last telling word before the date.
pub(super) fn said(before: &str) -> Said {
    let lower = before.to_lowercase();
    if ["preprint", "earlier version"].iter().any(|word| lower.contains(word)) {
        return Said::Other;
    }
    // Of two that end at the same place the longer one tells: "start date" is no "date".
    let last = |words: &[&str]| words.iter().filter_map(|word| Some((last_word(&lower, word)?, word.len()))).max();
    let found = [(last(MODIFIED), Said::Modified), (last(PUBLISHED), Said::Published), (last(OTHER), Said::Other)];
    // `max_by_key` takes the last of equals, so "last updated" beats "date" in "update".
    let best = found.into_iter().rev().filter_map(|(at, said)| at.map(|at| (at, said))).max_by_key(|(at, _)| *at);
    best.map_or(Said::Nothing, |(_, said)| said)
}

/// Whether a line says no more than that a date of publication follows.
pub(super) fn is_heading_of_publication(line: &str) -> bool {
    let lower = line.trim().trim_end_matches([':', '：']).to_lowercase();
    [
        "published",
        "published on",
        "publication date",
        "date published",
        "publish date",
        "date of publication",
        "veröffentlicht",
        "veröffentlicht am",
        "publié le",
        "date de publication",
        "publicado",
        "publicado el",
        "publicado em",
        "fecha de publicación",
        "data de publicação",
        "pubblicato il",
        "data di pubblicazione",
        "дата публикации",
        "опубликовано",
        "发布日期",
        "发布时间",
        "發布日期",
        "掲載日",
        "公開日",
        "등록일",
        "게시일",
        "تاريخ النشر",
    ]
    .contains(&lower.as_str())
}

/// Whether the words say that this was the first of several dates, and of this page rather than of a draft of it.
pub(super) fn is_first(before: &str) -> bool {
    let lower = before.to_lowercase();
    if said(before) != Said::Published
        || ["preprint", "draft", "earlier version"].iter().any(|word| lower.contains(word))
    {
        return false;
    }
    [
        "originally published",
        "first published",
        "originally posted",
        "originally appeared",
        "zuerst veröffentlicht",
        "publié initialement",
        "publicado originalmente",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

/// Where the last of the words that begin with `start` ends; bytes.
fn last_word(text: &str, start: &str) -> Option<usize> {
    let begins = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|c| c.is_ascii_alphabetic()) || !start.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    text.rmatch_indices(start).map(|(at, _)| at).find(begins).map(|at| at + start.len())
}

#[cfg(test)]
mod tests;
