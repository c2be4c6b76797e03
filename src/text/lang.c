#include "text/lang.h"

#include <libintl.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "text/utf8.h"

#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

#define DOMAIN "sockdemo"

/* Whether a locale's name ("pt_PT.UTF-8", "pt-BR") is of a language ("pt"). */
static bool
is_language(const char *name, size_t len, const char *language)
{
	size_t n = strlen(language);

	return len >= n && strncasecmp(name, language, n) == 0 &&
	    (len == n || strchr("_-.@", name[n]) != NULL);
}

bool
langs_parse(const char *name, struct langs *langs)
{
	size_t len = strlen(name);

	if (strcmp(name, "both") == 0)
		*langs = (struct langs){ LANG_EN, true };
	else if (is_language(name, len, "pt"))
		*langs = (struct langs){ LANG_PT, false };
	else if (is_language(name, len, "en"))
		*langs = (struct langs){ LANG_EN, false };
	else
		return false;
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
	if (is_language(name, strcspn(name, ":"), "pt"))
		langs->first = LANG_PT;
	return true;
}

bool
lang_unicode(enum lang lang)
{
	return lang == LANG_PT || utf8_locale();
}

/* Writes the folder "locale" beside the program's own file; false: none. */
static bool
folder_beside_program(char *path, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", path, size - 1);
	char *slash;
	size_t left;

	if (n <= 0)
		return false;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return false;
	left = size - (size_t)(slash - path);
	return (size_t)snprintf(slash, left, "/locale") < left;
}

static const char *
catalogue_folder(void)
{
	static char folder[4096];
	char file[sizeof(folder) + 64];

	if (!folder_beside_program(folder, sizeof(folder)))
		return LOCALEDIR;
	snprintf(file, sizeof(file), "%s/pt/LC_MESSAGES/" DOMAIN ".mo", folder);
	return access(file, R_OK) == 0 ? folder : LOCALEDIR;
}

/*
 * Makes gettext(3) find Portuguese wherever the program runs. The GNU libc
 * looks at nothing while LC_MESSAGES is C, but then goes by LANGUAGE alone, so
 * that any other locale will do and C.UTF-8 is there without being installed.
 * musl has no LANGUAGE: it takes the locale's name, installed or not.
 */
static void
find_catalogue(void)
{
	static bool found;

	if (found)
		return;
	found = true;
	if (setlocale(LC_MESSAGES, "pt_PT.UTF-8") == NULL &&
	    setlocale(LC_MESSAGES, "C.UTF-8") == NULL)
		setlocale(LC_MESSAGES, "en_US.UTF-8");
	setenv("LANGUAGE", "pt", 1);
	bindtextdomain(DOMAIN, catalogue_folder());
	bind_textdomain_codeset(DOMAIN, "UTF-8");
}

void
langs_open(struct langs langs)
{
	LANGS_EACH (lang, langs)
		(void)tr(lang, "all");
}

const char *
tr(enum lang lang, const char *text)
{
	if (lang == LANG_EN)
		return text;
	find_catalogue();
	return dgettext(DOMAIN, text);
}

const char *
trn(enum lang lang, const char *one, const char *many, unsigned long long n)
{
	if (lang == LANG_EN)
		return n == 1 ? one : many;
	find_catalogue();
	/* Where long is short, a large number must not become 1. */
	return dngettext(DOMAIN, one, many, n == 1 ? 1 : 2);
}
