/* Sources: Sexual Offences Act 2003 (SOA), Sentencing Act 2020 (Sentencing Code), Abusive Behaviour and Sexual Harm
 * (Scotland) Act 2016. Orders in the table's order are those of book/names.c. */
#include "lint/law.h"

#define SHPO .family = FAMILY_SHPO, .requirements = true, .supervised = true, .notifies = true, .child = 18
#define SRO .family = FAMILY_SRO, .requirements = true, .supervised = true, .child = 18

static const struct order_law laws[] = {
	{.type = "shpo-soa", .title = "a Sexual Harm Prevention Order", SHPO, .open = true, .minimum = 60, .discharge = 60,
	 .travel_limits = true, .since = "2015-03-08", .period = "SOA s.103C(2)"},
	{.type = "shpo-sc", .title = "a Sexual Harm Prevention Order", SHPO, .open = true, .minimum = 60, .discharge = 60,
	 .travel_limits = true, .since = "2015-03-08", .period = "the Sentencing Code, as SOA s.103C(2)"},
	{.type = "ishpo", .title = "an interim Sexual Harm Prevention Order", SHPO, .interim = true, .since = "2015-03-08",
	 .period = "SOA s.103F(4)"},
	{.type = "sro", .title = "a Sexual Risk Order", SRO, .open = true, .minimum = 24, .discharge = 24,
	 .travel_limits = true, .since = "2015-03-08", .period = "SOA s.122A(7)"},
	{.type = "isro", .title = "an interim Sexual Risk Order", SRO, .interim = true, .since = "2015-03-08",
	 .period = "SOA s.122E(4)"},
	{.type = "sopo", .title = "a Sexual Offences Prevention Order", .family = FAMILY_SOPO, .open = true, .minimum = 60,
	 .discharge = 60, .notifies = true, .child = 16, .repealed = "2015-03-08", .period = "SOA s.107(1)"},
	{.type = "isopo", .title = "an interim Sexual Offences Prevention Order", .family = FAMILY_SOPO, .interim = true,
	 .notifies = true, .child = 16, .repealed = "2015-03-08", .period = "SOA s.109(4)"},
	{.type = "rsho", .title = "a Risk of Sexual Harm Order", .family = FAMILY_RSHO, .open = true, .minimum = 24,
	 .discharge = 24, .child = 16, .repealed = "2015-03-08", .period = "SOA s.123(5)"},
	{.type = "irsho", .title = "an interim Risk of Sexual Harm Order", .family = FAMILY_RSHO, .interim = true, .child = 16,
	 .repealed = "2015-03-08", .period = "SOA Part 2"},
	{.type = "fto", .title = "a Foreign Travel Order", .family = FAMILY_FTO, .maximum = 60, .travel_limits = true,
	 .repealed = "2015-03-08", .period = "SOA s.117(1)"},
	{.type = "shpo-scot", .title = "a Scottish Sexual Harm Prevention Order", .family = FAMILY_SHPO, .scottish = true,
	 .minimum = 60, .requirements = true, .travel_limits = true, .notifies = true, .child = 18, .since = "2023-03-31",
	 .period = "2016 Act s.16"},
	{.type = "ishpo-scot", .title = "a Scottish interim Sexual Harm Prevention Order", .family = FAMILY_SHPO,
	 .scottish = true, .interim = true, .requirements = true, .notifies = true, .child = 18, .since = "2023-03-31",
	 .period = "2016 Act s.21"},
	{.type = "sro-scot", .title = "a Scottish Sexual Risk Order", .family = FAMILY_SRO, .scottish = true, .minimum = 24,
	 .requirements = true, .travel_limits = true, .child = 18, .since = "2023-03-31", .period = "2016 Act s.28(3)"},
	{.type = "isro-scot", .title = "a Scottish interim Sexual Risk Order", .family = FAMILY_SRO, .scottish = true,
	 .interim = true, .requirements = true, .child = 18, .since = "2023-03-31", .period = "2016 Act s.31"},
	{.type = "notification", .title = "a notification order", .family = FAMILY_NOTIFICATION, .notifies = true,
	 .open = true, .requirements = true, .period = "SOA s.98"},
	{.type = "interim-notification", .title = "an interim notification order", .family = FAMILY_NOTIFICATION,
	 .interim = true, .notifies = true, .requirements = true, .period = "SOA s.100"},
	{.type = "s96za", .title = "a notice for a foreign conviction", .family = FAMILY_NOTIFICATION, .notifies = true,
	 .open = true, .requirements = true, .period = "SOA ss.96ZA to 96ZC"},
	{.type = "other", .title = "this order", .open = true, .requirements = true, .period = ""},
};
enum { NLAWS = sizeof laws / sizeof *laws };

const struct order_law *law_of(struct str type)
{
	for (size_t i = 0; i < NLAWS; i++)
		if (str_eq_cstr(type, laws[i].type))
			return &laws[i];
	return &laws[NLAWS - 1];
}
