//! Speakers in Chinese sentences: the party nearest before the verb, a pronoun, or one of the unnamed.

use std::sync::LazyLock;

use regex::Regex;
use watchline_model::EntityKind;

use super::{Speaker, Verb, referred};
use crate::entities::{Found, Seen};
use crate::events::is_party;
use crate::text::Text;

/// How far before the verb its subject may stand, in characters.
const BEFORE: usize = 60;

static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("((?:社交媒体|网络|多名|有|多篇|一些)*(?:帖子|网友|用户|开发者|研究人员|知情人士|媒体|消息人士|报道))[^，。；]{0,8}$")
        .expect("the pattern is a constant")
});

static PRONOUN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:他|她|该公司|公司)[^，。；]{0,6}$").expect("the pattern is a constant"));

/// A body, group or office by its last word, with the words that say when and where behind it.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "([^，。；：“”、（）！？\\s]{0,14}(?:公司|银行|科技|局|委员会|办公室|网信办|法院|警方|公安|检察院|平台|实验室|大学|学校|集团|协会|机构|部门|团队|研究员|研究人员|工程师|律师|家长|用户|作家|作者|消费者|官方|负责人|发言人|创始人|教授|专家|网友|知情人士|开发者|医院|院方|校方|法官|原告|受害者|员工|监管部门))(?:周[一二三四五六日]|昨日|今日|当日|近日|随后|近日|(?:[0-9]+月)?[0-9]+日|[0-9]+月|在[^，。；]{0,14}[上中里]|向[^，。；]{2,14}|也|则|还|又|曾|已|再次|公开|回应|方面|对此|对外){0,4}$",
    )
    .expect("the pattern is a constant")
});
/// Between "he" and the verb.
const ADVERBS: [char; 8] = ['还', '也', '则', '又', '并', '再', '都', '曾'];

/// Words of time before the name.
static WHEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:(?:[0-9]+年)?[0-9]+月[0-9]+日|[0-9]+日|周[一二三四五六日]|昨日|今日|近日|随后|目前|此外|同时|还有|有|但|而|据|对此|针对[^，。]{0,10})+")
        .expect("the pattern is a constant")
});

/// A person by name behind a title, with the words that say when and where behind it.
static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:研究者|研究员|研究人员|工程师|教授|律师|创始人|负责人|发言人|首席[^，。；]{2,5}官|总裁|总经理|博士|专家|学者|记者)([\\p{Han}]{2,3}?)(?:周[一二三四五六日]|昨日|今日|当日|近日|随后|(?:[0-9]+月)?[0-9]+日|在[^，。；]{0,14}[上中里]|也|则|还|又|曾|再次|公开|回应|对此){0,4}$",
    )
    .expect("the pattern is a constant")
});
/// What stands behind a title and is no name.
const NO_NAMES: [&str; 10] = ["随后", "近日", "昨日", "今日", "当日", "公开", "再次", "对此", "回应", "此前"];

pub(super) fn find(
    text: &Text,
    found: &Found,
    number: usize,
    verb: &Verb,
    heard: &[(usize, Speaker)],
) -> Option<Speaker> {
    let sentence = &text.sentences[number];
    let can_speak = |seen: &&Seen| {
        is_party(seen.kind) && verb.start - seen.end <= BEFORE && !text.slice(seen.end, seen.end + 1).starts_with('的')
    };
    let here = found.within(sentence.start, verb.start).iter().filter(|seen| seen.end <= verb.start);
    let mention = here.clone().rfind(can_speak);
    let before = text.slice(sentence.start, verb.start);
    if let Some(speaker) = person(text, found, sentence.start, before) {
        return Some(speaker);
    }
    if mention.is_none_or(|seen| seen.kind != EntityKind::Person)
        && before.trim_end_matches(ADVERBS).ends_with(['他', '她'])
        && let Some((_, speaker)) =
            heard.iter().rev().find(|(sentence, speaker)| speaker.is_person && number - sentence <= 3)
    {
        return Some(speaker.clone());
    }
    let body = body(before);
    // "霖州市网信办" is not the office in the capital: the longer name of the two, the nearer of two that are apart.
    if let Some(speaker) = body
        && mention.is_none_or(|seen| {
            let known = text.slice(seen.start, seen.end);
            let grows = speaker.name.chars().count() >= known.chars().count() + 2;
            !speaker.name.contains(known) || (grows && speaker.name.ends_with(known))
        })
    {
        return Some(speaker);
    }
    if let Some(seen) = mention {
        return Some(named(found, text, seen));
    }
    if let Some(pronoun) = PRONOUN.find(before)
        && let Some(seen) = referred(text, found, number, sentence.start, pronoun.as_str().starts_with(['他', '她']))
    {
        return Some(named(found, text, seen));
    }
    let Some(words) = UNNAMED.captures(before).and_then(|captures| captures.get(1)) else {
        return subject(before);
    };
    Some(Speaker {
        party: None,
        name: words.as_str().to_owned(),
        is_hearsay: true,
        is_official: false,
        is_person: false,
    })
}

fn named(found: &Found, text: &Text, seen: &Seen) -> Speaker {
    let name = |id| found.entities.get(id).map(|entity: &watchline_model::Entity| entity.name.clone());
    let own = name(&seen.entity).unwrap_or_else(|| text.slice(seen.start, seen.end).to_owned());
    let (party, name) = match (&seen.owner, seen.kind) {
        (Some(owner), EntityKind::Person) => {
            let employer = name(owner).unwrap_or_else(|| owner.as_str().to_owned());
            (owner.clone(), format!("{own} ({employer})"))
        }
        _ => (seen.entity.clone(), own),
    };
    let is_person = seen.kind == EntityKind::Person;
    Speaker { party: Some(party), name, is_hearsay: false, is_official: true, is_person }
}

/// The named person that ends the words before a verb; who is named just before the title is the employer.
fn person(text: &Text, found: &Found, start: usize, before: &str) -> Option<Speaker> {
    let whole = PERSON.captures(before)?;
    let (title, own) = (whole.get(0)?, whole.get(1)?);
    if NO_NAMES.contains(&own.as_str()) {
        return None;
    }
    let at = start + before[..title.start()].chars().count();
    let employer =
        found.within(start, at).iter().rfind(|seen| is_party(seen.kind) && seen.end <= at && at - seen.end <= 4);
    let own = own.as_str().to_owned();
    let speaker = Speaker { party: None, name: own, is_hearsay: false, is_official: false, is_person: true };
    Some(match employer {
        Some(seen) => {
            let called = found.entities.get(&seen.entity).map(|entity| entity.name.clone());
            let called = called.unwrap_or_else(|| text.slice(seen.start, seen.end).to_owned());
            Speaker {
                party: Some(seen.entity.clone()),
                name: format!("{} ({called})", speaker.name),
                is_official: true,
                ..speaker
            }
        }
        None => speaker,
    })
}

/// The words between the last stop and the verb, where they are few: whoever that is.
fn subject(before: &str) -> Option<Speaker> {
    let clause = before.rsplit(['，', '。', '；', '：', '“', '”', '！', '？', '、', '「', '」', ',']).next()?;
    let clause = WHEN.replace(clause.trim(), "");
    let name = TAIL.replace(&clause, "").into_owned();
    let count = name.chars().count();
    let is_plain = name.chars().all(|letter| letter.is_alphanumeric() || letter == ' ' || letter == '·');
    if !(2..=12).contains(&count)
        || !is_plain
        || name.starts_with(['向', '并', '对', '给', '与', '由', '被', '在', '从', '但', '而', '也', '不', '没'])
    {
        return None;
    }
    Some(Speaker { party: None, name, is_hearsay: false, is_official: false, is_person: false })
}

/// Words of manner and time between a subject and its verb.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:周[一二三四五六日]|昨日|今日|当日|近日|随后|(?:[0-9]+月)?[0-9]+日|[0-9]+月|在[^，。；]{0,14}[上中里]|也|则|还|又|曾|已|再次|公开|回应|方面|对此|对外|事后|明确|坚决|均|都|进一步|同时)+$")
        .expect("the pattern is a constant")
});

/// The body, group or office that ends the words before a verb.
fn body(before: &str) -> Option<Speaker> {
    let words = BODY.captures(before)?.get(1)?;
    let name = WHEN.replace(words.as_str(), "").into_owned();
    if matches!(name.as_str(), "该公司" | "公司" | "") || name.starts_with(['向', '并', '对', '给', '与', '由'])
    {
        return None;
    }
    let is_official =
        ["局", "办", "法院", "警方", "公安", "检察", "法官", "监管", "委员会"].iter().any(|word| name.contains(word));
    let is_hearsay =
        ["网友", "用户", "家长", "原告", "知情人士", "作家", "律师"].iter().any(|word| name.contains(word));
    Some(Speaker { party: None, name, is_hearsay, is_official, is_person: false })
}
