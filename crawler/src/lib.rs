//! The door to the web: fetching politely, reading feeds, and reading pages.
//!
//! `fetch` opens connections, and only through the address guard; `collect` and `read` are pure: bytes
//! in, words out. Nothing here knows the store, decides what is due, or says what a text means.

pub mod collect;
pub mod fetch;
pub mod read;
mod url;

pub use crate::collect::feed::{FeedItem, FeedReading, ReadError, looks_like_feed, read_feed};
pub use crate::collect::page::{Discovered, discover_feeds};
pub use crate::fetch::client::{Answer, Client};
pub use crate::fetch::conditional::validators;
pub use crate::fetch::error::{FetchError, Outcome};
pub use crate::fetch::settings::ClientSettings;
pub use crate::read::{ReadHints, read_page};
pub use crate::url::canonical_url;
