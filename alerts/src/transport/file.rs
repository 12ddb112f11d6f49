//! Mail into a folder, a file each: for trying out, for tests, and for a mail system that picks up files.

use std::path::Path;

use tokio::io::AsyncWriteExt;
use watchline_model::Delivery;

use super::SendError;

/// Characters of the subject in the file's name.
const NAME_LENGTH: usize = 48;

/// Writes `<delivery id>-<subject>.eml`: to a temporary name first, then renamed, so that a reader of the folder never sees
/// half a mail and a second attempt replaces the first.
pub(super) async fn write(folder: &Path, delivery: &Delivery, address: &str, mail: &[u8]) -> Result<(), SendError> {
    let name = format!("{}-{}.eml", delivery.id, slug(&delivery.subject));
    let (target, draft) = (folder.join(&name), folder.join(format!(".{name}.part")));
    let written = async {
        tokio::fs::create_dir_all(folder).await?;
        let mut file = tokio::fs::File::create(&draft).await?;
        file.write_all(mail).await?;
        file.sync_all().await?;
        tokio::fs::rename(&draft, &target).await
    };
    written.await.map_err(|error| SendError::retry(address, format!("{}: {error}", target.display())))
}

fn slug(subject: &str) -> String {
    let lower = subject.to_lowercase();
    let words = lower.split(|symbol: char| !symbol.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-");
    slug.truncate(NAME_LENGTH);
    if slug.is_empty() { "alert".to_owned() } else { slug.trim_end_matches('-').to_owned() }
}
