-- What temporal.yaml asks, of the same files, in $folder. Times as milliseconds; the data holds no two events of a
-- person at one time. All is judged at 2026-03-01, to which every file is complete.
CREATE MACRO feed(name) AS TABLE SELECT * REPLACE (epoch_ms(time) AS time)
	FROM read_csv($folder || '/' || name || '.csv', header = true, types = {'time': 'TIMESTAMP'});
CREATE TABLE person AS SELECT subject FROM read_csv($folder || '/subject.csv', header = true);
CREATE TABLE journey AS FROM feed('journey');
CREATE TABLE leave AS FROM feed('leave');
CREATE TABLE handset AS FROM feed('handset');
CREATE TABLE notice AS FROM feed('notice');
CREATE TABLE inspection AS FROM feed('check');
CREATE TABLE meeting AS FROM feed('meeting');
CREATE TABLE payment AS FROM feed('payment');
CREATE TABLE login AS FROM feed('login');
CREATE TABLE supervision AS FROM feed('supervision');
CREATE TABLE remand AS FROM feed('remand');
CREATE TABLE home AS FROM feed('home');
CREATE TABLE ban AS FROM feed('ban');
CREATE TABLE clock AS SELECT epoch_ms(TIMESTAMP '2025-11-03 00:00:00') AS start, epoch_ms(TIMESTAMP '2026-03-01 00:00:00') AS now;
CREATE TABLE found (subject VARCHAR, condition VARCHAR, time BIGINT);

INSERT INTO found SELECT j.subject, '1', j.time FROM journey j WHERE NOT EXISTS
	(SELECT 1 FROM leave l WHERE l.subject = j.subject AND l."for" = j."to" AND l.time BETWEEN j.time - 2592000000 AND j.time);

INSERT INTO found SELECT h.subject, '2', h.time + 259200000 FROM handset h, clock WHERE h.time + 259200000 <= now AND NOT EXISTS
	(SELECT 1 FROM notice n WHERE n.subject = h.subject AND n.about = h.imei AND n.time BETWEEN h.time AND h.time + 259200000);

INSERT INTO found SELECT j.subject, '3', j.time
	FROM journey j ASOF JOIN remand r ON j.subject = r.subject AND j.time >= r.time WHERE r.status = 'in';

INSERT INTO found SELECT m.subject, '4', m.time
	FROM meeting m ASOF LEFT JOIN (FROM leave WHERE "for" = 'P7') l ON m.subject = l.subject AND m.time >= l.time
	WHERE m."with" = 'P7' AND coalesce(l.status, '') <> 'granted';

INSERT INTO found WITH counted AS (
	SELECT subject, time, "with", count(*) OVER (PARTITION BY subject, "with" ORDER BY time RANGE BETWEEN 604799999 PRECEDING AND CURRENT ROW) AS n
	FROM meeting
), before AS (
	SELECT *, lag(n) OVER (PARTITION BY subject, "with" ORDER BY time) AS was FROM counted
)
SELECT subject, '5', time FROM before WHERE n >= 3 AND coalesce(was, 0) < 3;

INSERT INTO found WITH summed AS (
	SELECT subject, time, sum(amount) OVER (PARTITION BY subject ORDER BY time RANGE BETWEEN 604799999 PRECEDING AND CURRENT ROW) AS n
	FROM payment
), before AS (
	SELECT *, lag(n) OVER (PARTITION BY subject ORDER BY time) AS was FROM summed
)
SELECT subject, '6', time FROM before WHERE n >= 200 AND coalesce(was, 0) < 200;

INSERT INTO found WITH kept AS (
	SELECT subject, time FROM supervision WHERE status = 'kept' UNION ALL SELECT subject, start FROM person, clock
), gaps AS (
	SELECT subject, time, lead(time) OVER (PARTITION BY subject ORDER BY time) AS next FROM kept
)
SELECT subject, '7', time + 2592000000 FROM gaps, clock
	WHERE time + 2592000000 <= now AND (next IS NULL OR next > time + 2592000000);

INSERT INTO found SELECT h.subject, '8', h.time + 604800000 FROM handset h, clock WHERE h.time + 604800000 <= now AND NOT EXISTS
	(SELECT 1 FROM inspection c WHERE c.subject = h.subject AND c."of" = h.imei AND c.time BETWEEN h.time AND h.time + 604800000
		AND NOT EXISTS (SELECT 1 FROM login u WHERE u.subject = h.subject AND u.device = h.imei AND u.time >= h.time AND u.time < c.time));

INSERT INTO found SELECT l.subject, '9', l.time
	FROM login l ASOF JOIN ban b ON l.subject = b.subject AND l.site = b.site AND l.time >= b.time
	WHERE b.status = 'imposed';

INSERT INTO found WITH rounds AS (
	SELECT p.subject, start + n * 2419200000 AS since FROM person p, clock, range(5) r(n) WHERE start + (n + 1) * 2419200000 <= now
)
SELECT r.subject, '10', since + 2419200000 FROM rounds r
	LEFT JOIN supervision s ON s.subject = r.subject AND s.status = 'kept' AND s.time BETWEEN since AND since + 2419200000
	GROUP BY r.subject, since HAVING count(s.time) < 2;

INSERT INTO found SELECT l.subject, '11', l.time
	FROM login l ASOF JOIN home h ON l.subject = h.subject AND l.time >= h.time WHERE l."at" <> h.code;

INSERT INTO found WITH gaps AS (
	SELECT subject, site, time, time - lag(time) OVER (PARTITION BY subject, site ORDER BY time) > 2700000 AS fresh FROM login
), episodes AS (
	SELECT *, count(*) FILTER (coalesce(fresh, true)) OVER (PARTITION BY subject, site ORDER BY time) AS episode FROM gaps
), begun AS (
	SELECT *, min(time) OVER (PARTITION BY subject, site, episode) AS since FROM episodes
)
SELECT subject, '12', min(time) FROM begun WHERE time >= since + 7200000 GROUP BY subject, site, episode;

SELECT subject, condition, strftime(make_timestamp(time * 1000), '%Y-%m-%dT%H:%M:%S') FROM found ORDER BY ALL;
