\set n random(1, 10000)
WITH student AS MATERIALIZED (SELECT id FROM users WHERE email_normalized = 'student-' || :n || '@lectern.test')
SELECT c.id AS course_id, c.title AS course_title, c.product_id,
       m.id AS module_id, m.title AS module_title, m.summary AS module_summary,
       l.id AS lesson_id, l.slug, l.title, l.duration_s, l.vimeo_id, l.visibility, l.created_at, l.published_at,
       r.opens_after_days, r.opens_at, r.after_lesson_id,
       p.touched_at, p.completed_at, w.video, w.at_s, w.duration_s AS video_s, b.created_at AS bookmarked_at,
       d.completed_at AS course_completed_at,
       g.id AS grant_id, g.starts_at AS grant_starts_at, g.ends_at AS grant_ends_at, g.revoked_at AS grant_revoked_at
FROM courses c
JOIN modules m ON m.course_id = c.id
JOIN lessons l ON l.module_id = m.id AND l.state = 'published' AND COALESCE(l.published_at, l.created_at) <= now()
LEFT JOIN lesson_rules r ON r.lesson_id = l.id
LEFT JOIN lesson_progress p ON p.lesson_id = l.id AND p.user_id = (SELECT id FROM student)
LEFT JOIN lesson_positions w ON w.lesson_id = l.id AND w.user_id = (SELECT id FROM student)
LEFT JOIN bookmarks b ON b.lesson_id = l.id AND b.user_id = (SELECT id FROM student)
LEFT JOIN course_completions d ON d.course_id = c.id AND d.user_id = (SELECT id FROM student)
LEFT JOIN grants g ON g.product_id = c.product_id AND g.user_id = (SELECT id FROM student)
ORDER BY m.position, m.id, l.position, l.id, g.starts_at, g.id;
