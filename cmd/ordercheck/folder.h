/* folder: a new folder of files that appears whole or not at all, 0700 with files of 0600. */
#ifndef FOLDER_H
#define FOLDER_H

#include "call.h"

struct folder_file {
	struct str name;
	char sha256[65];
	size_t bytes;
};

struct folder {
	struct call *call;
	const char *path;
	char *temp; /* the folder under way; NULL: none */
	VEC(struct folder_file) files;
};

/* False: told; path is there already, or cannot be made. */
bool folder_open(struct folder *f, const char *path, struct call *c);
/* Adds a file of that name without a slash. */
bool folder_add(struct folder *f, struct str name, struct str text);
/* Lets the folder appear. */
bool folder_close(struct folder *f);
/* Takes back what is under way. */
void folder_abandon(struct folder *f);

#endif
