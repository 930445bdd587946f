/* Devices, the internet, encryption and brands: patterns over the words. */
#include "lint/checks.h"

#define USE "to|not|or|and|from|never use|using|own|owning|possess|possessing|have|having|access|accessing|operate|operating|acquire|purchase|buy|connect"
#define NET "internet|computer|computers|device|devices|smartphone|smartphones|phone|phones|telephone|telephones|tablet|tablets|laptop|laptops|web|online"

/* ---- L09 ---- */

/* The noun ends the ban: nothing says what for, on which condition or with which exception. */
static const char *const total[] = {
	USE " ~5 " NET " $",
	USE " ~5 " NET " ~4 capable|able|enabled|connected|connecting|with ~6 internet|web $",
	USE " ~5 " NET " ~1 in|at|by any|all ~4 $",
	USE " ~5 " NET " whatsoever|anywhere|altogether",
	USE " ~2 world wide web $", NULL};
static const char *const excepts[] = {"unless|except|save|provided|providing", "other than", "apart from", "only if|where|when", "without|which|that|who", "if it",
	"subject to", "for the purpose|purposes", NULL};
static const char *const narrow[] = {"except|save|other|apart ~8 work|employment|study|education|job|jobs|jobseeking|training|solicitor|benefits|court|emergency|emergencies",
	"unless ~8 work|employment|study|education|job|jobs|training|solicitor|emergency|emergencies", NULL};
static const char *const wide[] = {"history|retain*|retention|declar*|notif*|approv*|permission|consent|monitor*|inspect*|regist*|software|disclos*|available|display*", NULL};

void lint_blanket_ban(struct linting *l, const struct order *o, const struct condition *c)
{
	const struct words *w = words_of(l, c);
	struct match m, any;

	(void)o;
	if (term_kind(l, c) != TERM_PROHIBITION || !words_any(&m, w, total))
		return;
	if (!words_any(&any, w, excepts)) {
		lint_tell(l, at_word(l, c, m.first), "condition %.*s is a total ban, with no exception: \"%.*s\"", STR_ARG(c->id), STR_ARG(quote_of(l, c, m)));
		return;
	}
	if (words_any(&any, w, narrow) && !words_has_any(w, wide))
		lint_tell(l, at_word(l, c, any.first), "condition %.*s excepts so little that it is a total ban in effect: \"%.*s\"", STR_ARG(c->id),
		          STR_ARG(quote_of(l, c, any)));
}

/* ---- L15 ---- */

void lint_built_in(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const subject[] = {"encrypt*", "cloud", "remote|online|internet ~2 storage|storing|backup|backups", NULL};
	static const char *const spared[] = {"built in", "intrinsic*|inherent*|integral|native|default|automatic*|preinstalled|manufactur*|standard|ordinary|normal|factory",
		"pre installed", "operating system", "comes|supplied|provided with", "part of the device", "unless|except|save|provided", "other than",
		"declar*|notif*|disclos*|approv*", "without ~6 permission|approval|consent|notifying|informing", "purpose|purposes|intent|intention|intended", NULL};
	const struct words *w = words_of(l, c);
	struct match m;

	(void)o;
	if (term_kind(l, c) != TERM_PROHIBITION || !words_any(&m, w, subject) || words_has_any(w, spared))
		return;
	lint_tell(l, at_word(l, c, m.first), "condition %.*s also catches what every telephone does by itself: \"%.*s\"", STR_ARG(c->id),
	          STR_ARG(quote_of(l, c, m)));
}

/* ---- L16 ---- */

void lint_capability(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const retain[] = {"retain*|keep*|record*|store*|preserv*|display* ~8 history", "history ~6 retain*|kept|recorded|stored|preserved|displayed", NULL};
	static const char *const able[] = {"capab*|capacity|able|ability|designed|facility", "where|if|so far ~4 device|possible|practicable",
		"unless|except|other than ~12 television*|console*|work|employer", "prevent*|delet*|clear*|eras*|wip*|remov*|interfer*|disabl*|conceal*|hid*", NULL};
	static const char *const software[] = {"monitoring|management|filtering|safeguarding|eye software|app|application|program|programme", NULL};
	static const char *const possible[] = {"compatib*|capab*|support*|possible|practicable|available|provided|remov*|disabl*|interfer*|tamper*|uninstall*|circumvent*", NULL};
	const struct words *w = words_of(l, c);
	struct match m;

	(void)o;
	if (words_any(&m, w, retain) && !words_has_any(w, able))
		lint_tell(l, at_word(l, c, m.first), "condition %.*s asks every device to keep a history, and televisions, consoles and many apps cannot: "
		          "\"%.*s\"", STR_ARG(c->id), STR_ARG(quote_of(l, c, m)));
	if (words_any(&m, w, software) && !words_has_any(w, possible))
		lint_tell(l, at_word(l, c, m.first), "condition %.*s needs software, and does not say what holds for a device that cannot take it, or "
		          "where there is none: \"%.*s\"", STR_ARG(c->id), STR_ARG(quote_of(l, c, m)));
}

/* ---- L31 ---- */

void lint_brand(struct linting *l, const struct order *o, const struct condition *c)
{
	static const char *const brands[] = {
		"iphone*|ipad*|samsung|huawei|xiaomi|nokia|motorola|blackberry|macbook|chromebook*|playstation*|xbox|nintendo|alexa|kindle",
		"apple|google|microsoft|sony|amazon ~1 phone|phones|device|devices|account|accounts|watch|tablet|tablets|computer|computers|pay",
		"android|windows|ios|macos device|devices|phone|phones|computer|computers|tablet|tablets|operating",
		"facebook|whatsapp|instagram|snapchat|tiktok|twitter|telegram|skype|discord|kik|omegle|messenger|tinder|grindr|youtube|reddit|icloud|dropbox|onedrive|roblox|fortnite",
		"esafe|securus|netnanny|qustodio|net nanny", NULL};
	static const char *const examples[] = {"such as", "including|includes|include|included", "for example|instance", "example|examples", "like|similar",
		"e g", "any ~3 other ~3 service|services|platform|platforms|site|sites|device|devices", NULL};
	const struct words *w = words_of(l, c);
	struct match m;

	(void)o;
	if (!words_any(&m, w, brands) || words_has_any(w, examples))
		return;
	lint_tell(l, at_word(l, c, m.first), "condition %.*s depends on a brand: \"%.*s\"", STR_ARG(c->id), STR_ARG(quote_of(l, c, m)));
}
