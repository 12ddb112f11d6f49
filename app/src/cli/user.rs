//! `watchline user`: editors' accounts. Passwords are read from standard input, never from the command line.

use std::io::BufRead;
use std::process::ExitCode;

use anyhow::Context as _;
use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use clap::Subcommand;
use watchline_model::Role;

use super::{Global, Usage, output};
use crate::context::{Context, Surroundings};

/// NIST SP 800-63B: length is what counts.
const SHORTEST_PASSWORD: usize = 12;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add an account; the password is the first line of standard input
    Add {
        name: String,
        /// reader, editor or admin
        #[arg(long, default_value = "editor")]
        role: String,
    },
    /// All accounts
    List,
    /// Give an account another password, the first line of standard input; ends all its sessions
    Passwd { name: String },
    /// Give an account another role, which holds at once
    Role {
        name: String,
        /// reader, editor or admin
        role: String,
    },
    /// Remove an account; what it decided stays, under its name
    Remove { name: String },
}

pub(super) async fn run(global: &Global, command: Command) -> anyhow::Result<ExitCode> {
    let config = global.load()?;
    let context = Context::open(config, Surroundings::looking()).await?;
    match command {
        Command::Add { name, role } => add(&context, &name, &role).await?,
        Command::List => {
            let users = context.store.list_users().await?;
            let rows: Vec<Vec<String>> = users
                .into_iter()
                .map(|user| vec![user.name, user.role.to_string(), user.created_at.format("%Y-%m-%d").to_string()])
                .collect();
            print!("{}", output::table(&["name", "role", "since"], &rows));
        }
        Command::Passwd { name } => {
            must_exist(&name, context.store.find_user(&name).await?.is_some())?;
            let hash = hashed(read_password(&name)?).await?;
            must_exist(&name, context.store.set_password(&name, &hash).await?)?;
            eprintln!("`{name}` has a new password, and is signed out everywhere");
        }
        Command::Role { name, role } => {
            let role: Role = role.parse().map_err(|error| Usage(format!("{error}")))?;
            must_exist(&name, context.store.set_role(&name, role).await?)?;
            eprintln!("`{name}` is {role} now");
        }
        Command::Remove { name } => {
            must_exist(&name, context.store.remove_user(&name).await?)?;
            eprintln!("removed `{name}`");
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(context: &Context, name: &str, role: &str) -> anyhow::Result<()> {
    let role: Role = role.parse().map_err(|error| Usage(format!("--role: {error}")))?;
    if context.store.find_user(name).await?.is_some() {
        return Err(Usage(format!("an account `{name}` exists; remove it first")).into());
    }
    let hash = hashed(read_password(name)?).await?;
    context.store.add_user(name, role, &hash, context.clock.now()).await?;
    eprintln!("added `{name}` as {role}");
    Ok(())
}

fn must_exist(name: &str, is_there: bool) -> anyhow::Result<()> {
    if is_there {
        return Ok(());
    }
    Err(Usage(format!("no account has the name `{name}`; `watchline user list` shows them")).into())
}

fn read_password(name: &str) -> anyhow::Result<String> {
    eprintln!("password for `{name}` (one line, at least {SHORTEST_PASSWORD} characters):");
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password).context("failed to read the password from standard input")?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(Usage(format!("the password is shorter than {SHORTEST_PASSWORD} characters")).into());
    }
    Ok(password)
}

/// argon2id in PHC string format.
async fn hashed(password: String) -> anyhow::Result<String> {
    let hash =
        crate::blocking::run(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()));
    hash.await?.map_err(|error| anyhow::anyhow!("failed to hash the password: {error}"))
}
