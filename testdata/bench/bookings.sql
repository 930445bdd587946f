-- The bookings that travel/foreign-travel finds in a feed of `feedgen bookings`: of a known subject, abroad, not
-- cancelled, while the order is in force. $feed is the CSV, $subjects the number of subjects (V-0000000 and on).
SELECT b.subject, b.time, b.id
FROM read_csv($feed, all_varchar = true, header = true, quote = '"', escape = '"') b
JOIN (SELECT printf('V-%07d', range) AS subject FROM range(CAST($subjects AS BIGINT))) s USING (subject)
WHERE b."to" <> 'GB' AND b.status <> 'cancelled' AND b.time >= '2024-01-01';
