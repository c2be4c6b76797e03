/*
 * The bytes of the catalogues, each a file that the assembler puts in. The
 * Makefile says which there are, and makes them: one for each file in po/.
 * catalogue.c reads them.
 */
#include "text/catalogue.h"

#ifndef CATALOGUES
#define CATALOGUES CATALOGUE(pt)
#endif
#ifndef CATALOGUE_FOLDER
#define CATALOGUE_FOLDER "build/po"
#endif

#define CATALOGUE(name)                                             \
	extern const char catalogue_##name[];                       \
	extern const char catalogue_##name##_end[];                 \
	__asm__(".pushsection .rodata\n"                            \
		"\t.balign 4\n"                                     \
		"\t.globl catalogue_" #name "\n"                    \
		"\t.globl catalogue_" #name "_end\n"                \
		"catalogue_" #name ":\n"                            \
		"\t.incbin \"" CATALOGUE_FOLDER "/" #name ".mo\"\n" \
		"catalogue_" #name "_end:\n"                        \
		"\t.byte 0\n"                                       \
		"\t.popsection\n");
CATALOGUES
#undef CATALOGUE

#define CATALOGUE(name) { #name, catalogue_##name, catalogue_##name##_end },

const struct catalogue catalogues[] = { CATALOGUES{ NULL, NULL, NULL } };
