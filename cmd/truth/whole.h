/* whole: the program's main, which the build gives another name here. */
#ifndef TRUTH_WHOLE_H
#define TRUTH_WHOLE_H

int ordercheck_main(int argc, char **argv);

#endif
