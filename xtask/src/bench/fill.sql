-- Into a database that holds the demo course: lessons up to 60, 10 000 students with access, a third of the lessons done.
BEGIN;
INSERT INTO lessons (id, module_id, slug, title, summary, position, source, html, duration_s, visibility, state, created_at, updated_at)
SELECT gen_random_uuid(), (SELECT id FROM modules ORDER BY position DESC LIMIT 1), 'more-' || n, 'Lesson ' || n, 'One step more.',
       1000 + n, 'Text.', '<p>Text.</p>', 600, 'titled', 'published', now(), now()
FROM generate_series(1, 60 - (SELECT count(*)::int FROM lessons WHERE state = 'published')) AS n;
INSERT INTO users (id, email, email_normalized, name, role, created_at)
SELECT gen_random_uuid(), email, email, 'Student', 'STUDENT', now()
FROM (SELECT 'student-' || n || '@lectern.test' AS email FROM generate_series(1, 10000) AS n) AS addresses
ON CONFLICT DO NOTHING;
INSERT INTO grants (id, user_id, product_id, source, starts_at, reason, created_at)
SELECT gen_random_uuid(), u.id, c.product_id, 'manual', now(), 'Measured', now()
FROM users u CROSS JOIN courses c WHERE u.role = 'STUDENT';
INSERT INTO lesson_progress (user_id, lesson_id, touched_at, completed_at)
SELECT u.id, l.id, now(), now()
FROM users u JOIN lessons l ON (hashtext(u.email || l.slug) & 1023) < 341 WHERE u.role = 'STUDENT'
ON CONFLICT DO NOTHING;
COMMIT;
ANALYZE;
