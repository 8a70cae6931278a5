-- Into a database that holds the demo course: lessons up to 60, :students students with access, every lesson completed by each of them.
-- Completions are written lesson by lesson, as a course's life spreads one student's over the whole table; keys come afterwards, and
-- nothing is kept for a power cut. Accesses began over three years.
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '1GB';
DELETE FROM authenticators;
INSERT INTO lessons (id, module_id, slug, title, summary, position, source, html, duration_s, visibility, state, created_at, updated_at)
SELECT gen_random_uuid(), (SELECT id FROM modules ORDER BY position DESC LIMIT 1), 'more-' || n, 'Lesson ' || n, 'One step more.',
       1000 + n, 'Text.', '<p>Text.</p>', 600, 'titled', 'published', now(), now()
FROM generate_series(1, 60 - (SELECT count(*)::int FROM lessons WHERE state = 'published')) AS n;

CREATE TEMPORARY TABLE people AS
SELECT gen_random_uuid() AS id, 'student-' || n || '@lectern.test' AS email, 'Ada Lovelace' || n AS name,
       now() - (:students - n) * interval '3 years' / :students AS at
FROM generate_series(1, :students) AS n;
INSERT INTO users (id, email, email_normalized, name, role, created_at) SELECT id, email, email, name, 'STUDENT', at FROM people ON CONFLICT DO NOTHING;
INSERT INTO user_words (user_id, word)
SELECT p.id, w.word FROM people p, LATERAL (VALUES ('ada'), (lower(split_part(p.name, ' ', 2))), (split_part(p.email, '@', 1)), (p.email)) AS w (word)
ON CONFLICT DO NOTHING;
INSERT INTO grants (id, user_id, product_id, source, starts_at, reason, created_at)
SELECT gen_random_uuid(), p.id, c.product_id, 'manual', p.at, 'Measured', p.at FROM people p CROSS JOIN courses c;

CREATE TEMPORARY TABLE keys AS
SELECT conname AS name, pg_get_constraintdef(oid) AS words FROM pg_constraint WHERE conrelid = 'lesson_progress'::regclass;
CREATE TEMPORARY TABLE others AS
SELECT indexname AS name, indexdef AS words FROM pg_indexes
WHERE tablename = 'lesson_progress' AND indexname NOT IN (SELECT name FROM keys);
DO $$
DECLARE this record;
BEGIN
    FOR this IN SELECT name FROM keys LOOP EXECUTE format('ALTER TABLE lesson_progress DROP CONSTRAINT %I', this.name); END LOOP;
    FOR this IN SELECT name FROM others LOOP EXECUTE format('DROP INDEX %I', this.name); END LOOP;
    TRUNCATE lesson_progress;
    ALTER TABLE lesson_progress SET UNLOGGED;
    FOR this IN SELECT id FROM lessons WHERE state = 'published' ORDER BY position LOOP
        INSERT INTO lesson_progress (user_id, lesson_id, touched_at, completed_at) SELECT id, this.id, at, at FROM people;
    END LOOP;
    FOR this IN SELECT words FROM others LOOP EXECUTE this.words; END LOOP;
    FOR this IN SELECT name, words FROM keys ORDER BY words LIKE 'FOREIGN%' LOOP
        EXECUTE format('ALTER TABLE lesson_progress ADD CONSTRAINT %I %s%s', this.name, this.words,
            CASE WHEN this.words LIKE 'FOREIGN%' THEN ' NOT VALID' ELSE '' END);
    END LOOP;
END $$;
VACUUM ANALYZE;
