//! The door to the web: fetching politely, reading feeds, and reading pages.
//!
//! `fetch` opens connections, and only through the address guard; `collect` and `read` are pure: bytes
//! in, words out. Nothing here knows the store, decides what is due, or says what a text means.

pub mod collect;
pub mod fetch;
pub mod read;
mod url;

pub use crate::collect::csaf::{HashCheck, matches_hash};
pub use crate::collect::feed::{FeedItem, FeedReading, ReadError, looks_like_feed, read_feed};
pub use crate::collect::opml::{OpmlFeed, read_opml, write_opml};
pub use crate::collect::page::{Discovered, discover, discover_feeds, guesses, sitemaps_of_robots};
pub use crate::collect::round::{
    Archive, Hub, Listed, ListedItem, Memory, Need, Purpose, Request, first_requests, read_answer,
};
pub use crate::fetch::client::{Answer, Ask, Client, Size};
pub use crate::fetch::conditional::validators;
pub use crate::fetch::error::{FetchError, Outcome};
pub use crate::fetch::freshness::freshness;
pub use crate::fetch::model_endpoint::{EndpointError, ModelEndpoint, ModelEndpointSettings};
pub use crate::fetch::settings::ClientSettings;
pub use crate::read::record::read_entry;
pub use crate::read::{
    ExplainedBlock, HostMemory, Kept, PageReading, ReadHints, append_page, explain, explain_of_host, read_page,
    read_page_of_host, same_words, words_digest,
};
pub use crate::url::canonical_url;
