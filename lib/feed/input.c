#include "feed/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void begin(struct input *in, struct str encoding)
{
	*in = (struct input){.fd = -1, .chunk = INPUT_CHUNK, .encoding = encoding};
}

bool input_open(struct input *in, const char *path, struct str encoding, bool hash)
{
	struct stat st;

	begin(in, encoding);
	in->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (in->fd < 0) {
		in->why = strerror(errno);
		return false;
	}
	if (in->fd != STDIN_FILENO && fstat(in->fd, &st) == 0 && S_ISREG(st.st_mode))
		in->size = (uint64_t)st.st_size;
	if (hash)
		in->digest = digest_open();
	return true;
}

void input_open_memory(struct input *in, struct str bytes, struct str encoding)
{
	begin(in, encoding);
	in->memory = bytes;
}

static bool take_memory(size_t *got, struct input *in, char *to, size_t room)
{
	*got = in->memory.n < room ? in->memory.n : room;
	if (*got > 0)
		memcpy(to, in->memory.at, *got);
	in->memory = str_from(in->memory, *got);
	return true;
}

static bool take_file(size_t *got, struct input *in, char *to, size_t room)
{
	ssize_t n;

	do
		n = read(in->fd, to, room);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		in->why = strerror(errno);
		return false;
	}
	*got = (size_t)n;
	return true;
}

/* A file that was cut short, or replaced, while it was read gives no verdict. */
static bool whole(struct input *in)
{
	struct stat st;

	if (in->size == 0)
		return true;
	if (fstat(in->fd, &st) != 0) {
		in->why = strerror(errno);
		return false;
	}
	if (in->nbytes >= in->size && (uint64_t)st.st_size >= in->nbytes)
		return true;
	in->why = "it changed while it was read";
	return false;
}

/* Bytes as they stand in the file. */
static bool take(size_t *got, struct input *in, char *to, size_t room)
{
	if (room > in->chunk)
		room = in->chunk;
	if (!(in->fd < 0 ? take_memory : take_file)(got, in, to, room))
		return false;
	if (*got == 0) {
		in->ended = true;
		return whole(in);
	}
	in->nbytes += *got;
	if (in->digest)
		digest_add(in->digest, (struct str){to, *got});
	return true;
}

static bool head_is(const struct input *in, const char *bytes, size_t n)
{
	return in->nhead >= n && memcmp(in->head, bytes, n) == 0;
}

static const char *packed(const struct input *in)
{
	if (head_is(in, "\x1f\x8b", 2))
		return "is compressed (gzip); unpack it first";
	if (head_is(in, "\x28\xb5\x2f\xfd", 4))
		return "is compressed (zstd); unpack it first";
	if (head_is(in, "PK\x03\x04", 4))
		return "is a ZIP archive or a spreadsheet, not CSV";
	return NULL;
}

/* A byte order mark overrules the encoding that was given. */
static void read_mark(struct input *in)
{
	if (head_is(in, "\xef\xbb\xbf", 3)) {
		in->head_at = 3;
		in->encoding = (struct str){NULL, 0};
	} else if (head_is(in, "\xff\xfe", 2)) {
		in->head_at = 2;
		in->encoding = STR("utf-16le");
	} else if (head_is(in, "\xfe\xff", 2)) {
		in->head_at = 2;
		in->encoding = STR("utf-16be");
	}
}

static bool open_decoder(struct input *in)
{
	struct str e = in->encoding;

	if (e.n == 0 || str_eq_nocase(e, STR("utf-8")) || str_eq_nocase(e, STR("utf8")))
		return true;
	in->decoder = text_decoder_open(e);
	if (!in->decoder) {
		in->why = "no such encoding";
		return false;
	}
	in->raw = mem_alloc(in->chunk);
	return true;
}

static bool begin_reading(struct input *in)
{
	size_t got;

	in->begun = true;
	while (in->nhead < sizeof in->head && !in->ended) {
		if (!take(&got, in, in->head + in->nhead, sizeof in->head - in->nhead))
			return false;
		in->nhead += got;
	}
	in->why = packed(in);
	if (in->why)
		return false;
	read_mark(in);
	return open_decoder(in);
}

static size_t hand_head(struct input *in, char *to, size_t room)
{
	size_t n = in->nhead - in->head_at;

	if (n > room)
		n = room;
	if (n > in->chunk)
		n = in->chunk;
	memcpy(to, in->head + in->head_at, n);
	in->head_at += n;
	return n;
}

static bool decode_more(struct input *in)
{
	size_t got = hand_head(in, in->raw, in->chunk);
	bool last = false;

	if (got == 0) {
		if (!take(&got, in, in->raw, in->chunk))
			return false;
		last = got == 0;
	}
	buf_clear(&in->text);
	in->text_at = 0;
	text_decode(&in->text, in->decoder, (struct str){in->raw, got}, last);
	return true;
}

static bool read_decoded(size_t *got, struct input *in, char *to, size_t room)
{
	bool over = false;

	while (in->text_at == in->text.n && !over) {
		over = in->ended;
		if (!over && !decode_more(in))
			return false;
	}
	*got = in->text.n - in->text_at;
	if (*got > room)
		*got = room;
	if (*got > in->chunk)
		*got = in->chunk;
	if (*got > 0)
		memcpy(to, in->text.at + in->text_at, *got);
	in->text_at += *got;
	return true;
}

bool input_read(size_t *got, struct input *in, char *to, size_t room)
{
	*got = 0;
	if (!in->begun && !begin_reading(in))
		return false;
	if (in->decoder)
		return read_decoded(got, in, to, room);
	if (in->head_at < in->nhead) {
		*got = hand_head(in, to, room);
		return true;
	}
	return in->ended || take(got, in, to, room);
}

void input_close(struct input *in, char hex[65])
{
	hex[0] = '\0';
	if (in->digest) {
		struct digest d = digest_close(in->digest);
		digest_hex(hex, 64, &d);
	}
	if (in->decoder)
		text_decoder_close(in->decoder);
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	mem_free(in->raw);
	buf_free(&in->text);
}
