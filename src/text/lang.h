/*
 * Languages. English text is the key of the catalogues (gettext's), and is
 * never looked up; a sentence is always rendered whole in one language, so
 * every function that makes one takes the language that it is for.
 */
#ifndef LANG_H
#define LANG_H

#include <stdbool.h>

/* English, then those that have a catalogue, in the order of the Makefile. */
enum lang { LANG_EN, LANG_PT };

/* What the user asked for: one language, or each sentence in both. */
struct langs {
	enum lang first;
	bool both; /* English, then Portuguese */
};

/* Once for each language that was asked for, English first. */
#define LANGS_EACH(lang, langs)                                              \
	for (enum lang lang = (langs).both ? LANG_EN : (langs).first,        \
		       lang##_last = (langs).both ? LANG_PT : (langs).first; \
	     lang <= lang##_last; lang++)

/* Marks a text for the catalogue where it cannot be looked up yet. */
#define N_(text) text

/* Marks one that is the same in every language. */
#define AS_IS(text) text

/*
 * Understands "en", "pt", "both", and locale names ("pt_PT.UTF-8", "pt-BR",
 * "en_GB"). Returns false when it is none of them.
 */
bool langs_parse(const char *name, struct langs *);

/*
 * The language that the environment asks for: SOCKDEMO_LANG, LANGUAGE (where
 * the locale is not C), LC_ALL, LC_MESSAGES, LANG; English where none does.
 * Returns false, and English, when SOCKDEMO_LANG holds no language.
 */
bool langs_from_environment(struct langs *);

/*
 * Whether drawings and quotes may go beyond ASCII: not for English in the C
 * locale, always for another
 * language.
 */
bool lang_unicode(enum lang);

/* What parts the tenths from the seconds: "." or ",". */
const char *lang_decimal_sign(enum lang);

const char *tr(enum lang, const char *text) __attribute__((format_arg(2)));
const char *trn(enum lang, const char *one, const char *many,
    unsigned long long n) __attribute__((format_arg(2), format_arg(3)));

#endif
