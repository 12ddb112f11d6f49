//! Whether a document concerns us, said by a person.

use watchline_model::{DecisionKind, DocumentId, Judgement, Reason, Relevance, RelevanceVerdict, Step, Subject};

use super::scene::Scene;
use super::{Homeless, Matter, carry_out, settle, take};
use crate::{Decided, Deciding, Store, StoreError};

impl Store {
    /// Says whether a document concerns us; it stands whatever the machine finds later. An irrelevant one leaves its
    /// incidents (one that loses all its documents keeps its address and shows none); a relevant one without a place waits
    /// for one.
    ///
    /// # Errors
    /// `Conflict` where it is not stored, or a person said so already; `Kept` for a rule, which says so with its tags.
    pub async fn set_relevance(
        &self,
        document: DocumentId,
        verdict: RelevanceVerdict,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        if !by.is_person() {
            return Err(StoreError::Kept("what rules find is recorded with the tags".to_owned()));
        }
        let mut writing = self.write().await?;
        let mut scene = Scene::default();
        scene.load_document(&mut writing, document).await?;
        let state = scene.documents.get(&document).expect("it was loaded above");
        let before = state.judgement.clone();
        let is_so = before.relevance.as_ref().is_some_and(|relevance| relevance.verdict == verdict);
        if before.by_person && is_so {
            return Err(StoreError::Conflict(format!("document {document} is judged {verdict} already")));
        }
        let score = before.relevance.as_ref().map_or(0.0, |relevance| relevance.score);
        let mut reasons = by.reasons.clone();
        if reasons.is_empty() {
            reasons.push(Reason::new("person", 0.0, format!("judged {verdict} by {}", by.author)));
        }
        let relevance = Some(Relevance { verdict, score, reasons });
        let after = Judgement { relevance, by_person: true };
        let places: Vec<_> = state.places.values().cloned().collect();
        take(&mut scene, Step::Judged { document, before, after })?;
        if verdict == RelevanceVerdict::Irrelevant {
            for place in places {
                take(&mut scene, Step::Left(place))?;
            }
            settle(&mut writing, &mut scene, Homeless::StayOut, by).await?;
        }
        let matter = Matter { kind: DecisionKind::Relevance, subject: Subject::Document(document), undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(Decided { decision, incident: None })
    }
}
