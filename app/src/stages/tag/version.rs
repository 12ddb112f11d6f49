//! One version's tags: what the rules understand, what its record states, and what of a model's proposals counts. Pure.

use std::sync::Arc;

use watchline_analysis::proposals::{Admission, Proposals, Rejected};
use watchline_analysis::{Analysis, Analyzer, Input, cluster};
use watchline_model::Taxonomy;
use watchline_store::{StoredProposals, Tagged, UntaggedVersion};

use super::stated;

/// Makes tags; cheap to clone.
#[derive(Clone)]
pub struct Tagger {
    analyzer: Arc<Analyzer>,
    admission: Arc<Admission>,
}

impl Tagger {
    pub(crate) fn new(analyzer: Arc<Analyzer>, taxonomy: &Taxonomy) -> Self {
        Self { analyzer, admission: Arc::new(Admission::new(taxonomy)) }
    }

    /// The version's tags, with what of the proposals counts. Relevance and signature are of the rules alone, so that a
    /// model moves neither what is kept nor where it is placed.
    pub(crate) fn tag(&self, untagged: &UntaggedVersion, proposed: Option<&StoredProposals>) -> Tagged {
        self.tag_and_weigh(untagged, proposed).0
    }

    /// The same, and which proposals do not count.
    pub(crate) fn tag_and_weigh(
        &self,
        untagged: &UntaggedVersion,
        proposed: Option<&StoredProposals>,
    ) -> (Tagged, Vec<Rejected>) {
        let UntaggedVersion { version, document, source, .. } = untagged;
        let reading = &version.reading;
        let input = Input {
            title: &reading.title,
            body: &reading.text,
            url: Some(&document.url),
            published: reading.published,
            tier: Some(source.tier),
            kind: Some(document.kind),
            language: reading.language.as_deref(),
            voice: source.vendor.as_ref(),
        };
        let mut analysis = self.analyzer.analyze(&input);
        let signature = cluster::signature(&input, &analysis, &reading.links);
        let signature = match &reading.advisory {
            Some(advisory) => signature.of_record(advisory),
            None => signature,
        };
        let signature = serde_json::to_string(&signature).expect("a signature holds only strings and numbers");
        stated::merge(&mut analysis, reading, source.vendor.as_ref());
        let rejected = proposed.map(|proposed| self.add(&input, &mut analysis, proposed)).unwrap_or_default();
        let Analysis { relevance, entities, mentions, events, claims, .. } = analysis;
        (Tagged { version: version.id, relevance, entities, mentions, events, claims, signature }, rejected)
    }

    fn add(&self, input: &Input, analysis: &mut Analysis, proposed: &StoredProposals) -> Vec<Rejected> {
        // An answer was understood before it was stored; one that is not understood now proposes nothing.
        let Ok(proposals) = serde_json::from_str::<Proposals>(&proposed.answer) else { return Vec::new() };
        let mut admitted = self.admission.admit(input, analysis, &proposals, &proposed.model);
        let rejected = std::mem::take(&mut admitted.rejected);
        admitted.add_to(analysis);
        rejected
    }
}
