#include "book/load.h"
#include "book/names.h"
#include "book/order_keys.h"

static const char *const consent_words[] = {"subject", "chief-officer", NULL};

static const struct yaml_key suspension_keys[] = {
	[SUSPENSION_FROM] = {"from", YAML_TYPE_TIME, YAML_REQUIRED, NULL, NULL, "the first day of the suspension"},
	[SUSPENSION_UNTIL] = {"until", YAML_TYPE_TIME, 0, NULL, NULL, "the first day in force again; absent: no end"},
	[SUSPENSION_WHY] = {"why", YAML_TYPE_TEXT, 0, NULL, NULL, "the reason"},
};
const struct yaml_shape suspension_shape = {"a suspension", suspension_keys, NSUSPENSION_KEYS};

static const struct yaml_key variation_keys[] = {
	[VARIATION_ON] = {"on", YAML_TYPE_TIME, YAML_REQUIRED, NULL, NULL, "when the variation takes effect"},
	[VARIATION_COURT] = {"court", YAML_TYPE_TEXT, 0, NULL, NULL, "the court that varied the order"},
	[VARIATION_JUDGE] = {"judge", YAML_TYPE_TEXT, 0, NULL, NULL, "who varied it"},
	[VARIATION_END] = {"end", YAML_TYPE_ID, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "conditions that stop"},
	[VARIATION_ADD] = {"add", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE, NULL, &condition_shape, "conditions that start"},
	[VARIATION_UNTIL] = {"until", YAML_TYPE_TEXT, 0, NULL, NULL, "the order's new first day out, or further-order"},
	[VARIATION_CONSENTS] = {"consents", YAML_TYPE_WORD, YAML_LIST_OF | YAML_OR_ONE, consent_words, NULL, "who agreed to it"},
};
const struct yaml_shape variation_shape = {"a variation", variation_keys, NVARIATION_KEYS};

static const struct yaml_key order_keys[] = {
	[ORDER_ID] = {"order", YAML_TYPE_ID, YAML_REQUIRED, NULL, NULL, "the order's id"},
	[ORDER_TYPE] = {"type", YAML_TYPE_WORD, YAML_REQUIRED, order_type_words, NULL, "the type of order"},
	[ORDER_JURISDICTION] = {"jurisdiction", YAML_TYPE_WORD, 0, jurisdiction_words, NULL, "england-wales by default, scotland for the Scottish types"},
	[ORDER_COURT] = {"court", YAML_TYPE_TEXT, 0, NULL, NULL, "the court that made the order"},
	[ORDER_JUDGE] = {"judge", YAML_TYPE_TEXT, 0, NULL, NULL, "who made it"},
	[ORDER_BASIS] = {"basis", YAML_TYPE_TEXT, 0, NULL, NULL, "on what it was made: a conviction, a finding, an application"},
	[ORDER_MADE] = {"made", YAML_TYPE_TIME, YAML_REQUIRED, NULL, NULL, "the day on which it was made"},
	[ORDER_FROM] = {"from", YAML_TYPE_TIME, 0, NULL, NULL, "in force from; default: made"},
	[ORDER_UNTIL] = {"until", YAML_TYPE_TEXT, 0, NULL, NULL, "the first day out, or further-order; absent: no end"},
	[ORDER_SERVED] = {"served", YAML_TYPE_TIME, 0, NULL, NULL, "when the subject had notice of it"},
	[ORDER_SUBJECT] = {"subject", YAML_TYPE_MAP, YAML_REQUIRED | YAML_OR_TEXT, NULL, &subject_shape, "the subject's id, or its keys inline"},
	[ORDER_SUSPENDED] = {"suspended", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE, NULL, &suspension_shape, "times in which it has no force"},
	[ORDER_DISCHARGED] = {"discharged", YAML_TYPE_TIME, 0, NULL, NULL, "the first day out, where it ended early"},
	[ORDER_CONSENTS] = {"consents", YAML_TYPE_WORD, YAML_LIST_OF | YAML_OR_ONE, consent_words, NULL, "beside discharged: who agreed to it"},
	[ORDER_REPLACES] = {"replaces", YAML_TYPE_ID, 0, NULL, NULL, "an order that this one ends when it comes into force"},
	[ORDER_FORMERLY] = {"formerly", YAML_TYPE_ID, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "older ids"},
	[ORDER_OVERLAPS] = {"overlaps", YAML_TYPE_TEXT, YAML_LIST_OF | YAML_OR_ONE, NULL, NULL, "other orders and licences in force at the same time"},
	[ORDER_CONFINED_TO] = {"confined-to", YAML_TYPE_WORD, YAML_LIST_OF | YAML_OR_ONE, jurisdiction_words, NULL, "the only parts of the kingdom in which it has force"},
	[ORDER_DETERMINED] = {"determined", YAML_TYPE_TIME, 0, NULL, NULL, "of an interim order: when the main application was decided"},
	[ORDER_ALLOW] = {"allow", YAML_TYPE_MAP, 0, NULL, NULL, "lint finding of the order as a whole: the reason why it may stand"},
	[ORDER_CONDITIONS] = {"conditions", YAML_TYPE_MAP, YAML_REQUIRED | YAML_LIST_OF, NULL, &condition_shape, "what it forbids and requires"},
	[ORDER_VARIATIONS] = {"variations", YAML_TYPE_MAP, YAML_LIST_OF | YAML_OR_ONE, NULL, &variation_shape, "changes by a court"},
};
const struct yaml_shape order_shape = {"an order", order_keys, NORDER_KEYS};
