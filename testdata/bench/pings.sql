-- What pings.yaml asks, of the same files: $feed and $homes. Distances are on the sphere, which the data allows for:
-- nobody is within one in a hundred of an edge. Local time is that of Greenwich, as it is in January.
CREATE TABLE homes AS SELECT * FROM read_csv($homes, header = true,
	columns = {'subject': 'VARCHAR', 'lat': 'DOUBLE', 'lon': 'DOUBLE'});
CREATE TABLE pings AS SELECT subject, epoch_ms(time) AS ms, lat, lon FROM read_csv($feed, header = true,
	columns = {'subject': 'VARCHAR', 'time': 'TIMESTAMP', 'lat': 'DOUBLE', 'lon': 'DOUBLE'});
WITH far AS (
	SELECT p.subject, p.ms, 2 * 6371000 * asin(sqrt(pow(sin(radians(p.lat - h.lat) / 2), 2)
		+ cos(radians(p.lat)) * cos(radians(h.lat)) * pow(sin(radians(p.lon - h.lon) / 2), 2))) AS metres,
		p.ms // 86400000 AS day, p.ms // 3600000 % 24 AS hour
	FROM pings p JOIN homes h USING (subject)
), heard AS (
	SELECT subject, ms FROM pings UNION ALL SELECT subject, epoch_ms(TIMESTAMP '2026-01-05 00:00:00') FROM homes
), gaps AS (
	SELECT subject, ms, lead(ms) OVER (PARTITION BY subject ORDER BY ms) AS next FROM heard
), told AS (
	SELECT subject, '1' AS condition, min(ms) AS ms FROM far WHERE metres > 5000 GROUP BY subject, day
	UNION ALL
	SELECT subject, '2', min(ms) FROM far WHERE metres > 200 AND (hour >= 19 OR hour < 7) GROUP BY subject, day
	UNION ALL
	SELECT subject, '3', ms + 10800000 FROM gaps
	WHERE coalesce(next, 9e18) > ms + 10800000 AND ms + 10800000 <= epoch_ms(TIMESTAMP '2026-01-19 00:00:00')
)
SELECT subject, condition, strftime(make_timestamp(ms * 1000), '%Y-%m-%dT%H:%M:%S') FROM told ORDER BY ALL;
