//! Networks that only carry what others spread: "circulated on Facebook and X", "a Telegram channel", "via WhatsApp".
//!
//! They play a part where they do something themselves, or where their own service is what is spoken of.

use crate::entities::Seen;
use crate::text::{Text, is_word};

/// Networks, services for messages and calls, by id.
const NETWORKS: [&str; 26] = [
    "bilibili",
    "bluesky",
    "discord",
    "douyin",
    "facebook",
    "facebook-messenger",
    "instagram",
    "kakaotalk",
    "kuaishou",
    "line",
    "linkedin",
    "mastodon",
    "reddit",
    "rumble",
    "signal",
    "snapchat",
    "telegram",
    "threads",
    "tiktok",
    "truth-social",
    "vk",
    "wechat",
    "weibo",
    "whatsapp",
    "xiaohongshu",
    "zoom",
];
/// Behind it: what somebody has or sends there.
const BEHIND: [&str; 33] = [
    "account",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "call",
    "channel",
    "chat",
    "clip",
    "contact",
    "follower",
    "group",
    "handle",
    "impersonation",
    "influencer",
    "link",
    "live",
    "livestream",
    "meeting",
    "message",
    "network",
    "page",
    "post",
    "profile",
    "reel",
    "room",
    "story",
    "stories",
    "user",
    "video",
    "videos",
    "voice",
    "warning",
];
/// In front of what carries.
const BEFORE: [&str; 14] = [
    " on ",
    " via ",
    " through ",
    " across ",
    " over ",
    " using ",
    " platforms, including ",
    " platforms including ",
    " platforms like ",
    " platforms such as ",
    " media including ",
    " used ",
    " like ",
    " such as ",
];

/// Marks the mentions of networks that only carry; one beside such a one in a list is one, too.
pub(super) fn mark(text: &Text, seen: &[Seen], passing: &mut [bool]) {
    let mut carries: Vec<bool> = seen.iter().map(|seen| is_network(seen) && is_carrying(text, seen)).collect();
    for forth in [true, false] {
        for step in 1..seen.len() {
            let (known, next) = if forth { (step - 1, step) } else { (seen.len() - step, seen.len() - step - 1) };
            let (left, right) = (known.min(next), known.max(next));
            carries[next] |= carries[known]
                && is_network(&seen[next])
                && seen[left].end <= seen[right].start
                && is_list(text.slice(seen[left].end, seen[right].start));
        }
    }
    for (passing, carries) in passing.iter_mut().zip(carries) {
        *passing |= carries;
    }
}

fn is_network(seen: &Seen) -> bool {
    NETWORKS.contains(&seen.entity.as_str())
}

fn is_list(between: &str) -> bool {
    matches!(between, ", " | " and " | ", and " | "/" | " or " | ", or " | " & ")
}

fn is_carrying(text: &Text, seen: &Seen) -> bool {
    let plain = text.plain();
    let before = &plain[seen.start.saturating_sub(24)..seen.start];
    // "on its platforms, including Corvid": its own.
    let own = |phrase: &str| before[..before.len() - phrase.len()].ends_with(b"its");
    if BEFORE.iter().any(|phrase| before.ends_with(phrase.as_bytes()) && !own(phrase)) {
        return true;
    }
    let behind = &plain[seen.end..(seen.end + 16).min(plain.len())];
    let Some(word) = behind.strip_prefix(b" ") else { return false };
    let length = word.iter().position(|&byte| !is_word(byte)).unwrap_or(word.len());
    let word = &word[..length];
    let one = word.strip_suffix(b"s").unwrap_or(word);
    BEHIND.iter().any(|known| known.as_bytes() == word || known.as_bytes() == one)
}

#[cfg(test)]
mod tests;
