#include "stories.h"

const struct story *const force_stories[] = {stories_travel, stories_notices, stories_notification, stories_contact,
	stories_devices, stories_internet, stories_places, stories_residence, stories_supervision, NULL};
