//! What the rules for people cannot match without, read off a few letters: far cheaper than to try them at every name.
//!
//! Each may say yes too often, never no where a rule would match.

/// Words that roles begin with, in small letters.
const FIRST_OF_ROLES: [&str; 52] = [
    "attorney",
    "boss",
    "ceo",
    "cfo",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "chief",
    "ciso",
    "co",
    "cofounder",
    "communications",
    "coo",
    "counsel",
    "cto",
    "deputy",
    "designer",
    "developer",
    "director",
    "employee",
    "engineer",
    "engineering",
    "executive",
    "former",
    "founder",
    "founding",
    "global",
    "head",
    "lawyer",
    "lead",
    "manager",
    "member",
    "policy",
    "president",
    "principal",
    "product",
    "representative",
    "research",
    "researcher",
    "safety",
    "scientist",
    "security",
    "senior",
    "software",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
    "staffer",
    "technical",
    "vice",
];

/// Whether the words before a firm may introduce it as somebody's: "Ada Beispiel of the |", "Ada Beispiel, |".
pub(super) fn may_introduce(before: &str) -> bool {
    let before = before.strip_suffix("the ").unwrap_or(before);
    [" of ", " at ", " from ", " with ", " for ", ", "].iter().any(|end| before.ends_with(end))
}

/// Whether the words behind a firm may begin with a role: " security engineer Ada Beispiel".
pub(super) fn may_be_role(behind: &str) -> bool {
    let behind = behind.strip_prefix("'s").or_else(|| behind.strip_prefix("’s")).unwrap_or(behind);
    let Some(behind) = behind.strip_prefix(' ') else { return false };
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let length = behind.bytes().take_while(|&byte| is_inside(byte)).count();
    let (word, rest) = behind.split_at(length);
    let is_officer = rest.as_bytes().get(..8).is_some_and(|next| next.eq_ignore_ascii_case(b" officer"));
    // Letters beyond ASCII are left to the rule.
    rest.starts_with(|next: char| !next.is_ascii())
        || is_officer
        || FIRST_OF_ROLES.iter().any(|first| word.eq_ignore_ascii_case(first))
}

#[cfg(test)]
mod tests;
