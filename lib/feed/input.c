#include "feed/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char changed[] = "it changed while it was read";

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
		n = in->placed ? pread(in->fd, to, room, (off_t)(in->from + in->nbytes)) : read(in->fd, to, room);
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
	in->why = changed;
	return false;
}

void input_hash(struct input *in, uint64_t offset, struct str bytes)
{
	uint64_t known = in->hashed > offset ? in->hashed - offset : 0;

	if (!in->digest || known >= bytes.n)
		return;
	digest_add(in->digest, str_from(bytes, (size_t)known));
	in->hashed = offset + bytes.n;
}

/* Bytes as they stand in the file. */
static bool take(size_t *got, struct input *in, char *to, size_t room)
{
	if (room > in->chunk)
		room = in->chunk;
	if (!(in->fd < 0 ? take_memory : take_file)(got, in, to, room))
		return false;
	if (*got == 0) {
		in->over = true;
		return whole(in);
	}
	input_hash(in, in->nbytes, (struct str){to, *got});
	in->nbytes += *got;
	return true;
}

static bool unfinished(struct input *in)
{
	in->ended = true;
	if (unpack_whole(in->unpacker))
		return true;
	in->why = "is cut short: its compressed stream has no end";
	return false;
}

/* The same, unpacked. */
static bool take_unpacked(size_t *got, struct input *in, char *to, size_t room)
{
	size_t n;

	if (room > in->chunk)
		room = in->chunk;
	for (;;) {
		if (!unpack_some(got, in->unpacker, &in->packed, to, room, &in->why))
			return false;
		if (*got > 0)
			return true;
		if (in->over)
			return unfinished(in);
		if (!take(&n, in, in->store, in->chunk))
			return false;
		in->packed = (struct str){in->store, n};
	}
}

static bool pull(size_t *got, struct input *in, char *to, size_t room)
{
	if (in->unpacker)
		return take_unpacked(got, in, to, room);
	if (!take(got, in, to, room))
		return false;
	in->ended = in->over;
	return true;
}

static bool head_is(const struct input *in, const char *bytes, size_t n)
{
	return in->nhead >= n && memcmp(in->head, bytes, n) == 0;
}

/* A byte order mark overrules the encoding that was given. */
static void read_mark(struct input *in)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *encoding;
	} marks[] = {
		{"\xef\xbb\xbf", 3, "utf-8"},         {"\xff\xfe\0\0", 4, "utf-32le"}, {"\0\0\xfe\xff", 4, "utf-32be"},
		{"\xff\xfe", 2, "utf-16le"},          {"\xfe\xff", 2, "utf-16be"},
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!head_is(in, marks[i].bytes, marks[i].n))
			continue;
		in->head_at = marks[i].n;
		in->encoding = str_of(marks[i].encoding);
		return;
	}
}

static bool open_decoder(struct input *in)
{
	struct str e = in->encoding;

	in->read_as = e.n > 0 ? e : STR("utf-8");
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

static bool fill_head(struct input *in)
{
	size_t got;

	while (in->nhead < sizeof in->head && !in->ended) {
		if (!pull(&got, in, in->head + in->nhead, sizeof in->head - in->nhead))
			return false;
		in->nhead += got;
	}
	return true;
}

/* The bytes of the head go through the unpacker too. */
static bool begin_unpacking(struct input *in)
{
	in->packing = packing_of((struct str){in->head, in->nhead});
	if (in->packing == PACKING_NONE)
		return true;
	in->unpacker = unpack_open(in->packing);
	in->store = mem_alloc(in->chunk > sizeof in->head ? in->chunk : sizeof in->head);
	memcpy(in->store, in->head, in->nhead);
	in->packed = (struct str){in->store, in->nhead};
	in->nhead = 0;
	in->ended = false;
	if (!fill_head(in))
		return false;
	if (packing_of((struct str){in->head, in->nhead}) == PACKING_NONE)
		return true;
	in->why = "is compressed twice";
	return false;
}

static bool begin_reading(struct input *in)
{
	in->begun = true;
	if (!fill_head(in) || !begin_unpacking(in))
		return false;
	if (head_is(in, "PK\x03\x04", 4)) {
		in->why = "is a ZIP archive or a spreadsheet, not CSV";
		return false;
	}
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

	if (got == 0 && !in->ended && !pull(&got, in, in->raw, in->chunk))
		return false;
	in->decoded = got == 0;
	buf_clear(&in->text);
	in->text_at = 0;
	text_decode(&in->text, in->decoder, (struct str){in->raw, got}, in->decoded);
	return true;
}

static bool read_decoded(size_t *got, struct input *in, char *to, size_t room)
{
	while (in->text_at == in->text.n && !in->decoded)
		if (!decode_more(in))
			return false;
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
	return in->ended || pull(got, in, to, room);
}

bool input_divides(const struct input *in)
{
	return in->fd > STDIN_FILENO && in->size > 0 && in->begun && !in->decoder && !in->unpacker && in->head_at == in->nhead;
}

void input_place(struct input *out, const struct input *of, uint64_t offset, size_t chunk)
{
	*out = (struct input){.fd = of->fd, .chunk = chunk, .begun = true, .placed = true, .from = offset};
}

static bool hash_to(struct input *in, uint64_t offset)
{
	char room[4096];

	while (in->digest && in->hashed < offset) {
		uint64_t left = offset - in->hashed;
		ssize_t n = pread(in->fd, room, left < sizeof room ? (size_t)left : sizeof room, (off_t)in->hashed);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			in->why = n < 0 ? strerror(errno) : changed;
			return false;
		}
		input_hash(in, in->hashed, (struct str){room, (size_t)n});
	}
	return true;
}

bool input_jump(struct input *in, uint64_t offset)
{
	if (!hash_to(in, offset))
		return false;
	if (lseek(in->fd, (off_t)offset, SEEK_SET) < 0) {
		in->why = strerror(errno);
		return false;
	}
	in->nbytes = offset;
	in->over = in->ended = false;
	return true;
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
	unpack_close(in->unpacker);
	mem_free(in->store);
	mem_free(in->raw);
	buf_free(&in->text);
}
