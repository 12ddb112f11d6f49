//! Names of products by their ids, from the product tree (CSAF 2.0, section 3.2.2).

use std::collections::BTreeMap;

use serde_json::Value;
use watchline_model::Affected;

use crate::read::advisory::range_text;
use crate::read::collapse;
use crate::read::lenient::{list, text, texts};

/// An operating system's tree has tens of thousands.
const PRODUCTS_MAX: usize = 50_000;
const BRANCHES_MAX: usize = 200_000;
/// Named in one section; the rest are counted.
const NAMED_MAX: usize = 12;

#[derive(Debug, Default)]
pub(super) struct Products {
    by_id: BTreeMap<String, Product>,
    groups: BTreeMap<String, Vec<String>>,
    is_cut: bool,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Product {
    /// As the tree names it in full.
    name: String,
    /// Vendor and product, where branches say so.
    base: String,
    versions: String,
}

/// What the branches above a product say of it.
#[derive(Debug, Clone, Default)]
struct Path {
    vendor: String,
    product: String,
    versions: String,
}

impl Products {
    pub(super) fn of(tree: &Value) -> Self {
        let mut products = Self::default();
        for product in list(tree, "full_product_names") {
            products.add(product, &Path::default());
        }
        let mut open: Vec<(&Value, Path)> =
            list(tree, "branches").iter().map(|branch| (branch, Path::default())).collect();
        let mut passed = 0;
        while let Some((branch, path)) = open.pop() {
            passed += 1;
            if passed > BRANCHES_MAX {
                products.is_cut = true;
                break;
            }
            let path = path.with(branch);
            if let Some(product) = branch.get("product") {
                products.add(product, &path);
            }
            open.extend(list(branch, "branches").iter().map(|branch| (branch, path.clone())));
        }
        for relationship in list(tree, "relationships") {
            if let Some(product) = relationship.get("full_product_name") {
                products.add(product, &Path::default());
            }
        }
        for group in list(tree, "product_groups") {
            if let Some(id) = text(group, "group_id") {
                products.groups.insert(id, texts(group, "product_ids"));
            }
        }
        products
    }

    pub(super) fn warning(&self) -> Option<String> {
        self.is_cut.then(|| "the product tree is too large; some products have no name".to_owned())
    }

    /// Names of a list of ids, each once; an id that the tree does not know stands for itself.
    pub(super) fn names(&self, ids: &[String]) -> String {
        let mut names: Vec<&str> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for id in ids {
            let name = self.by_id.get(id).map_or(id.as_str(), |product| product.name.as_str());
            if seen.insert(name) {
                names.push(name);
            }
        }
        let more = names.len().saturating_sub(NAMED_MAX);
        names.truncate(NAMED_MAX);
        let named = names.join("; ");
        if more > 0 { format!("{named}; and {more} more") } else { named }
    }

    /// Whether there is but one product, so that nothing has to say which it is about.
    pub(super) fn is_single(&self) -> bool {
        self.by_id.len() <= 1
    }

    /// The ids that something is about, by name and by group.
    pub(super) fn ids(&self, of: &Value) -> Vec<String> {
        let mut ids = texts(of, "product_ids");
        for group in texts(of, "group_ids") {
            ids.extend(self.groups.get(&group).cloned().unwrap_or_default());
        }
        ids
    }

    fn add(&mut self, product: &Value, path: &Path) {
        let (Some(id), Some(name)) = (text(product, "product_id"), text(product, "name")) else { return };
        if self.by_id.len() >= PRODUCTS_MAX {
            self.is_cut = true;
            return;
        }
        let base = match (path.vendor.as_str(), path.product.as_str()) {
            (_, "") => String::new(),
            (vendor, product) if vendor.is_empty() || product.to_lowercase().contains(&vendor.to_lowercase()) => {
                product.to_owned()
            }
            (vendor, product) => format!("{vendor} {product}"),
        };
        self.by_id.insert(id, Product { name: collapse(&name), base, versions: path.versions.clone() });
    }
}

impl Path {
    fn with(mut self, branch: &Value) -> Self {
        let name = text(branch, "name").map(|name| collapse(&name)).unwrap_or_default();
        match text(branch, "category").as_deref() {
            Some("vendor") => self.vendor = name,
            Some("product_name") => self.product = name,
            Some("product_version") => self.versions = name,
            Some("product_version_range") => self.versions = version_range(&name),
            _ => {}
        }
        self
    }
}

/// `vers:generic/>=1.0|<1.4` (package-url's version range specifier), or comparisons in words of their own.
fn version_range(range: &str) -> String {
    match range.strip_prefix("vers:").and_then(|range| range.split_once('/')) {
        Some((_, "*")) => "all versions".to_owned(),
        Some((_, constraints)) => range_text(&constraints.replace('|', ", ")),
        None => range_text(range),
    }
}

/// What is affected, over all weaknesses of a document.
pub(super) fn affected(vulnerabilities: &[&Value], products: &Products) -> Vec<Affected> {
    let mut affected = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for vulnerability in vulnerabilities {
        let status = vulnerability.get("product_status").unwrap_or(&Value::Null);
        for key in ["known_affected", "first_affected", "last_affected"] {
            for id in texts(status, key) {
                if !seen.insert(id.clone()) {
                    continue;
                }
                affected.push(match products.by_id.get(&id) {
                    Some(product) if !product.base.is_empty() => {
                        Affected { product: product.base.clone(), versions: product.versions.clone() }
                    }
                    Some(product) => Affected { product: product.name.clone(), versions: String::new() },
                    None => Affected { product: id, versions: String::new() },
                });
            }
        }
    }
    affected
}

#[cfg(test)]
mod tests;
