//! Accounts of the people who edit.

use chrono::{DateTime, Utc};

use crate::ids::UserId;
use crate::word::words;

words! {
    /// In rising order: each may do what those before it may.
    Role { Reader = "reader", Editor = "editor", Admin = "admin" }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub name: String,
    pub role: Role,
    /// argon2id, PHC string format.
    pub password_hash: String,
    pub created_at: DateTime<Utc>,
}

/// That somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub user: User,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}
