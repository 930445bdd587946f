#include "force_columns.h"

#include <stdlib.h>
#include <string.h>

#define AS(name, field) {name, field, NULL, NULL, NULL}
#define AT(name, field, shape) {name, field, shape, NULL, NULL}
#define OF(name, field, map) {name, field, NULL, map, NULL}
#define OR(name, field, otherwise) {name, field, NULL, NULL, otherwise}
#define WORD(name, field, map, otherwise) {name, field, NULL, map, otherwise}

/* Some as their ready mappings in rules/feeds ask for, some with columns of their own, some by event type alone. */
const struct feed feeds[] = {
	{"travel", "booking", "bookings", 7, 240, "NQ", {
		AS("pnr_locator", "id"), OR("pax_number", "pax", "1"), AS("family_name", "family"), AS("given_names", "given"),
		AS("dob", "born"), AS("doc_number", "document"), OR("dep_port", "from", "LHR"), AS("arr_port", "to"),
		AT("dep_utc", "time", "utc"), AT("arr_utc", "arrives", "utc"), AT("return_utc", "return", "utc"),
		AT("reserved_utc", "booked", "utc"), OF("status", "status", "booked:HK;changed:CHG;cancelled:XX"),
		OR("carrier", "carrier", "ZZ"), AS("flight", "service"), AT("changed_utc", "changed", "utc"),
		AS("transit", "transit"), AS("reason", "reason")}},
	{"travel", "api", "passengers", 7, 45, "NQ", {
		AS("family_name", "family"), AS("given_names", "given"), AS("dob", "born"), AS("doc_number", "document"),
		OR("doc_issuer", "issuer", "GBR"), OR("dep_port", "from", "LHR"), AS("arr_port", "to"),
		AT("dep_utc", "time", "utc"), AT("arr_utc", "arrives", "utc"),
		OF("status", "status", "booked:CI;boarded:DM;cancelled:CL;arrived:AR"), OR("carrier", "carrier", "ZZ"),
		AS("flight", "service"), AS("pnr_locator", "id"), AT("received_utc", "recorded", "utc"),
		AS("transit", "transit"), AS("reason", "reason")}},
	{"location", "positions", "positions", 10, 0, "P", {
		AS("personId", "em-person"), AS("deviceId", "device"), AS("positionId", "id"), AT("gpsDate", "time", "utc"),
		AS("latitude", "lat"), AS("longitude", "lon"), OR("precision", "accuracy", "8"), OR("lbs", "lbs", "false"),
		OR("satellite", "satellites", "9"), OR("hdop", "hdop", "0.9"), OR("speed", "speed", "0"),
		AS("direction", "direction"), AS("county", "county")}},
	{"tag", "tag-events", "tag-events", 7, 35, "E", {
		AS("personId", "em-person"), AS("deviceId", "device"), AS("eventId", "id"),
		OF("eventTypeName", "kind", "strap:Strap tamper;tamper:Case tamper;battery:Battery critical;fault:Device fault;"
			"alcohol:Alcohol detected;installed:Tag fitted;uninstalled:Tag removed;heartbeat:Heartbeat"),
		AS("eventTypeCriticalityName", "severity"), AS("eventStatus", "status"),
		AT("eventStartDateUtc", "time", "utc"), AT("eventEndDateUtc", "ended", "utc"),
		AT("eventUploadedDateUtc", "recorded", "utc")}},
	{"curfew", "violations", "violations", 7, 360, "CV", {
		AS("personId", "em-person"), AS("deviceId", "device"), AS("violationId", "id"), AT("start", "time", "iso"),
		AT("end", "ended", "iso"), AT("deliveryDate", "recorded", "iso"), OR("category", "kind", "absence"),
		OR("state", "status", "closed"), OR("outForEntireCurfewPeriod", "whole", "false"),
		AS("authorisedAbsence", "authorised"), AS("reasonableExcuse", "excuse"), AS("outcomeReason", "outcome"),
		AS("description", "reason")}},
	{"notification", "ledger", "ledger", 4, 0, "ACK", {
		AS("nominal", "subject"), AT("given_at", "time", "uk"), AS("ack_no", "id"),
		OF("form", "kind", "initial:INI;periodic:PER;home-address:ADR;premises:PRM;travel:TRV;release:REL;passport:PPT;"
			"evidence:EVD;device:DEV"),
		AS("about", "about"), AT("expected", "expected", "uk"), AS("home", "home"), AT("leave_date", "leave", "uk"),
		AS("first_country", "to"), AS("point_of_arrival", "arrive"), AT("return_date", "back", "uk"),
		AS("point_of_return", "back-at"), OR("station", "station", "Elm Road"), OR("in_person", "in-person", "yes")}},
	{"address", "addresses", "addresses", 0, 0, "AD", {
		AS("nominal", "subject"), AT("moved", "time", "uk"), AT("left", "until", "uk"),
		OR("kind", "kind", "home-address"), OR("status", "status", "new"), AS("postcode", "postcode"),
		OR("country", "country", "GB"), AS("reason", "reason"), AS("ref", "id")}},
	{"stay", "stays", "stays", 4, 0, "ST", {
		AS("nominal", "subject"), AT("arrived", "time", "uk"), AT("left", "until", "uk"), OR("kind", "kind", "visit"),
		AS("postcode", "postcode"), AS("region", "region"), OR("country", "country", "GB"), AS("child", "child"),
		AS("age", "age"), AS("sex", "sex"), AS("public", "public"), AS("ref", "id")}},
	{"alert", "agent", "agent", 7, 10, "AL", {
		AS("subject", "subject"), AS("alert_id", "id"), AT("first_seen", "time", "iso"),
		AT("reported", "recorded", "iso"), AS("category", "category"), AS("severity", "severity"),
		AS("device_id", "device"), AS("app", "app"), AS("account", "account"),
		OR("vendor", "vendor", "Specimen Watch"), AS("review_outcome", "outcome")}},
	{"internet", "internet", "internet", 7, 0, "IN", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("category", "category"),
		AS("action", "action"), AS("app", "app"), AS("site", "site"), AS("device", "device"), AS("account", "account"),
		AS("outcome", "outcome")}},
	{"appointment", "diary", "diary", 7, 0, "AP", {
		AS("nominal", "subject"), AS("appt_id", "id"), AT("starts", "time", "uk"),
		OF("type", "kind", "supervision:SUP;programme:PRG;polygraph:POL;treatment:TRT;reporting:REP"),
		OR("outcome", "status", "attended"), OR("officer", "with", "PC 1042"), AS("place", "place"),
		AS("session", "session"), AS("remarks", "reason")}},
	{"visit", "visit", "visit", 7, 0, "VI", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), OR("kind", "kind", "unannounced"),
		OR("outcome", "outcome", "seen"), AS("postcode", "postcode"), OR("officer", "officer", "PC 1042"),
		AS("reason", "reason")}},
	{"finance", "finance", "finance", 7, 0, "FI", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), OR("kind", "kind", "payment"),
		OR("status", "status", "used"), AS("value", "value"), AS("card", "card"), AS("amount", "amount"),
		OR("currency", "currency", "GBP"), OR("country", "country", "GB"), AS("category", "category"),
		AS("payee", "payee"), AS("provider", "provider"), AS("present", "present")}},
	{"permission", "permissions", "permissions", 0, 0, "PM", {
		AS("nominal", "subject"), AT("decided", "time", "uk"), AS("permit_no", "id"), AS("purpose", "for"),
		AS("object", "what"), OR("decision", "status", "granted"), AT("valid_from", "from", "uk"),
		AT("valid_to", "until", "uk"), AS("countries", "countries"), AS("person", "person"),
		AS("postcode", "postcode"), AS("condition", "condition"), AS("about", "about"), OR("decided_by", "by", "DI 7"),
		OR("role", "role", "police")}},
	{"custody", "custody", "custody", 0, 0, "CU", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("status", "status"),
		AT("release", "release", "iso"), AS("kind", "kind"), AS("place", "place"), AS("reason", "reason")}},
	{"identity", "identity", "identity", 0, 0, "ID", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("kind", "kind"),
		AS("status", "status"), AS("value", "value"), AS("country", "country"), AS("expires", "expires"),
		AS("stamp", "stamp"), AS("station", "station")}},
	{"registration", "registration", "registration", 0, 0, "RG", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("kind", "kind"), AS("until", "until")}},
	{"device", "device", "device", 0, 0, "DV", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("status", "status"),
		AS("kind", "kind"), AS("imei", "imei"), AS("make", "make"), AS("model", "model"), AS("app", "app"),
		AS("keeps-history", "keeps-history"), AS("borrowed", "borrowed"), AS("place", "place")}},
	{"account", "account", "account", 0, 0, "AC", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("status", "status"),
		AS("kind", "kind"), AS("app", "app"), AS("name", "name"), AS("device", "device"), AS("outcome", "outcome")}},
	{"contact", "contact", "contact", 0, 0, "CO", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("kind", "kind"),
		AS("status", "status"), AS("person", "person"), AS("role", "role"), AS("age", "age"), AS("sex", "sex"),
		AS("supervised", "supervised"), AS("supervisor", "supervisor"), AS("channel", "channel"), AS("place", "place"),
		AS("postcode", "postcode"),
		AS("outcome", "outcome")}},
	{"inspection", "inspection", "inspection", 0, 0, "IP", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("kind", "kind"),
		AS("status", "status"), AS("result", "result"), AS("device", "device"), AS("account", "account"),
		AS("app", "app"), AT("oldest", "oldest", "iso"), AS("officer", "officer"), AS("reason", "reason")}},
	{"sighting", "sighting", "sighting", 0, 0, "SG", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("place", "place"), AS("name", "name"),
		AS("at", "at"), AS("accuracy", "accuracy"), AS("postcode", "postcode"), AS("by", "by"),
		AS("outcome", "outcome")}},
	{"relationship", "relationship", "relationship", 0, 0, "RL", {
		AS("subject", "subject"), AT("time", "time", "iso"), AS("id", "id"), AS("status", "status"),
		AS("kind", "kind"), AS("person", "person"), AS("name", "name"), AS("child", "child"), AS("age", "age"),
		AS("disclosed", "disclosed")}},
	{"vehicle", "vehicle", "vehicle", 0, 0, "VH", {
		AS("subject", "subject"), AT("time", "time", "iso"), AT("until", "until", "iso"), AS("id", "id"),
		AS("registration", "registration"), AS("status", "status"), AS("kind", "kind"), AS("make", "make"),
		AS("colour", "colour"), AS("at", "at"), AS("accuracy", "accuracy"), AS("place", "place"), AS("child", "child")}},
	{"employment", "employment", "employment", 0, 0, "EM", {
		AS("subject", "subject"), AT("time", "time", "iso"), AT("until", "until", "iso"), AS("id", "id"),
		AS("status", "status"), AS("kind", "kind"), AS("role", "role"), AS("employer", "employer"),
		AS("children", "children"), AS("vulnerable", "vulnerable"), AS("disclosed", "disclosed"),
		AS("postcode", "postcode")}},
	{"court", "court-results", "court-results", 0, 0, "CR", {
		AS("subject", "subject"), AT("result_date", "time", "iso"), AS("result_code", "code"),
		OR("court", "court", "Northbrook Crown Court"), AS("case_ref", "id"), AT("received", "recorded", "iso")}},
};
const size_t nfeeds = sizeof feeds / sizeof *feeds;
_Static_assert(sizeof feeds / sizeof *feeds <= MAX_FEEDS, "room for the rows of each feed");

size_t feed_find(const char *event, const char *name)
{
	for (size_t i = 0; i < nfeeds; i++)
		if (strcmp(feeds[i].event, event) == 0 && (!name || strcmp(feeds[i].name, name) == 0))
			return i;
	fprintf(stderr, "feedgen: no feed of %s\n", event);
	exit(2);
}
