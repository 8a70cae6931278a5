\set n random(1, 10000)
WITH student AS MATERIALIZED (SELECT id FROM users WHERE email_normalized = 'student-' || :n || '@lectern.test')
SELECT 'version' AS kind, CAST(NULL AS uuid) AS subject, CAST(NULL AS timestamptz) AS first_at,
    CAST(NULL AS timestamptz) AS second_at, CAST(NULL AS timestamptz) AS third_at, CAST(NULL AS text) AS video,
    (SELECT CAST(COALESCE(SUM(version), 0) AS bigint) FROM page_versions
    WHERE subject LIKE 'courses %' OR subject LIKE 'modules %' OR subject LIKE 'lessons %' OR subject LIKE 'lesson_rules %') AS number,
    CAST(NULL AS bigint) AS length
    UNION ALL SELECT 'progress', lesson_id, touched_at, completed_at, NULL, NULL, NULL, NULL FROM lesson_progress WHERE user_id = (SELECT id FROM student)
    UNION ALL SELECT 'place', lesson_id, NULL, NULL, NULL, video, at_s, duration_s FROM lesson_positions WHERE user_id = (SELECT id FROM student)
    UNION ALL SELECT 'bookmark', lesson_id, NULL, NULL, NULL, NULL, NULL, NULL FROM bookmarks WHERE user_id = (SELECT id FROM student)
    UNION ALL SELECT 'course', course_id, completed_at, NULL, NULL, NULL, NULL, NULL FROM course_completions WHERE user_id = (SELECT id FROM student)
    UNION ALL SELECT 'grant', product_id, starts_at, ends_at, revoked_at, NULL, NULL, NULL FROM grants WHERE user_id = (SELECT id FROM student);
