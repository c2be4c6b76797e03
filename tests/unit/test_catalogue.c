#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants those above first. */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "text/catalogue.h"

/* Two messages, the second with a plural; the numbers' order can be turned. */
enum { SIZE = 28 + 2 * 16 + 39 };

static void
put_number(char *at, uint32_t n, bool turned)
{
	if (turned)
		n = __builtin_bswap32(n);
	memcpy(at, &n, sizeof(n));
}

static struct catalogue
make(char *bytes, bool turned)
{
	static const char texts[] = "apple\0byte\0bytes\0ma\xc3\xa7\xc3\xa3\0"
				    "octeto\0octetos";
	static const uint32_t numbers[] = { 0x950412de, 0, 2, 28, 44, 0, 0,
		/* messages: length, offset */
		5, 60, 10, 66,
		/* translations */
		6, 77, 14, 84 };

	memset(bytes, 0, SIZE);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		put_number(bytes + 4 * i, numbers[i], turned);
	memcpy(bytes + 60, texts, sizeof(texts));
	return (struct catalogue){ "xx", bytes, bytes + SIZE };
}

static void
finds_what_is_there(void **state)
{
	char bytes[SIZE];

	(void)state;
	for (int turned = 0; turned < 2; turned++) {
		struct catalogue c = make(bytes, turned);

		assert_string_equal(
		    catalogue_find(&c, "apple", false), "ma\xc3\xa7\xc3\xa3");
		assert_string_equal(
		    catalogue_find(&c, "byte", false), "octeto");
		assert_string_equal(
		    catalogue_find(&c, "byte", true), "octetos");
		assert_null(catalogue_find(&c, "", false));
		assert_null(catalogue_find(&c, "banana", false));
		assert_null(catalogue_find(&c, "bytes", false));
		assert_null(catalogue_find(&c, "zebra", false));
	}
}

/* Cut anywhere, or with any of its numbers wrong, nothing beyond its bytes is
   read, which valgrind and the sanitizers would tell. */
static void
reads_nothing_beyond_its_end(void **state)
{
	static const uint32_t wrong[] = { 0, 1, 27, 59, 60, SIZE - 1, SIZE,
		SIZE + 1, 0x7fffffff, 0x80000000, UINT32_MAX - 7, UINT32_MAX };
	char whole[SIZE];

	(void)state;
	make(whole, false);
	for (size_t size = 0; size < SIZE; size++) {
		char *bytes = malloc(size > 0 ? size : 1);
		struct catalogue c = { "xx", bytes, bytes + size };

		assert_non_null(bytes);
		memcpy(bytes, whole, size);
		(void)catalogue_find(&c, "apple", false);
		(void)catalogue_find(&c, "byte", true);
		free(bytes);
	}
	for (size_t at = 8; at < 60; at += 4)
		for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
			char *bytes = malloc(SIZE);
			struct catalogue c = make(bytes, false);

			put_number(bytes + at, wrong[i], false);
			(void)catalogue_find(&c, "apple", false);
			(void)catalogue_find(&c, "byte", false);
			(void)catalogue_find(&c, "zebra", false);
			free(bytes);
		}
}

/* Those of the program: every one is there, whole, and speaks. */
static void
has_those_of_the_program(void **state)
{
	(void)state;
	assert_string_equal(catalogues[0].language, "pt");
	assert_string_equal(catalogue_find(&catalogues[0], "timed out", false),
	    "tempo esgotado");
	assert_null(catalogues[1].language);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_is_there),
		cmocka_unit_test(reads_nothing_beyond_its_end),
		cmocka_unit_test(has_those_of_the_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
