/* The stories, by what they are about. Each list ends with one that has no type. */
#ifndef FEEDGEN_STORIES_H
#define FEEDGEN_STORIES_H

#include "force.h"

extern const struct story stories_travel[], stories_notices[], stories_notification[], stories_contact[], stories_devices[],
	stories_internet[], stories_places[], stories_residence[], stories_supervision[];

#endif
