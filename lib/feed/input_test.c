/* Packed and encoded input, in every chunk size. */
#define ZLIB_CONST

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include <cmocka.h>

#include "feed/input.h"

static bool read_all(struct buf *out, struct str bytes, const char *encoding, size_t chunk, const char **why)
{
	struct input in;
	char hex[65], piece[512];
	size_t got = 1;
	bool good = true;

	buf_clear(out);
	input_open_memory(&in, bytes, str_of(encoding));
	in.chunk = chunk;
	while (good && got > 0) {
		good = input_read(&got, &in, piece, sizeof piece);
		if (good)
			buf_add(out, (struct str){piece, got});
	}
	*why = in.why;
	input_close(&in, hex);
	return good;
}

static void pack_gzip(struct buf *out, struct str text)
{
	z_stream z = {.next_in = (const Bytef *)text.at, .avail_in = (uInt)text.n};
	size_t room = text.n + 1024;
	char *to = mem_alloc(room);

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_out = (Bytef *)to;
	z.avail_out = (uInt)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	buf_add(out, (struct str){to, room - z.avail_out});
	deflateEnd(&z);
	mem_free(to);
}

static void pack_zstd(struct buf *out, struct str text)
{
	size_t room = ZSTD_compressBound(text.n), n;
	char *to = mem_alloc(room);

	n = ZSTD_compress(to, room, text.at, text.n, 3);
	assert_false(ZSTD_isError(n));
	buf_add(out, (struct str){to, n});
	mem_free(to);
}

typedef void pack(struct buf *out, struct str text);
static pack *const packs[] = {pack_gzip, pack_zstd};
enum { NPACKS = sizeof packs / sizeof *packs };

static void assert_reads(struct str packed, struct str want)
{
	struct buf out = {0};
	const char *why;

	for (size_t chunk = 1; chunk <= packed.n + 2; chunk += chunk < 80 ? 1 : 37) {
		assert_true(read_all(&out, packed, "", chunk, &why));
		assert_true(str_eq(buf_str(&out), want));
	}
	buf_free(&out);
}

static void test_packed_in_every_chunk_size(void **state)
{
	struct str text = STR("subject,time\nS1,2026-05-01\nS1,2026-05-02\nS2,2026-05-02\n");

	(void)state;
	for (size_t i = 0; i < NPACKS; i++) {
		struct buf b = {0}, twice = {0};

		packs[i](&b, text);
		assert_reads(buf_str(&b), text);
		buf_add(&twice, buf_str(&b));
		packs[i](&twice, STR(""));
		packs[i](&twice, STR("S3,2026-05-03\n"));
		assert_reads(buf_str(&twice), STR("subject,time\nS1,2026-05-01\nS1,2026-05-02\nS2,2026-05-02\nS3,2026-05-03\n"));
		buf_free(&b);
		buf_free(&twice);
	}
}

/* A part never passes for the whole: but for 3 bytes or fewer, which may be a text of their own. */
static void test_cut_short_anywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < NPACKS; i++) {
		struct buf b = {0}, out = {0};
		const char *why;

		packs[i](&b, STR("subject,time\nS1,2026-05-01\n"));
		for (size_t n = 4; n < b.n; n++) {
			assert_false(read_all(&out, str_cut(buf_str(&b), 0, n), "", 7, &why));
			assert_non_null(strstr(why, "cut short"));
		}
		buf_free(&b);
		buf_free(&out);
	}
}

static void test_damage(void **state)
{
	struct buf b = {0}, out = {0};
	const char *why;

	(void)state;
	pack_gzip(&b, STR("subject,time\nS1,2026-05-01\nS1,2026-05-02\n"));
	b.at[b.n - 6] ^= 1; /* in its checksum */
	assert_false(read_all(&out, buf_str(&b), "", 64, &why));
	assert_non_null(strstr(why, "is damaged"));
	buf_clear(&b);
	pack_gzip(&b, STR("a,b\n"));
	buf_add(&b, STR("c,d\n"));
	assert_false(read_all(&out, buf_str(&b), "", 64, &why));
	assert_non_null(strstr(why, "bytes behind"));
	buf_clear(&b);
	pack_gzip(&b, STR("a,b\n"));
	buf_add(&b, STR("\0\0\0\0"));
	assert_true(read_all(&out, buf_str(&b), "", 1, &why));
	assert_true(str_eq(buf_str(&out), STR("a,b\n")));
	buf_clear(&out);
	pack_gzip(&out, buf_str(&b));
	buf_clear(&b);
	buf_add(&b, buf_str(&out));
	assert_false(read_all(&out, buf_str(&b), "", 64, &why));
	assert_string_equal(why, "is compressed twice");
	buf_free(&b);
	buf_free(&out);
}

/* 64 MiB out of some 64 KiB: what is held stays small, and every byte comes. */
static void test_much_out_of_little(void **state)
{
	size_t n = (size_t)64 << 20, got, total = 0;
	char *zeros = mem_alloc(n), hex[65];
	char *piece = mem_alloc(INPUT_CHUNK);
	struct buf b = {0};
	struct input in;

	(void)state;
	memset(zeros, 'x', n);
	pack_gzip(&b, (struct str){zeros, n});
	mem_free(zeros);
	assert_true(b.n < 100000);
	input_open_memory(&in, buf_str(&b), (struct str){NULL, 0});
	do {
		assert_true(input_read(&got, &in, piece, INPUT_CHUNK));
		assert_true(got <= INPUT_CHUNK);
		total += got;
	} while (got > 0);
	assert_int_equal(total, n);
	input_close(&in, hex);
	mem_free(piece);
	buf_free(&b);
}

struct coded {
	const char *encoding;
	struct str bytes;
	const char *want;
};

static void test_encodings(void **state)
{
	static const struct coded cases[] = {
		{"", STR_INIT("\xef\xbb\xbf" "caf\xc3\xa9"), "caf\xc3\xa9"},
		{"", STR_INIT("\xff\xfe" "c\0\xe9\0"), "c\xc3\xa9"},
		{"", STR_INIT("\xfe\xff\0c\0\xe9"), "c\xc3\xa9"},
		{"", STR_INIT("\xff\xfe\0\0c\0\0\0\xe9\0\0\0"), "c\xc3\xa9"},
		{"", STR_INIT("\0\0\xfe\xff\0\0\0c\0\0\0\xe9"), "c\xc3\xa9"},
		{"", STR_INIT("\xff\xfe" "c\0\x3d\xd8\x00\xde"), "c\xf0\x9f\x98\x80"},
		{"", STR_INIT("\xff\xfe" "\x3d\xd8" "c\0"), "\xff" "c"},
		{"", STR_INIT("\xff\xfe" "c\0d"), "c\xff"},
		{"windows-1252", STR_INIT("caf\xe9 \x80"), "caf\xc3\xa9 \xe2\x82\xac"},
		{"iso-8859-1", STR_INIT("caf\xe9"), "caf\xc3\xa9"},
		{"iso-8859-15", STR_INIT("\xa4"), "\xe2\x82\xac"},
		{"windows-1252", STR_INIT("\xef\xbb\xbf" "caf\xc3\xa9"), "caf\xc3\xa9"},
		{"utf-16le", STR_INIT("c\0\xe9\0"), "c\xc3\xa9"},
	};
	struct buf out = {0}, packed = {0};
	const char *why;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (size_t chunk = 1; chunk <= cases[i].bytes.n + 1; chunk++) {
			assert_true(read_all(&out, cases[i].bytes, cases[i].encoding, chunk, &why));
			if (!str_eq_cstr(buf_str(&out), cases[i].want))
				fail_msg("case %zu, chunk %zu", i, chunk);
		}
		buf_clear(&packed);
		pack_zstd(&packed, cases[i].bytes);
		assert_true(read_all(&out, buf_str(&packed), cases[i].encoding, 3, &why));
		assert_true(str_eq_cstr(buf_str(&out), cases[i].want));
	}
	buf_free(&out);
	buf_free(&packed);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_packed_in_every_chunk_size), cmocka_unit_test(test_cut_short_anywhere), cmocka_unit_test(test_damage),
		cmocka_unit_test(test_much_out_of_little), cmocka_unit_test(test_encodings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
