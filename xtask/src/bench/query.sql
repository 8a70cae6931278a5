\set n random(1, 10000)
SELECT c.title AS course_title, c.product_id, m.id AS module_id, m.title AS module_title, m.summary AS module_summary,
       l.id AS lesson_id, l.slug, l.title, l.duration_s, p.touched_at, p.completed_at
FROM courses c
JOIN modules m ON m.course_id = c.id
JOIN lessons l ON l.module_id = m.id AND l.state = 'published'
LEFT JOIN lesson_progress p ON p.lesson_id = l.id
    AND p.user_id = (SELECT id FROM users WHERE email_normalized = 'student-' || :n || '@lectern.test')
ORDER BY m.position, m.id, l.position, l.id;
