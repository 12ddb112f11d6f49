//! Who is signed in, and how often somebody failed to. Tokens come hashed and are never seen here.
//!
//! Working state: nothing here is archived, and an expired session is deleted in passing.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row;
use watchline_model::page::Digest;
use watchline_model::{Session, UserId};

use crate::columns::{Columns, micros, moment};
use crate::users::user_of;
use crate::{LoginOutcome, Store, StoreError};

/// Attempts that anybody may get wrong in a row, before each further one has to wait.
const FREE_FAILURES: i64 = 5;
/// The first wait; it doubles with each further failure …
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
/// … up to this, so that nobody can be locked out for long by others' guesses.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);
/// After so long without a failure, what was is forgotten.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(1);

impl Store {
    /// Somebody signed in: keeps the SHA-256 of the token that the browser holds. Sessions that have expired go.
    pub async fn add_session(
        &self,
        user: UserId,
        token_sha256: &Digest,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(micros(now)).execute(&mut *writing).await?;
        sqlx::query("INSERT INTO sessions (token_sha256, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)")
            .bind(token_sha256.hex())
            .bind(user.0)
            .bind(micros(now))
            .bind(micros(expires_at))
            .execute(&mut *writing)
            .await?;
        Ok(writing.commit().await?)
    }

    /// Who holds this token; `None` once the session has expired or was ended.
    pub async fn find_session(&self, token_sha256: &Digest, now: DateTime<Utc>) -> Result<Option<Session>, StoreError> {
        let row = sqlx::query(
            "SELECT users.*, sessions.created_at AS began, sessions.expires_at FROM sessions
             JOIN users ON users.id = sessions.user_id
             WHERE sessions.token_sha256 = $1 AND sessions.expires_at > $2",
        )
        .bind(token_sha256.hex())
        .bind(micros(now))
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let columns = Columns::of("sessions", &row);
        let (created_at, expires_at) = (columns.moment("began")?, columns.moment("expires_at")?);
        Ok(Some(Session { user: user_of(&row)?, created_at, expires_at }))
    }

    /// Lets a session last until another moment; says whether there is one.
    pub async fn touch_session(&self, token_sha256: &Digest, expires_at: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query("UPDATE sessions SET expires_at = $2 WHERE token_sha256 = $1")
            .bind(token_sha256.hex())
            .bind(micros(expires_at))
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Somebody signed out; says whether there was such a session.
    pub async fn end_session(&self, token_sha256: &Digest) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query("DELETE FROM sessions WHERE token_sha256 = $1")
            .bind(token_sha256.hex())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Ends all sessions of an account; answers how many there were.
    pub async fn end_sessions_of(&self, user: UserId) -> Result<u64, StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query("DELETE FROM sessions WHERE user_id = $1").bind(user.0).execute(&mut *writing).await?;
        writing.commit().await?;
        Ok(done.rows_affected())
    }

    /// Until when nobody may try to sign in under this name, because of too many failures; `None`: now.
    pub async fn login_pause(&self, name: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = sqlx::query("SELECT failures, latest FROM failed_logins WHERE name = $1")
            .bind(name)
            .fetch_optional(self.readers())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let (failures, latest) = (row.try_get::<i64, _>(0)?, moment(row.try_get(1)?)?);
        Ok(pause(failures).map(|pause| latest + pause).filter(|until| *until > now))
    }

    /// Keeps how an attempt to sign in ended.
    pub async fn note_login(&self, name: &str, outcome: LoginOutcome, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM failed_logins WHERE latest <= $1 OR ($2 = TRUE AND name = $3)")
            .bind(micros(now - FORGOTTEN_AFTER))
            .bind(outcome == LoginOutcome::Succeeded)
            .bind(name)
            .execute(&mut *writing)
            .await?;
        if outcome == LoginOutcome::Failed {
            sqlx::query(
                "INSERT INTO failed_logins (name, failures, latest) VALUES ($1, 1, $2)
                 ON CONFLICT (name) DO UPDATE SET failures = failed_logins.failures + 1, latest = excluded.latest",
            )
            .bind(name)
            .bind(micros(now))
            .execute(&mut *writing)
            .await?;
        }
        Ok(writing.commit().await?)
    }
}

/// How long to wait after so many failures in a row.
fn pause(failures: i64) -> Option<TimeDelta> {
    let beyond = failures - FREE_FAILURES;
    if beyond < 0 {
        return None;
    }
    let doubled = u32::try_from(beyond).ok().and_then(|times| 2_i32.checked_pow(times));
    let pause = doubled.and_then(|times| FIRST_PAUSE.checked_mul(times));
    Some(pause.map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE)))
}

#[cfg(test)]
mod tests;
