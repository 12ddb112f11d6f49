//! Accounts of the people who edit. Passwords come hashed and are never seen here.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::{Role, User, UserId};

use crate::columns::{Columns, micros};
use crate::numbers::next_number;
use crate::{Store, StoreError};

impl Store {
    /// Adds an account; `password_hash` is argon2id in PHC string format.
    ///
    /// # Errors
    /// `Conflict` where the name is taken.
    pub async fn add_user(
        &self,
        name: &str,
        role: Role,
        password_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<UserId, StoreError> {
        let mut writing = self.write().await?;
        let taken =
            sqlx::query("SELECT id FROM users WHERE name = $1").bind(name).fetch_optional(&mut *writing).await?;
        if taken.is_some() {
            return Err(StoreError::Conflict(format!("user `{name}` exists; remove it first, or choose another name")));
        }
        let id = next_number(&mut writing, "user").await?;
        sqlx::query("INSERT INTO users (id, name, role, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(name)
            .bind(role.as_str())
            .bind(password_hash)
            .bind(micros(now))
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(UserId(id))
    }

    /// All accounts by name.
    pub async fn list_users(&self) -> Result<Vec<User>, StoreError> {
        let rows = sqlx::query("SELECT * FROM users ORDER BY name").fetch_all(self.readers()).await?;
        rows.iter().map(user_of).collect()
    }

    /// The account of this name.
    pub async fn find_user(&self, name: &str) -> Result<Option<User>, StoreError> {
        let row = sqlx::query("SELECT * FROM users WHERE name = $1").bind(name).fetch_optional(self.readers()).await?;
        row.as_ref().map(user_of).transpose()
    }

    /// Gives an account another password, argon2id in PHC string format, and ends all its sessions; says whether there is
    /// such an account.
    pub async fn set_password(&self, name: &str, password_hash: &str) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        end_sessions(&mut writing, name).await?;
        let done = sqlx::query("UPDATE users SET password_hash = $2 WHERE name = $1")
            .bind(name)
            .bind(password_hash)
            .execute(&mut *writing)
            .await?;
        sqlx::query("DELETE FROM failed_logins WHERE name = $1").bind(name).execute(&mut *writing).await?;
        writing.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Gives an account another role, which holds at once; says whether there is such an account.
    pub async fn set_role(&self, name: &str, role: Role) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query("UPDATE users SET role = $2 WHERE name = $1")
            .bind(name)
            .bind(role.as_str())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Removes an account and ends its sessions; says whether there was one. Its decisions keep its name.
    pub async fn remove_user(&self, name: &str) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        end_sessions(&mut writing, name).await?;
        let done = sqlx::query("DELETE FROM users WHERE name = $1").bind(name).execute(&mut *writing).await?;
        writing.commit().await?;
        Ok(done.rows_affected() > 0)
    }
}

async fn end_sessions(connection: &mut SqliteConnection, name: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE name = $1)")
        .bind(name)
        .execute(connection)
        .await?;
    Ok(())
}

pub(crate) fn user_of(row: &SqliteRow) -> Result<User, StoreError> {
    let columns = Columns::of("users", row);
    Ok(User {
        id: UserId(columns.number("id")?),
        name: columns.text("name")?,
        role: columns.word("role")?,
        password_hash: columns.text("password_hash")?,
        created_at: columns.moment("created_at")?,
    })
}

#[cfg(test)]
mod tests;
