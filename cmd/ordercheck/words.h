/* words: what could stand at the end of a command line that is being typed.
 *
 * The shells ask by the hidden `ordercheck completion words -- WORD...`; the
 * last word is the one under way. An answer is a line: the word, and after a
 * tab what it is. ":files" and ":folders" ask the shell for paths as well.
 */
#ifndef WORDS_H
#define WORDS_H

#include "call.h"

/* Answers for line[n-1]; the words before it are those typed before. Tells no errors. */
void words_answer(struct buf *out, struct call *c, const struct str *line, size_t n);

#endif
