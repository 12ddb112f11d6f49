//! What the pages of a host repeat, remembered between batches and told to the readers of the next pages.
//!
//! Design: a page is read with what was remembered when all pages before it, and none after it, had been read, so that
//! the result depends on the order of the pages and not on how they fall into batches. Pages are read side by side all
//! the same: each with the memory as it was before the batch, and once more, when its turn comes, where the pages
//! before it have taught something that changes how it is read. That is rare: a paragraph becomes a known one once.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use watchline_crawler::{HostMemory, PageReading};
use watchline_model::Digest;
use watchline_store::Store;

use super::material::Material;
use super::words_of;

/// What a host's memory is kept under, before the host.
const NAME: &str = "host-memory:";

/// By host.
pub(super) type Memories = HashMap<String, HostMemory>;

/// A page, read by itself.
pub(super) struct ReadMaterial {
    pub(super) read: PageReading,
    pub(super) words_sha256: Digest,
    /// What it was read with, where something else may have to be read in the same way.
    pub(super) memory: Option<Arc<HostMemory>>,
}

/// What is remembered of the hosts of these pages.
pub(super) async fn load(store: &Store, material: &[Arc<Material>]) -> anyhow::Result<Memories> {
    let hosts: BTreeSet<String> = material.iter().filter_map(|material| material.host.clone()).collect();
    let names: Vec<String> = hosts.iter().map(|host| format!("{NAME}{host}")).collect();
    let kept = store.values(&names).await?;
    crate::blocking::run(move || {
        let read = |host: String| {
            let memory = kept.get(&format!("{NAME}{host}")).map(|text| HostMemory::read(text)).unwrap_or_default();
            (host, memory)
        };
        hosts.into_iter().map(read).collect()
    })
    .await
}

/// Reads the pages, and answers also the names and values of what is remembered from now on.
pub(super) async fn read_all(
    material: &[Arc<Material>],
    before: Memories,
) -> anyhow::Result<(Vec<ReadMaterial>, Vec<(String, String)>)> {
    let before = Arc::new(before);
    let memories = Arc::clone(&before);
    let read = super::super::in_parallel(material.to_vec(), move |material| {
        let read = material.read(material.host.as_ref().and_then(|host| memories.get(host)));
        (words_of(&read.reading), read)
    });
    let (read, material) = (read.await?, material.to_vec());
    crate::blocking::run(move || in_turn(&material, read, &before)).await
}

fn in_turn(
    material: &[Arc<Material>],
    read: Vec<(Digest, PageReading)>,
    before: &Memories,
) -> (Vec<ReadMaterial>, Vec<(String, String)>) {
    let mut memories: HashMap<&str, HostMemory> = HashMap::new();
    let mut done = Vec::with_capacity(material.len());
    for (material, (mut words_sha256, mut read)) in material.iter().zip(read) {
        let Some((host, first)) = material.host.as_deref().and_then(|host| Some((host, before.get(host)?))) else {
            done.push(ReadMaterial { read, words_sha256, memory: None });
            continue;
        };
        let address = &material.unread.page.final_url;
        let memory = memories.entry(host).or_insert_with(|| first.clone());
        if !memory.agrees(first, address, &read.paragraphs) {
            read = material.read(Some(memory));
            words_sha256 = words_of(&read.reading);
        }
        let differs = material.previous.as_ref().is_some_and(|previous| previous.words_sha256 != Some(words_sha256));
        let is_needed = differs || read.next_page.is_some();
        let with = is_needed.then(|| Arc::new(memory.clone()));
        if !read.paragraphs.is_empty() {
            memory.remember(address, &read.paragraphs);
        }
        done.push(ReadMaterial { read, words_sha256, memory: with });
    }
    let changed = memories.into_iter().filter(|(host, memory)| before.get(*host) != Some(memory));
    let mut kept: Vec<(String, String)> =
        changed.map(|(host, memory)| (format!("{NAME}{host}"), memory.to_text())).collect();
    kept.sort();
    (done, kept)
}
