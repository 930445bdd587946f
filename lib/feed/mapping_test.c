#include "feed/feed_fixture.h"

#define SRC "---\nfeed: src\nevent: e\nsubject: [{reference: who}]\nfields:\n"

struct mapping_case {
	const char *about, *docs, *csv, *want;
};

static const struct mapping_case cases[] = {
        {"formats: the first that fits; without a clock a whole day; local times of the feed's zone",
         SRC "  time: {column: at, format: [\"%d/%m/%Y %H:%M\", \"%d/%m/%Y\", epoch]}\nzone: America/New_York\n",
         "at,who\n01/03/2026 09:00,S1\n02/03/2026,S1\n1772463600,S1\n2026-03-04,S1\n",
         "S1 2026-03-01T14:00:00+00:00 @a.csv:2\nS1 2026-03-02 @a.csv:3\nS1 2026-03-02T15:00:00+00:00 @a.csv:4\n"
         "!a.csv:5 at: \"2026-03-04\" fits none of the 3 formats\n"},
        {"epoch",
         SRC "  time: {column: at, format: epoch}\n",
         "at,who\n0,S1\n-1.5,S1\n86400.25,S1\n1e5,S1\n99999999999999,S1\n",
         "S1 1970-01-01T00:59:58.500+01:00 @a.csv:3\nS1 1970-01-01T01:00:00+01:00 @a.csv:2\n"
         "S1 1970-01-02T01:00:00.250+01:00 @a.csv:4\n"
         "!a.csv:5 at: \"1e5\" does not fit the format epoch\n"
         "!a.csv:6 at: \"99999999999999\" does not fit the format epoch\n"},
        {"epoch-ms",
         SRC "  time: {column: at, format: epoch-ms}\n",
         "at,who\n1772463600001,S1\n1.5,S1\n",
         "S1 2026-03-02T15:00:00.001+00:00 @a.csv:2\n!a.csv:3 at: \"1.5\" does not fit the format epoch-ms\n"},
        {"excel: days from 30 December 1899, and a 29 February 1900 that never was",
         SRC "  time: {column: at, format: excel}\n",
         "at,who\n46082,S1\n46082.375,S1\n46204.0416666667,S1\n59,S1\n60,S1\n61,S1\n0,S1\n",
         "S1 1900-02-28 @a.csv:5\nS1 1900-03-01 @a.csv:7\nS1 2026-03-01 @a.csv:2\n"
         "S1 2026-03-01T09:00:00+00:00 @a.csv:3\nS1 2026-07-01T01:00:00+01:00 @a.csv:4\n"
         "!a.csv:6 at: \"60\" does not fit the format excel\n!a.csv:8 at: \"0\" does not fit the format excel\n"},
        {"columns are joined by a blank, empty ones left out",
         SRC "  time: {columns: [day, clock], format: [\"%d/%m/%Y %H:%M\", \"%d/%m/%Y\"]}\n  s: {columns: [x, y, x]}\n",
         "day,clock,who,x,y\n01/03/2026,09:00,S1,a,b\n02/03/2026,,S1,,c\n",
         "S1 2026-03-01T09:00:00+00:00 s=a b a @a.csv:2\nS1 2026-03-02 s=c @a.csv:3\n"},
        {"a constant, and a map; a value it lacks is read as it stands",
         SRC "  time: at\n  s: {column: state, map: {HK: booked, XX: \"\"}}\n  n: {value: 7}\n",
         "at,who,state\n2026-03-01,S1,HK\n2026-03-02,S1,hk\n2026-03-03,S1,XX\n",
         "S1 2026-03-01 n=7 s=booked @a.csv:2\nS1 2026-03-02 n=7 s=hk @a.csv:3\nS1 2026-03-03 n=7 @a.csv:4\n"},
        {"airports, points of two columns, lists",
         "---\nevent: g\nfields:\n  time: {type: time, required: true}\n  to: {type: country}\n  where: {type: point}\n"
         "  tags: {type: list of word}\n---\nfeed: src\nevent: g\nsubject: [{reference: who}]\nfields:\n"
         "  time: at\n  to: {column: dest, type: airport}\n  where: {columns: [lat, lon]}\n  tags: tags\n",
         "at,who,dest,lat,lon,tags\n2026-03-01,S1,bkk,53.5,-1.25,a B;c\n2026-03-02,S1,LHX,,,\n2026-03-03,S1,,53.5,,\n"
         "2026-03-04,S1,,,,\n",
         "S1 2026-03-01 to=TH where=53.5,-1.25 tags=a-b;c @a.csv:2\nS1 2026-03-04 @a.csv:5\n"
         "!a.csv:3 dest: \"LHX\" is no airport known by its IATA code\n"
         "!a.csv:4 lat: \"53.5,\" is no latitude and longitude such as 53.8008,-1.5491\n"},
        {"windows-1252 where it is written; a delimiter found out",
         SRC "  time: at\n  s: s\nencoding: windows-1252\n",
         "at;who;s\n2026-03-01;S1;caf\xe9, \x80\n",
         "S1 2026-03-01 s=caf\xc3\xa9, \xe2\x82\xac @a.csv:2\n"},
        {"bytes that are no text reject rows of known subjects alone",
         SRC "  time: at\n  s: s\n",
         "at,who,s\n2026-03-01,S1,\xff\n2026-03-01,S9,\xff\n2026-03-02,S1,ok\n",
         "S1 2026-03-02 s=ok @a.csv:4\n!a.csv:2 s: is not valid UTF-8\n"},
        {"a person's name and date of birth, after the other ways",
         "---\nsubject: S3\nname: {family: O'Neill, given: [Zo\xc3\xab, Ann]}\nborn: 1980-02-03\n"
         "not: [{family: O'Neill, given: [Zoe], born: 1980-02-04}]\n"
         "---\nfeed: src\nevent: e\n"
         "subject: [{reference: who}, {person: {family: surname, given: forenames, born: {column: dob, format: \"%d/%m/%Y\"}}}]\n"
         "fields:\n  time: at\n",
         "at,who,surname,forenames,dob\n2026-03-01,,O'NEILL,zoe,03/02/1980\n2026-03-02,,o'neill,Zo\xc3\xab Ann,03/02/1980\n"
         "2026-03-03,S2,O'Neill,Zoe,03/02/1980\n2026-03-04,,O'Neill,Zoe,04/02/1980\n2026-03-05,,O'Neill,Ann,03/02/1980\n"
         "2026-03-06,,O'Neil,Zo,03/02/1980\n2026-03-07,,O'Neill,Zoe,03/02/1990\n2026-03-08,,Smith,Zoe,13/12/1990\n",
         "S2 2026-03-03 @a.csv:4\nS3 2026-03-01 by-name @a.csv:2\nS3 2026-03-02 by-name @a.csv:3\n"
         "S3 2026-03-05 by-name @a.csv:6\nS3 2026-03-06 by-name @a.csv:7\nS3 2026-03-07 by-name @a.csv:8\n"},
};

static void run(const struct mapping_case *c)
{
	struct fixture x;
	char docs[4096];

	snprintf(docs, sizeof docs, "%s%s", FIXTURE_DOCS, c->docs);
	fixture_open(&x, docs);
	fixture_write("a.csv", str_of(c->csv));
	assert_true(fixture_read(&x, "src=a.csv"));
	if (strcmp(fixture_tell(&x), c->want) != 0)
		fail_msg("%s:\n%s\nwanted:\n%s", c->about, x.out.at, c->want);
	remove("a.csv");
	fixture_close(&x);
}

static void test_fields(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		run(&cases[i]);
}

static void test_nul_byte(void **state)
{
	static const char csv[] = "time,subject,s\n2026-03-01,S1,a\0b\n2026-03-01,S9,a\0b\n";
	struct fixture x;

	(void)state;
	fixture_open(&x, FIXTURE_DOCS);
	fixture_write("a.csv", (struct str){csv, sizeof csv - 1});
	assert_true(fixture_read(&x, "e=a.csv"));
	assert_string_equal(fixture_tell(&x), "!a.csv:2 : has a NUL byte\n");
	remove("a.csv");
	fixture_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_fields),
	        cmocka_unit_test(test_nul_byte),
	};

	return cmocka_run_group_tests(tests, fixture_enter, fixture_leave);
}
