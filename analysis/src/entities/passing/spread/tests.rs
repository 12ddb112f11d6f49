use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::entities::EntityFinder;
use crate::text::Text;
use crate::{Analyzer, Input};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(&watchline_config::shipped_taxonomy()));

fn ids(body: &str) -> BTreeSet<String> {
    let analysis = ANALYZER.analyze(&Input { title: "Fake video of a mayor", body, ..Input::default() });
    analysis.entities.into_iter().map(|entity| entity.id.to_string()).collect()
}

/// Without what is learnt of who has a part.
fn by_rules(body: &str) -> BTreeSet<String> {
    let finder = EntityFinder::new(&watchline_config::shipped_taxonomy(), &mut Vec::new());
    let text = Text::new(&Input { title: "Fake video of a mayor", body, ..Input::default() });
    finder.find(&text, None).entities.keys().map(ToString::to_string).collect()
}

#[test]
fn a_network_that_only_carries_is_put_aside() {
    for body in [
        "A deepfake of the mayor circulated on Facebook, TikTok and Telegram last week.",
        "The deepfake was first shown by a TikTok account with nine followers.",
        "He was called via WhatsApp by a cloned voice.",
        "The deepfake spread across platforms like Instagram and Facebook.",
    ] {
        let ids = by_rules(body);
        for network in ["facebook", "meta", "tiktok", "telegram", "whatsapp", "instagram"] {
            assert!(!ids.contains(network), "{network}: {body}");
        }
    }
}

#[test]
fn a_network_that_does_something_is_a_party() {
    assert!(ids("TikTok failed to remove the deepfake for nine days.").contains("tiktok"));
    assert!(ids("A deepfake circulated on Telegram. Telegram refused to remove it.").contains("telegram"));
}
