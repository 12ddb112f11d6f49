//! Daily and weekly digests: each subscription has its own position in the log, moved when a period is told.

use watchline_alerts::last_period;
use watchline_model::{Change, ChangeSeq, Subscription};

use super::{BATCH, News};
use crate::context::Context;

/// Plans the digest of the period that ended last, if it has not been planned; answers how many messages are new.
pub(super) async fn plan(context: &Context, subscription: &Subscription) -> anyhow::Result<u64> {
    let now = context.clock.now();
    let Some(period) = last_period(subscription.rhythm, now) else { return Ok(0) };
    let name = format!("digest:{}", subscription.id);
    let from = context.store.cursor(&name).await?.max(subscription.since);
    let changes = changes_before(context, from, period.end).await?;
    let Some(last) = changes.last().map(|change| change.seq) else { return Ok(0) };
    let news = News::gather(context, changes).await?;
    let deliveries = news.for_subscription(context, subscription).await?;
    let new = context.store.enqueue_deliveries(&deliveries, Some((&name, last)), now).await?;
    Ok(u64::from(new))
}

async fn changes_before(
    context: &Context,
    mut from: ChangeSeq,
    end: chrono::DateTime<chrono::Utc>,
) -> anyhow::Result<Vec<Change>> {
    let mut found = Vec::new();
    loop {
        let batch = context.store.changes_after(from, BATCH).await?;
        let Some(last) = batch.last().map(|change| change.seq) else { return Ok(found) };
        from = last;
        let total = batch.len();
        let before: Vec<Change> = batch.into_iter().take_while(|change| change.at < end).collect();
        let cut = before.len() < total;
        found.extend(before);
        if cut {
            return Ok(found);
        }
    }
}
