//! The finder follows the change log: what changed is looked up in the store and written to the index,
//! together with how far the log has been followed.

use std::collections::{BTreeMap, BTreeSet};

use tokio_util::sync::CancellationToken;
use watchline_index::IndexError;
use watchline_model::{Change, ChangeKind, ChangeSeq, DocumentId, Incident, IncidentId, Record, Subject};

use super::records;
use crate::context::Context;
use crate::progress::Progress;

const BATCH: u32 = 2000;
/// Documents held in memory together, with their texts.
const DOCUMENTS_AT_ONCE: usize = 200;

/// Follows the log to its end; answers how many changes there were.
pub async fn follow(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<u64> {
    let mut done = 0;
    let bar = progress.spinner("indexing");
    loop {
        let changes = context.store.changes_after(context.index.cursor(), BATCH).await?;
        let Some(last) = changes.last().map(|change| change.seq) else { break };
        if stop.is_cancelled() {
            break;
        }
        let batch = affected(context, &changes).await?;
        write(context, batch, last).await?;
        done += changes.len() as u64;
        bar.inc(changes.len() as u64);
    }
    bar.finish_and_clear();
    Ok(done)
}

/// Follows the log for a process that only looks: after a restore or an upgrade the index may be behind. Where another
/// process holds the index, that one follows.
pub async fn catch_up(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<()> {
    if context.index.cursor() == context.store.last_change().await? {
        return Ok(());
    }
    match follow(context, progress, stop).await {
        Err(error) if matches!(error.downcast_ref(), Some(IndexError::ReadOnly { .. })) => Ok(()),
        followed => followed.map(|_| ()),
    }
}

/// Empties the index and makes it anew from the store.
pub async fn rebuild(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<u64> {
    let index = context.index.clone();
    crate::blocking::run(move || index.clear()).await??;
    follow(context, progress, stop).await
}

/// What is to be written anew.
struct Batch {
    records: Vec<Record>,
    /// Keys of incidents that are found no more: merged into another, or without any document.
    gone: Vec<String>,
    documents: Vec<DocumentId>,
}

async fn affected(context: &Context, changes: &[Change]) -> anyhow::Result<Batch> {
    let mut documents: BTreeSet<DocumentId> = BTreeSet::new();
    // Whether what changed about an incident also changes how its documents are found.
    let mut incidents: BTreeMap<IncidentId, bool> = BTreeMap::new();
    for change in changes {
        match &change.subject {
            Subject::Document(id) => {
                documents.insert(*id);
            }
            Subject::Incident(id) => *incidents.entry(*id).or_default() |= touches_documents(change.kind),
            Subject::Source(_) => {}
        }
    }
    let (mut records, mut gone) = (Vec::new(), Vec::new());
    let ids: Vec<IncidentId> = incidents.keys().copied().collect();
    for incident in context.store.list_incidents(&ids).await? {
        let material = context.store.incident_material(incident.id).await?;
        if incidents.get(&incident.id).is_some_and(|touches| *touches) {
            documents.extend(material.iter().map(|view| view.document.id));
        }
        match records::incident(&incident, &material, &context.taxonomy) {
            Some(record) => records.push(record),
            None => gone.push(records::incident_key(incident.id)),
        }
    }
    let documents: Vec<DocumentId> = documents.into_iter().collect();
    for ids in documents.chunks(DOCUMENTS_AT_ONCE) {
        let views = context.store.list_documents(ids).await?;
        let named: BTreeSet<IncidentId> = views.iter().flat_map(|view| view.incidents.iter().copied()).collect();
        let found_in = context.store.list_incidents(&named.into_iter().collect::<Vec<_>>()).await?;
        for view in &views {
            let own = found_in.iter().filter(|incident| view.incidents.contains(&incident.id));
            let own: Vec<Incident> = own.cloned().collect();
            records.extend(records::document(view, &own, &context.taxonomy));
        }
    }
    Ok(Batch { records, gone, documents })
}

/// A document is found by the status and severity of its incidents.
fn touches_documents(kind: ChangeKind) -> bool {
    matches!(
        kind,
        ChangeKind::IncidentOpened
            | ChangeKind::StatusChanged
            | ChangeKind::SeverityRaised
            | ChangeKind::IncidentMerged
    )
}

async fn write(context: &Context, batch: Batch, cursor: ChangeSeq) -> anyhow::Result<()> {
    let index = context.index.clone();
    crate::blocking::run(move || index.apply(&batch.records, &batch.gone, &batch.documents, cursor)).await??;
    Ok(())
}
