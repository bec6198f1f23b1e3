/*
 * What quanze knows of the field before it sees a list: the labels of columns
 * and the signs of their content (data/columns.xml), and the power types
 * (data/power-types.xml). Read-only once loaded; shared by all inputs.
 */
#ifndef QZ_MODEL_VOCABULARY_H
#define QZ_MODEL_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

struct qz_diag;

/* The fields in document order (DESIGN: element names). Block fields hold p and ol. */
enum qz_field {
	QZ_FIELD_SERIAL,
	QZ_FIELD_CODE,
	QZ_FIELD_NAME,
	QZ_FIELD_SUB_ITEM,
	QZ_FIELD_POWER_TYPE,
	QZ_FIELD_BODY,
	QZ_FIELD_OFFICE,
	QZ_FIELD_LEVEL,
	QZ_FIELD_DEPARTMENT_DUTY,
	QZ_FIELD_BASIS,
	QZ_FIELD_DUTIES,
	QZ_FIELD_DUTIES_BASIS,
	QZ_FIELD_SCOPE,
	QZ_FIELD_ACCOUNTABILITY,
	QZ_FIELD_REMEDIES,
	QZ_FIELD_REMARK,
	QZ_FIELD_EXTRA,
	QZ_FIELDS
};

const char *qz_field_name(enum qz_field field);
bool qz_field_is_plain(enum qz_field field);

/* The field of that element name, or QZ_FIELDS. */
enum qz_field qz_field_find(const char *name);

enum qz_shape {
	QZ_SHAPE_NONE,
	QZ_SHAPE_SERIAL,
	QZ_SHAPE_CODE,
	QZ_SHAPE_POWER_TYPE,
	QZ_SHAPE_BODY,
	QZ_SHAPE_ORGANISATION,
	QZ_SHAPE_CITATION,
	QZ_SHAPE_SHORT,
	QZ_SHAPE_LIST,
	QZ_SHAPES
};

enum qz_match { QZ_MATCH_SHAPE, QZ_MATCH_CONTAINS, QZ_MATCH_STARTS, QZ_MATCH_ENDS };

struct qz_sign {
	enum qz_match match;
	enum qz_shape shape;
	char *text;
	int weight, otherwise;
};

struct qz_label {
	char *text; /* normalised */
	enum qz_field field, otherwise;
	unsigned priority; /* lower wins within a field */
	bool rank;         /* a rank of law: one of several basis columns */
};

/* The end of labels that may stand over the items' names where no known label does. */
struct qz_assumed {
	char *end;  /* normalised */
	char *kind; /* of list that it tells of ("responsibility"); NULL: of powers */
	bool never; /* labels with this end hold no names */
	unsigned priority; /* lower wins */
};

struct qz_power_type {
	char *name, *code; /* code NULL: no longer a type */
	bool abolished;
};

struct qz_vocabulary {
	struct qz_label *labels; /* sorted by text */
	size_t nlabels;
	struct qz_other {
		char *text, *kind; /* a label that another kind of list has */
	} *others;
	size_t nothers;
	struct qz_assumed *assumed; /* in the order of the data */
	size_t nassumed;
	struct {
		struct qz_sign *signs;
		size_t count;
	} fields[QZ_FIELDS];
	struct qz_power_type *types;
	size_t ntypes;
	struct qz_type_alias {
		char *text;
		size_t type;
	} *aliases; /* names and aliases, sorted by text */
	size_t naliases, longest_alias; /* in bytes */
	struct qz_type_sign {
		bool basis;
		enum qz_match match;
		char *text;
		size_t type;
	} *type_signs; /* in the order of the data */
	size_t ntype_signs;
};

/* Loads the vocabulary from the resources (folder may be NULL). NULL with a finding on failure. */
struct qz_vocabulary *qz_vocabulary_load(const char *folder, struct qz_diag *diag);
void qz_vocabulary_free(struct qz_vocabulary *vocabulary);

/* Adds a label of an office's own, before the vocabulary is shared; one that is known gets the field. 0, or -1 when memory ran out. */
int qz_vocabulary_add_label(struct qz_vocabulary *vocabulary, const char *label, enum qz_field field);

/*
 * A label as it is looked up: without blanks, bracketed instructions and final
 * colons, full-width letters narrowed. NULL when memory ran out; free().
 */
char *qz_label_normalise(const char *text, size_t len);

/* Whether a text normalises to exactly this label. */
bool qz_label_is(const char *text, size_t len, const char *normalised);

/*
 * The label an already normalised text stands for: the same text, else the
 * longest known label of at least four characters it begins or ends with.
 * *exact says which. NULL when none.
 */
const struct qz_label *qz_label_find(const struct qz_vocabulary *vocabulary, const char *normalised, bool *exact);

/* The other kind of list that an already normalised label tells of ("comparison"); NULL for none. */
const char *qz_label_other(const struct qz_vocabulary *vocabulary, const char *normalised);

/* What an already normalised label that no field knows says of being the items' names, by its end; NULL: nothing. */
const struct qz_assumed *qz_label_assumed(const struct qz_vocabulary *vocabulary, const char *normalised);

/* The power type whose name or alias `text` is, blanks and brackets set aside; NULL when none. */
const struct qz_power_type *qz_power_type_find(const struct qz_vocabulary *vocabulary, const char *text, size_t len);

enum qz_confidence { QZ_CONFIDENCE_LOW, QZ_CONFIDENCE_MEDIUM, QZ_CONFIDENCE_HIGH };

struct qz_suggestion {
	const struct qz_power_type *type; /* NULL: nothing suggests itself */
	enum qz_confidence confidence;
	const char *evidence; /* "name" or "basis" */
};

/* What type an item's name, else its basis (either may be NULL), suggests. */
struct qz_suggestion qz_power_type_suggest(const struct qz_vocabulary *vocabulary, const char *name, const char *basis);

#endif
