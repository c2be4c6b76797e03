/*
 * Languages: which one is asked for, and what a text is in it. The catalogues
 * themselves are catalogue.h's.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text/catalogue.h"
#include "text/lang.h"
#include "text/utf8.h"

/* Whether a locale's name ("pt_PT.UTF-8", "pt-BR") is of a language ("pt"). */
static bool
is_language(const char *name, size_t len, const char *language)
{
	size_t n = strlen(language);

	return len >= n && strncasecmp(name, language, n) == 0 &&
	    (len == n || strchr("_-.@", name[n]) != NULL);
}

/* The language whose name a locale's name begins with. */
static bool
find_language(const char *name, size_t len, enum lang *lang)
{
	*lang = LANG_EN;
	if (is_language(name, len, "en"))
		return true;
	for (int i = 0; catalogues[i].language != NULL; i++)
		if (is_language(name, len, catalogues[i].language)) {
			*lang = (enum lang)(i + 1);
			return true;
		}
	return false;
}

bool
langs_parse(const char *name, struct langs *langs)
{
	enum lang lang;

	if (strcmp(name, "both") == 0) {
		*langs = (struct langs){ LANG_EN, true };
		return true;
	}
	if (!find_language(name, strlen(name), &lang))
		return false;
	*langs = (struct langs){ lang, false };
	return true;
}

/* A variable of the environment; an empty one counts as none, "". */
static const char *
variable(const char *name)
{
	const char *value = getenv(name);

	return value != NULL ? value : "";
}

/* The name of the locale for messages, as setlocale(3) finds it. */
static const char *
message_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (*variable(names[i]) != '\0')
			return variable(names[i]);
	return "C";
}

bool
langs_from_environment(struct langs *langs)
{
	const char *own = variable("SOCKDEMO_LANG");
	const char *locale = message_locale();
	const char *list = variable("LANGUAGE");
	const char *name;

	*langs = (struct langs){ LANG_EN, false };
	if (*own != '\0')
		return langs_parse(own, langs);
	/* As gettext(3) has it: the C locale is never translated. */
	if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		return true;
	name = *list != '\0' ? list : locale;
	find_language(name, strcspn(name, ":"), &langs->first);
	return true;
}

bool
lang_unicode(enum lang lang)
{
	return lang != LANG_EN || utf8_locale() == CODESET_UTF8;
}

const char *
lang_decimal_sign(enum lang lang)
{
	/* TRANSLATORS: the decimal sign: 0.5 s */
	return tr(lang, ".");
}

/* English is the text itself; and without a translation it is better than
   nothing. */
static const char *
find(enum lang lang, const char *text, bool many, const char *english)
{
	const char *found = NULL;

	if (lang != LANG_EN)
		found = catalogue_find(&catalogues[lang - 1], text, many);
	return found != NULL ? found : english;
}

const char *
tr(enum lang lang, const char *text)
{
	return find(lang, text, false, text);
}

const char *
trn(enum lang lang, const char *one, const char *many, unsigned long long n)
{
	return find(lang, one, n != 1, n == 1 ? one : many);
}
