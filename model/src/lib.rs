//! The words of Watchline: every noun of the product, once, as plain data.
//!
//! Nothing here reads, writes, waits or looks at a clock, and nothing here can fail except to parse a
//! word that is not one of ours. Every other crate speaks in these types; this one knows none of them.

pub mod address;
pub mod advisory;
pub mod alert;
pub mod change;
pub mod claim;
pub mod clock;
pub mod corroboration;
pub mod date;
pub mod decision;
pub mod document;
pub mod entity;
pub mod entry;
pub mod event;
pub mod evidence;
pub mod host;
pub mod hub;
pub mod ids;
pub mod incident;
pub mod page;
pub mod record;
pub mod silence;
pub mod source;
pub mod step;
pub mod taxonomy;
pub mod user;
mod word;

pub use address::AddressRule;
pub use advisory::{Advisory, Affected, Score, StatedEvent};
pub use alert::{Channel, Delivery, DeliveryState, Rhythm, Subscription};
pub use change::{Change, ChangeKind, Subject};
pub use claim::{Claim, Stance};
pub use clock::{Clock, SystemClock};
pub use corroboration::Corroborated;
pub use date::{Basis, Dated, Precision};
pub use decision::{Author, Decision, DecisionKind, Reason};
pub use document::{DatePlace, Document, DocumentKind, Link, Reading, Relevance, RelevanceVerdict, Version};
pub use entity::{Entity, EntityKind, Mention};
pub use entry::{Entry, EntryState};
pub use event::{Event, EventKind, Modality, Participant, ParticipantRole};
pub use evidence::Evidence;
pub use host::HostRest;
pub use hub::{HubState, HubSubscription};
pub use ids::*;
pub use incident::{Incident, IncidentDocument, Severity, Status, StatusStep};
pub use page::{Digest, Page};
pub use record::{Record, RecordKind};
pub use silence::Silence;
pub use source::{ListingSelectors, Schedule, Source, SourceHealth, SourceKind, Tier};
pub use step::{Correction, Description, Judgement, NearMiss, Place, SetSeverity, Step, Tag, TagLists};
pub use taxonomy::Taxonomy;
pub use user::{Role, Session, User};
