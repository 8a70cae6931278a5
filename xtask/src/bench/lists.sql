-- Into a database that was measured already: people up to 50 000 with names that differ, and 100 000 orders of theirs over a year.
BEGIN;
DELETE FROM authenticators;
CREATE TEMPORARY TABLE named AS
SELECT n, gen_random_uuid() AS id, first || ' ' || last || n AS name, lower(first || '.' || last || n || '@example.com') AS email,
       now() - n * interval '10 minutes' AS at
FROM (SELECT n, (ARRAY['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Radia', 'Niklaus', 'Frances', 'Ken'])[n % 10 + 1] AS first,
             (ARRAY['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Knuth', 'Perlman', 'Wirth', 'Allen', 'Thompson', 'Ritchie'])[n % 11 + 1] AS last
      FROM generate_series(1, 40000) AS n) AS names;
INSERT INTO users (id, email, email_normalized, name, role, created_at) SELECT id, email, email, name, 'STUDENT', at FROM named;
INSERT INTO user_words (user_id, word)
SELECT DISTINCT u.id, w FROM users u, regexp_split_to_table(lower(u.name || ' ' || u.email), '[^[:alnum:]]+') AS w WHERE w <> '' ON CONFLICT DO NOTHING;
INSERT INTO user_words (user_id, word) SELECT id, email_normalized FROM users ON CONFLICT DO NOTHING;
CREATE TEMPORARY TABLE bought AS
SELECT gen_random_uuid() AS id, gen_random_uuid() AS hold, gen_random_uuid() AS quote, p.id AS person, p.name, p.email,
       now() - s.n * interval '5 minutes' AS at, s.n
FROM generate_series(1, 100000) AS s (n) JOIN named p ON p.n = s.n % 40000 + 1;
INSERT INTO quotes (id, offer_id, tier_id, amount_minor, currency, valid_until, created_at)
SELECT quote, o.id, (SELECT id FROM price_tiers WHERE offer_id = o.id LIMIT 1), 14900, 'EUR', at, at
FROM bought, (SELECT id FROM offers WHERE kind = 'main' LIMIT 1) AS o;
INSERT INTO holds (id, offer_id, user_id, amount_minor, currency, state, expires_at, created_at, ended_at)
SELECT hold, (SELECT id FROM offers WHERE kind = 'main' LIMIT 1), person, 14900, 'EUR', 'released', at, at, at FROM bought;
INSERT INTO orders (id, public_id, user_id, product_id, quote_id, hold_id, buyer_email, buyer_name, browser_key_hash, amount_minor, currency,
                    state, version, created_at, updated_at)
SELECT id, 'listed_' || n, person, (SELECT product_id FROM courses LIMIT 1), quote, hold, email, name, '\x00', 14900, 'EUR',
       CASE WHEN n % 5000 = 0 THEN 'needs_review' WHEN n % 20 = 0 THEN 'refunded' WHEN n % 3 = 0 THEN 'expired' ELSE 'closed' END, 5, at, at
FROM bought;
INSERT INTO webhook_inbox (provider, event_id, event_type, body, state, received_at)
SELECT 'stripe', 'evt_listed_' || n, 'payment_intent.succeeded', '{}', 'processed', at FROM bought;
INSERT INTO mails (id, dedupe_key, kind, recipient, subject, body_text, body_html, secret, state, created_at)
SELECT gen_random_uuid(), 'listed/' || n, 'receipt', email, 'Your receipt', 'Thank you.', '<p>Thank you.</p>', FALSE, 'sent', at FROM bought;
INSERT INTO audit_log (id, at, action, subject) SELECT gen_random_uuid(), at, 'order.refund', 'order/listed_' || n FROM bought;
COMMIT;
ANALYZE;
