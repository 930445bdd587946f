#include "force_quiet.h"

#include <string.h>

const struct quiet quiet_conditions[] = {
	{"contact/named-person", "{persons: [K-$id]}",
	 "Not to contact, by any means and whether directly or through another person, the person named in the first schedule to "
		 "this "
	 "order, save through a solicitor.", "contact permission ", false, 0},
	{"contact/contact-with-child", NULL,
	 "Not to have contact of any kind with a child under the age of 18 years, other than contact that is inadvertent and cannot "
	 "reasonably be avoided in the course of lawful daily life, or contact with the consent of the child's parent or guardian "
	 "who has knowledge of the convictions and with the approval of social services for the area.",
		"contact permission ", false, 0},
	{"internet/anonymising-software", NULL,
	 "Not to use any software or service whose purpose is to conceal the identity or location of a person using the internet.",
	 "internet alert permission ", false, 0},
	{"devices/inspection-refused", NULL,
	 "To make any device capable of accessing the internet that is in the defendant's possession available on request for "
		 "inspection "
	 "by a police officer.", "inspection ", true, 0},
	{"internet/history-deleted", "{keep: 90d}",
	 "Not to delete the history of internet use of any device within 90 days of the use that it records.",
		"inspection permission ", false, 0},
	{"devices/undeclared-device", NULL,
	 "To notify the police within three days of acquiring or first using any device capable of accessing the internet.",
	 "device notification ", true, 0},
	{"travel/foreign-travel", "{countries: [TH, PH, KH]}",
	 "Not to travel to Thailand, the Philippines or Cambodia.", "travel ", false, 5},
	{"internet/private-browsing", NULL,
	 "Not to use any private or incognito mode, or other function that prevents the history of internet use from being kept.",
	 "internet alert inspection permission ", false, 0},
	{"supervision/missed-appointment", NULL,
	 "To attend each appointment that the supervisor sets in writing.", "appointment custody ", true, 0},
	{"residence/child-household", "{age: 16}",
	 "Not to reside or stay overnight in any household in which a child under the age of 16 years is living or staying, "
		 "without the "
	 "prior approval of social services for the area.", "stay permission ", false, 0},
	{"devices/forbidden-material", NULL,
	 "Not to possess any indecent image of a child.", "", false, 0},
	{"places/kind-of-place", "{kinds: [school, play-area, swimming-pool]}",
	 "Not to enter the grounds of any school, children's play area or public swimming pool.", "sighting permission ", false, 0},
	{"devices/forbidden-software", "{apps: [tor-browser, specimen-wiper]}",
	 "Not to install or possess the Tor browser, or any software designed to wipe the storage of a device; encryption that "
		 "forms an "
	 "intrinsic part of a device is not included.", "device inspection alert permission ", false, 0},
	{"finance/forbidden-transfer", "{countries: [TH, PH]}",
	 "Not to send money, by any means, to any person in Thailand or the Philippines.", "finance permission ", false, 0},
	{"internet/undeclared-account", NULL,
	 "To notify the police within three days of each user name, e-mail address and account that the defendant opens or uses on "
		 "the internet.",
	 "account notification ", true, 0},
	{"contact/disclosure-to-partner", NULL,
	 "To inform the supervisor, before beginning to live with any person, that the person has been told of this order.",
		"", true, 0},
	{"internet/file-sharing", NULL,
	 "Not to use any peer-to-peer or file sharing service.", "internet alert permission ", false, 0},
	{"devices/password-refused", NULL,
	 "To provide on request the password or PIN of any device presented for inspection.", "inspection ", true, 0},
	{"contact/association", "{persons: [K-7001, K-7002], roles: []}",
	 "Not to meet, or to communicate with, either of the two persons named in the second schedule.", "contact permission ", false, 0},
	{"places/public-transport", "{kinds: [bus], hours: [\"mon-fri 08:00..09:15\", \"mon-fri 14:45..16:15\"]}",
	 "Not to travel by bus between 8 am and 9.15 am or between 2.45 pm and 4.15 pm on Mondays to Fridays.",
	 "sighting permission ", false, 0},
};
const size_t nquiet_conditions = sizeof quiet_conditions / sizeof *quiet_conditions;

static bool reads(const struct quiet *q, const char *event)
{
	size_t length = strcspn(event, " ");

	for (const char *at = q->reads; *at != '\0'; at = strchr(at, ' ') + 1)
		if (strncmp(at, event, length + 1) == 0)
			return true;
	return false;
}

bool quiet_beside(const struct quiet *q, const struct story *s)
{
	if (!s)
		return true;
	if (s->rule && strcmp(s->rule, q->rule) == 0)
		return false;
	for (size_t i = 0; i < MAX_EVENTS && s->events[i]; i++)
		if (reads(q, s->events[i]))
			return false;
	return true;
}
