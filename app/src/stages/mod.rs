//! The stages, one a file, in the order in which `pipeline` runs them.

pub mod alert;
pub mod collect;
pub mod deliver;
pub mod describe;
pub mod hubs;
pub mod index;
pub mod place;
pub mod propose;
pub mod read;
pub mod recluster;
pub mod records;
pub mod retag;
pub mod tag;
pub mod watch;

/// Maps over `items` on as many blocking threads as there are processors; order is kept.
pub(crate) async fn in_parallel<T: Send + 'static, R: Send + 'static>(
    items: Vec<T>,
    work: impl Fn(T) -> R + Send + Sync + Clone + 'static,
) -> anyhow::Result<Vec<R>> {
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = items.len().div_ceil(workers).max(1);
    let mut items = items.into_iter();
    let mut running = Vec::new();
    loop {
        let part: Vec<T> = items.by_ref().take(share).collect();
        if part.is_empty() {
            break;
        }
        let work = work.clone();
        running.push(crate::blocking::run(move || part.into_iter().map(work).collect::<Vec<R>>()));
    }
    let done = futures::future::try_join_all(running).await?;
    Ok(done.into_iter().flatten().collect())
}
