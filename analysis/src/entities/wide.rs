//! Organizations in Chinese and Japanese text by the end of their name: "东江市公安局", "青禾科技有限公司", "桜野大学".
//!
//! These scripts part no words: a name holds no mark and no particle, and is as long as that allows.

use std::sync::LazyLock;

use regex::Regex;
use watchline_model::{Entity, EntityId, EntityKind};

use super::Found;
use super::names::Names;
use crate::text::Text;

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<name>(?:株式会社[\p{Han}\p{Katakana}ーA-Za-z]{2,10}|[[\p{Han}\p{Katakana}ーA-Za-z]--[在由被对對向与與和的从從给給为為是将將把及或于於据據称稱日月年了该該个個某多家有经經称向让讓使]]{2,12}?(?:股份有限公司|有限公司|集团|集團|株式会社|大学|大學|学院|研究院|研究所|法院|地裁|高裁|裁判所|检察院|公安局|警察局|警视厅|警視庁|教育局|管理局|监管局|委员会|委員会|委員會|医院|病院|银行|銀行|电视台|新闻社|新聞社|协会|協会|协會|消防局)))",
    )
    .expect("the pattern is a constant")
});
/// What says nothing by itself: "该公司", "当地警方".
const GENERAL: [&str; 14] =
    ["该", "該", "本", "这家", "那家", "当地", "一家", "某", "各", "多家", "同", "我们", "其", "分"];

pub(super) fn add(text: &Text, names: &Names, found: &mut Found) {
    for sentence in text.sentences.iter().filter(|sentence| sentence.wide && !sentence.clutter) {
        let words = sentence.words(text);
        let mut at = 0;
        while let Some(name) = NAME.captures_at(words, at).and_then(|captures| captures.name("name")) {
            at = name.end();
            let start = sentence.start + words[..name.start()].chars().count();
            let end = start + name.as_str().chars().count();
            let general =
                GENERAL.iter().any(|word| name.as_str().starts_with(word)) || name.as_str().chars().count() < 4;
            if general || found.touches(start, end) || names.find(name.as_str(), EntityKind::Organization).is_some() {
                continue;
            }
            let id = EntityId::new(name.as_str().to_lowercase());
            let entity = Entity { id, kind: EntityKind::Organization, name: name.as_str().to_owned(), owner: None };
            found.add(&entity, start, end, "coined:form".to_owned());
        }
    }
    found.seen.sort_by(|a, b| (a.start, a.end, &a.entity).cmp(&(b.start, b.end, &b.entity)));
}

#[cfg(test)]
mod tests;
