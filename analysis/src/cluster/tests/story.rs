//! A made-up document with what the analysis would have found in it.

use chrono::NaiveDate;
use watchline_model::{
    Basis, Dated, Entity, EntityId, EntityKind, Event, EventKind, Evidence, Link, Mention, Modality,
};

use crate::cluster::{Clusterer, Placement, Signature, signature};
use crate::{Analysis, Input};

#[derive(Clone, Default)]
pub(in crate::cluster) struct Story {
    pub(in crate::cluster) title: &'static str,
    pub(in crate::cluster) body: String,
    /// Year, month, day of publication.
    pub(in crate::cluster) published: Option<(i32, u32, u32)>,
    pub(in crate::cluster) url: Option<&'static str>,
    pub(in crate::cluster) links: &'static [&'static str],
    /// Names as they stand in the text.
    pub(in crate::cluster) entities: &'static [(EntityKind, &'static str)],
    pub(in crate::cluster) events: &'static [&'static str],
}

impl Story {
    pub(in crate::cluster) fn signature(&self) -> Signature {
        let published = self.published.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
        let input = Input {
            title: self.title,
            body: &self.body,
            url: self.url,
            published: published.map(|day| Dated::day(day, Basis::Published)),
            ..Input::default()
        };
        let links: Vec<Link> =
            self.links.iter().map(|url| Link { url: (*url).to_owned(), text: String::new() }).collect();
        signature(&input, &self.analysis(), &links)
    }

    fn analysis(&self) -> Analysis {
        let mut analysis = Analysis::default();
        for (kind, name) in self.entities {
            let id = EntityId::new(name.to_lowercase().replace(' ', "-"));
            let mention =
                Mention { entity: id.clone(), start: 0, end: 0, text: (*name).to_owned(), rule: "alias".to_owned() };
            analysis.mentions.push(mention);
            analysis.entities.push(Entity { id, kind: *kind, name: (*name).to_owned(), owner: None });
        }
        for kind in self.events {
            analysis.events.push(Event {
                kind: EventKind::from(*kind),
                actors: Vec::new(),
                targets: Vec::new(),
                date: None,
                modality: Modality::Stated,
                evidence: Evidence { version: None, start: 0, end: 0, quote: String::new() },
                rule: "test".to_owned(),
                participants: Vec::new(),
            });
        }
        analysis
    }
}

/// Places stories in their order; their document ids count from 0.
pub(super) fn place_all(stories: &[Story]) -> Vec<Placement> {
    let mut clusterer = Clusterer::new();
    let numbered = stories.iter().enumerate();
    numbered.map(|(number, story)| clusterer.place(number as u64, &story.signature())).collect()
}

/// Asserts that all stories come into one cluster.
pub(super) fn together(stories: &[Story]) -> Vec<Placement> {
    let placements = place_all(stories);
    for placement in &placements {
        assert_eq!(placement.clusters, placements[0].clusters, "{placement:?}");
    }
    placements
}
