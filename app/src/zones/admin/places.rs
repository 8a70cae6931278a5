//! The places of the panel, in the order of its menu. A new page gets a line here, and a route in the panel or the desk.

use crate::paths::{self, LocalPath};

/// A place of the menu.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// What the menu says.
    pub name: &'static str,
    /// Where it leads.
    pub path: fn() -> LocalPath,
    /// Whether only this very address is the place; else everything below it too.
    pub exact: bool,
    /// Whether it belongs to the desk, to which and from which a link is a full page load.
    pub desk: bool,
}

/// Places that belong together. A group without a name stands alone.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What stands above them.
    pub name: &'static str,
    /// The places.
    pub places: &'static [Place],
}

const fn place(name: &'static str, path: fn() -> LocalPath) -> Place {
    Place { name, path, exact: false, desk: false }
}

const fn desk(name: &'static str, path: fn() -> LocalPath) -> Place {
    Place { desk: true, ..place(name, path) }
}

/// The menu.
pub const MENU: &[Group] = &[
    Group { name: "", places: &[Place { exact: true, ..place("Overview", paths::admin) }, place("Numbers", paths::admin_numbers)] },
    Group {
        name: "Course",
        places: &[
            desk("Sales page", paths::admin_landing),
            desk("Lessons", paths::admin_lessons),
            place("Questions", paths::admin_question_list),
            place("Preview", paths::admin_preview),
        ],
    },
    Group {
        name: "Sales",
        places: &[
            place("Orders", paths::admin_orders),
            place("Offers", paths::admin_offers),
            place("Coupons", paths::admin_coupons),
            place("Funnel", paths::admin_funnel),
            place("Terms", paths::admin_terms),
            place("Taxes", paths::admin_taxes),
        ],
    },
    Group { name: "Students", places: &[place("People", paths::admin_people), place("Access", paths::admin_access)] },
    Group {
        name: "Machine room",
        places: &[
            place("Reconciliation", paths::admin_reconciliation),
            place("Webhooks", paths::admin_webhooks),
            place("Jobs", paths::admin_jobs),
            place("Mail", paths::admin_mails),
            place("Audit log", paths::admin_audit_log),
            place("Browser reports", paths::admin_csp_reports),
            place("Doctor", paths::admin_doctor),
        ],
    },
];
