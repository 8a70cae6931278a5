//! All that is stored about a person, as they may read it: lists of JSON objects, without the ids of our own tables.

use super::statements::statement;
use crate::error::Result;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};
use uuid::Uuid;

/// A list of what is stored.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    /// The name of its file.
    pub name: &'static str,
    /// The tables that it is read from.
    pub tables: &'static [&'static str],
    /// What is read, after `SELECT`. `@json` makes an object; `$1` is the person.
    sql: &'static str,
}

const ADDRESSES: &str = "(SELECT email FROM users WHERE id = $1 UNION SELECT buyer_email FROM orders WHERE user_id = $1)";

/// Every list.
pub const NOUNS: &[Noun] = &[
    Noun {
        name: "person",
        tables: &["users"],
        sql: "@json('name', p.name, 'email', p.email, 'role', p.role, 'known_since', p.created_at, 'address_proved_at', p.email_verified_at,
            'banned_at', p.banned_at) FROM users p WHERE p.id = $1 ORDER BY p.id",
    },
    Noun {
        name: "sessions",
        tables: &["sessions"],
        sql: "@json('browser', s.user_agent, 'network', s.network, 'signed_in_by', s.origin, 'second_factor', s.factor, 'at', s.created_at, 'seen_at', s.seen_at,
            'until', s.expires_at, 'ended_at', s.revoked_at)
            FROM sessions s WHERE s.user_id = $1 ORDER BY s.created_at, s.id",
    },
    Noun {
        name: "authenticators",
        tables: &["authenticators"],
        sql: "@json('begun_at', a.created_at, 'counts_since', a.confirmed_at)
            FROM authenticators a WHERE a.user_id = $1 ORDER BY a.created_at, a.id",
    },
    Noun {
        name: "recovery-codes",
        tables: &["recovery_codes"],
        sql: "@json('made_at', c.made_at, 'used_at', c.used_at) FROM recovery_codes c WHERE c.user_id = $1 ORDER BY c.made_at, c.hash",
    },
    Noun {
        name: "sign-in-links",
        tables: &["sign_in_links"],
        sql: "@json('at', l.created_at, 'until', l.expires_at, 'used_at', l.used_at)
            FROM sign_in_links l WHERE l.user_id = $1 ORDER BY l.created_at, l.id",
    },
    Noun {
        name: "orders",
        tables: &["orders", "order_sources"],
        sql: "@json('order', o.public_id, 'product', p.title, 'kind', o.kind, 'state', o.state, 'name', o.buyer_name, 'email', o.buyer_email,
            'amount_in_minor_units', o.amount_minor, 'currency', o.currency, 'at', o.created_at, 'paid_at', o.paid_at,
            'came_from_source', s.utm_source, 'came_from_medium', s.utm_medium, 'came_from_campaign', s.utm_campaign,
            'came_from_site', s.referrer_host, 'first_page', s.landing_path)
            FROM orders o JOIN products p ON p.id = o.product_id LEFT JOIN order_sources s ON s.order_id = o.id
            WHERE o.user_id = $1 ORDER BY o.created_at, o.id",
    },
    Noun {
        name: "order-lines",
        tables: &["order_items"],
        sql: "@json('order', o.public_id, 'line', i.position, 'kind', i.kind, 'what', i.label, 'amount_in_minor_units', i.amount_minor,
            'sent_back_in_minor_units', i.refunded_minor, 'currency', o.currency)
            FROM order_items i JOIN orders o ON o.id = i.order_id WHERE o.user_id = $1 ORDER BY o.created_at, o.id, i.position",
    },
    Noun {
        name: "order-events",
        tables: &["order_events"],
        sql: "@json('order', o.public_id, 'at', e.at, 'about', e.kind, 'what', e.what)
            FROM order_events e JOIN orders o ON o.id = e.order_id WHERE o.user_id = $1 ORDER BY e.at, e.id",
    },
    Noun {
        name: "payments",
        tables: &["payments"],
        sql: "@json('order', o.public_id, 'provider', p.provider, 'reference', p.provider_ref, 'method', p.method_label, 'state', p.state,
            'amount_in_minor_units', p.amount_minor, 'sent_back_in_minor_units', p.refunded_minor, 'currency', p.currency, 'at', p.created_at)
            FROM payments p JOIN orders o ON o.id = p.order_id WHERE o.user_id = $1 ORDER BY p.created_at, p.id",
    },
    Noun {
        name: "refunds",
        tables: &["refunds"],
        sql: "@json('order', o.public_id, 'amount_in_minor_units', r.amount_minor, 'currency', r.currency, 'state', r.state, 'asked_by', r.origin,
            'reason', r.reason, 'at', r.created_at, 'sent_at', r.finished_at)
            FROM refunds r JOIN orders o ON o.id = r.order_id WHERE o.user_id = $1 ORDER BY r.created_at, r.id",
    },
    Noun {
        name: "disputes",
        tables: &["disputes"],
        sql: "@json('order', o.public_id, 'amount_in_minor_units', d.amount_minor, 'currency', d.currency, 'status', d.status,
            'at', d.opened_at, 'ended_at', d.closed_at)
            FROM disputes d JOIN payments p ON p.id = d.payment_id JOIN orders o ON o.id = p.order_id
            WHERE o.user_id = $1 ORDER BY d.opened_at, d.id",
    },
    Noun {
        name: "offers",
        tables: &["funnel_steps"],
        sql: "@json('order', o.public_id, 'offer', f.title, 'state', s.state, 'shown_at', s.shown_at, 'decided_at', s.decided_at)
            FROM funnel_steps s JOIN orders o ON o.id = s.order_id JOIN offers f ON f.id = s.offer_id
            WHERE o.user_id = $1 ORDER BY o.created_at, o.id, s.position",
    },
    Noun {
        name: "coupons",
        tables: &["coupon_uses"],
        sql: "@json('order', o.public_id, 'code', c.code, 'state', u.state, 'at', u.taken_at)
            FROM coupon_uses u JOIN orders o ON o.id = u.order_id JOIN coupons c ON c.id = u.coupon_id
            WHERE u.user_id = $1 ORDER BY u.taken_at, o.id",
    },
    Noun {
        name: "seats",
        tables: &["holds"],
        sql: "@json('offer', f.title, 'state', h.state, 'at', h.created_at, 'until', h.expires_at, 'ended_at', h.ended_at)
            FROM holds h JOIN offers f ON f.id = h.offer_id WHERE h.user_id = $1 ORDER BY h.created_at, h.id",
    },
    Noun {
        name: "consents",
        tables: &["consents"],
        sql: "@json('order', o.public_id, 'words', t.text, 'version_of_words', c.text_version, 'language', c.locale, 'shown_at', c.shown_at,
            'given_at', c.given_at, 'network_address', c.ip, 'browser', c.user_agent, 'provider', c.provider, 'method', c.method_label,
            'used_at', c.used_at, 'withdrawn_at', c.revoked_at, 'method_forgotten_at', c.detached_at)
            FROM consents c JOIN orders o ON o.id = c.order_id LEFT JOIN consent_texts t ON t.version = c.text_version
            WHERE c.user_id = $1 ORDER BY c.given_at, c.id",
    },
    Noun {
        name: "payment-accounts",
        tables: &["provider_customers"],
        sql: "@json('provider', c.provider, 'reference', c.reference) FROM provider_customers c WHERE c.user_id = $1 ORDER BY c.provider",
    },
    Noun {
        name: "reminders",
        tables: &["reminders"],
        sql: "@json('order', o.public_id, 'permitted_at', r.permitted_at, 'sent_at', r.sent_at, 'dropped_at', r.dropped_at)
            FROM reminders r JOIN orders o ON o.id = r.order_id WHERE o.user_id = $1 ORDER BY r.permitted_at, o.id",
    },
    Noun {
        name: "measured-orders",
        tables: &["measured_orders"],
        sql: "@json('order', o.public_id, 'browser', m.client, 'allowed_at', m.allowed_at, 'told_at', m.told_at)
            FROM measured_orders m JOIN orders o ON o.id = m.order_id WHERE o.user_id = $1 ORDER BY m.allowed_at, o.id",
    },
    Noun {
        name: "corrected-addresses",
        tables: &["address_corrections"],
        sql: "@json('order', o.public_id, 'from', a.from_email, 'to', a.to_email, 'at', a.at)
            FROM address_corrections a JOIN orders o ON o.id = a.order_id WHERE o.user_id = $1 ORDER BY a.at, o.id, a.number",
    },
    Noun {
        name: "changed-addresses",
        tables: &["address_changes"],
        sql: "@json('from', a.from_email, 'to', a.to_email, 'asked_for_at', a.asked_at, 'old_one_confirmed_at', a.old_confirmed_at,
            'new_one_confirmed_at', a.new_confirmed_at, 'given_up_at', a.given_up_at, 'changed_at', a.done_at, 'objected_at', a.objected_at)
            FROM address_changes a WHERE a.user_id = $1 ORDER BY a.asked_at, a.id",
    },
    Noun {
        name: "waitlist",
        tables: &["waitlist", "seat_invites"],
        sql: "@json('offer', f.title, 'email', w.email, 'waits_for', w.wish, 'state', w.state, 'at', w.created_at, 'ended_at', w.ended_at,
            'seat_kept_at', i.created_at, 'seat_kept_until', i.expires_at)
            FROM waitlist w JOIN offers f ON f.id = w.offer_id LEFT JOIN seat_invites i ON i.waitlist_id = w.id
            WHERE w.email_normalized = (SELECT email_normalized FROM users WHERE id = $1) ORDER BY w.created_at, w.id",
    },
    Noun {
        name: "access",
        tables: &["grants"],
        sql: "@json('product', p.title, 'given_by', g.source, 'from', g.starts_at, 'until', g.ends_at, 'taken_back_at', g.revoked_at,
            'reason', g.reason) FROM grants g JOIN products p ON p.id = g.product_id WHERE g.user_id = $1 ORDER BY g.created_at, g.id",
    },
    Noun {
        name: "progress",
        tables: &["lesson_progress"],
        sql: "@json('lesson', l.title, 'opened_at', p.touched_at, 'completed_at', p.completed_at)
            FROM lesson_progress p JOIN lessons l ON l.id = p.lesson_id WHERE p.user_id = $1 ORDER BY p.touched_at, l.id",
    },
    Noun {
        name: "places-in-videos",
        tables: &["lesson_positions"],
        sql: "@json('lesson', l.title, 'at_second', p.at_s, 'furthest_second', p.furthest_s, 'of_seconds', p.duration_s,
            'watched_at', p.watched_at, 'changed_at', p.updated_at)
            FROM lesson_positions p JOIN lessons l ON l.id = p.lesson_id WHERE p.user_id = $1 ORDER BY p.updated_at, l.id",
    },
    Noun {
        name: "completed-courses",
        tables: &["course_completions"],
        sql: "@json('course', k.title, 'at', c.completed_at)
            FROM course_completions c JOIN courses k ON k.id = c.course_id WHERE c.user_id = $1 ORDER BY c.completed_at, k.id",
    },
    Noun {
        name: "certificates",
        tables: &["certificate_choices", "certificates"],
        sql: "@json('name', h.name, 'name_is_shown', CASE WHEN h.shows_name THEN 'yes' ELSE 'no' END,
            'date_is_shown', CASE WHEN h.shows_date THEN 'yes' ELSE 'no' END, 'code', c.code, 'course', c.course_title,
            'creator', c.creator, 'completed_at', c.completed_at, 'issued_at', c.issued_at)
            FROM certificate_choices h LEFT JOIN certificates c ON c.user_id = h.user_id AND c.course_id = h.course_id
            WHERE h.user_id = $1 ORDER BY h.updated_at, h.course_id",
    },
    Noun {
        name: "notes",
        tables: &["notes", "search_documents"],
        sql: "@json('lesson', l.title, 'at_second', n.at_s, 'text', n.body, 'written_at', n.created_at, 'changed_at', n.updated_at)
            FROM notes n JOIN lessons l ON l.id = n.lesson_id WHERE n.user_id = $1 ORDER BY n.created_at, n.id",
    },
    Noun {
        name: "bookmarks",
        tables: &["bookmarks"],
        sql: "@json('lesson', l.title, 'at', b.created_at)
            FROM bookmarks b JOIN lessons l ON l.id = b.lesson_id WHERE b.user_id = $1 ORDER BY b.created_at, l.id",
    },
    Noun {
        name: "questions",
        tables: &["questions"],
        sql: "@json('lesson', l.title, 'at_second', q.at_s, 'title', q.title, 'text', q.source, 'state', q.state, 'votes', q.votes,
            'asked_at', q.created_at, 'changed_at', q.edited_at)
            FROM questions q JOIN lessons l ON l.id = q.lesson_id WHERE q.author_id = $1 ORDER BY q.created_at, q.id",
    },
    Noun {
        name: "answers",
        tables: &["question_answers"],
        sql: "@json('lesson', l.title, 'text', a.source, 'state', a.state, 'accepted_at', a.accepted_at, 'written_at', a.created_at,
            'changed_at', a.edited_at) FROM question_answers a JOIN questions q ON q.id = a.question_id JOIN lessons l ON l.id = q.lesson_id
            WHERE a.author_id = $1 ORDER BY a.created_at, a.id",
    },
    Noun {
        name: "votes",
        tables: &["question_votes"],
        sql: "@json('lesson', l.title, 'at', v.created_at) FROM question_votes v JOIN questions q ON q.id = v.question_id
            JOIN lessons l ON l.id = q.lesson_id WHERE v.user_id = $1 ORDER BY v.created_at, q.id",
    },
    Noun {
        name: "reports",
        tables: &["question_reports"],
        sql: "@json('reason', r.reason, 'at', r.created_at, 'dismissed_at', r.dismissed_at)
            FROM question_reports r WHERE r.user_id = $1 ORDER BY r.created_at, r.id",
    },
    Noun {
        name: "unsent-posts",
        tables: &["question_drafts"],
        sql: "@json('kind', d.kind, 'title', d.title, 'text', d.source, 'moment', d.moment, 'kept_at', d.kept_at)
            FROM question_drafts d WHERE d.user_id = $1 ORDER BY d.kept_at, d.about",
    },
    Noun {
        name: "mails",
        tables: &["mails"],
        sql: "@json('kind', m.kind, 'to', m.recipient, 'subject', m.subject, 'state', m.state, 'at', m.created_at, 'sent_at', m.sent_at)
            FROM mails m WHERE m.recipient IN @addresses OR EXISTS (SELECT 1 FROM address_changes a
                WHERE a.user_id = $1 AND a.from_email = m.recipient AND m.created_at <= a.done_at) ORDER BY m.created_at, m.id",
    },
    Noun {
        name: "mail-choices",
        tables: &["mail_preferences"],
        sql: "@json('about', p.topic, 'wanted', CASE WHEN p.wanted THEN 'yes' ELSE 'no' END, 'changed_at', p.changed_at)
            FROM mail_preferences p WHERE p.user_id = $1 ORDER BY p.topic",
    },
    Noun {
        name: "reminders-of-the-course",
        tables: &["stall_reminders"],
        sql: "@json('at', s.decided_at, 'sent', CASE WHEN s.sent THEN 'yes' ELSE 'no' END)
            FROM stall_reminders s WHERE s.user_id = $1 ORDER BY s.decided_at",
    },
];

/// Rows of one part of a list.
pub const PART: u64 = 200;

#[derive(FromQueryResult)]
struct Line {
    line: String,
}

/// A part of a list, as JSON objects in text; parts count from 0.
pub async fn part(db: &impl ConnectionTrait, noun: &Noun, person: Uuid, part: u64) -> Result<Vec<String>> {
    let backend = db.get_database_backend();
    let object = if backend == DbBackend::Postgres { "json_build_object" } else { "json_object" };
    let rest = noun.sql.replacen("@json(", &format!("CAST({object}("), 1).replacen("FROM ", "AS text) AS line FROM ", 1);
    let sql = format!("SELECT {} LIMIT {PART} OFFSET {}", rest.replace("@addresses", ADDRESSES), part * PART);
    let lines = Line::find_by_statement(statement(backend, &sql, [person.into()])).all(db).await?;
    Ok(lines.into_iter().map(|line| line.line).collect())
}
