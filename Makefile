# sockdemo: a netcat that explains itself.
#
#	make			build it in build/, and touch nothing else
#	make demo		build it, and show both ends of a conversation
#	make check		build it, and run every test
#	make check T=name	only the tests whose names hold that
#	make SANITIZE=address,undefined check
#	make bench		how fast it is, against the others: a table
#	make lint		what the compilers and checkers say of the code
#	make install		under PREFIX (/usr/local); DESTDIR goes before it
#	make uninstall		the same, back
#	make dist		a tarball of the last commit, in build/
#	make update-po		new messages into po/pt.po, to be translated
#
# demo, check and bench first install what is missing, with apt; DEPS=no prevents it.

VERSION   = 0.1.0
PREFIX    = /usr/local
BINDIR    = $(PREFIX)/bin
MANDIR    = $(PREFIX)/share/man
BASHDIR   = $(PREFIX)/share/bash-completion/completions
ZSHDIR    = $(PREFIX)/share/zsh/site-functions
FISHDIR   = $(PREFIX)/share/fish/vendor_completions.d
CFLAGS   ?= -O2 -g
PYTHON    = $(firstword $(wildcard /usr/bin/python3) python3)
T         =
comma     = ,
SANITIZE  =

# A command shows as a word and what it makes; with V=1, whole.
Q = $(if $(V),,@echo '  $(1)	$@';)

# A sanitized program has a folder of its own, so that build/sockdemo is
# always the real one.
B = $(if $(SANITIZE),build/sanitize,build)

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 \
	-Wstrict-prototypes -Wmissing-prototypes -Wdate-time

# What makes an overrun end the program instead of being of use to somebody.
# Fortified functions need an optimizing compiler, and hide from sanitizers.
has = $(shell $(CC) -Werror $(1) -c -x c -o /dev/null /dev/null 2>/dev/null && \
	echo $(1))
HARDEN := -fPIE -fstack-protector-strong \
	$(call has,-fstack-clash-protection) $(call has,-fcf-protection)
ifneq ($(SANITIZE),)
HARDEN += -fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
else ifneq ($(filter-out -O0,$(filter -O%,$(CFLAGS))),)
HARDEN += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif

# -ffile-prefix-map: the same program, byte for byte, wherever it is built.
# _FILE_OFFSET_BITS: logs of more than 2 GiB, also where a long has 32 bits.
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -Isrc \
	-DVERSION='"$(VERSION)"' -ffile-prefix-map='$(CURDIR)=.' \
	$(WARNINGS) $(HARDEN) $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) $(HARDEN) $(CFLAGS) -pie -Wl,-z,relro,-z,now $(LDFLAGS)

# As a shared library, readline costs every start 490 000 instructions, also
# those that never prompt; from its archive, where there is one, 20 000.
archive  = $(filter /%,$(shell $(CC) -print-file-name=$(1)))
READLINE := $(if $(and $(call archive,libreadline.a),$(call archive,libtinfo.a)),\
	-Wl$(comma)-Bstatic -lreadline -ltinfo -Wl$(comma)-Bdynamic,-lreadline)

SRC  = $(wildcard src/*.c src/*/*.c)
OBJ  = $(SRC:src/%.c=$(B)/obj/%.o)
LIB  = $(B)/libsockdemo.a
UNIT = $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test_*.c))
TEST = $(UNIT) $(B)/tests/inject

# The languages beside English, in the order of enum lang: a new one is one more
# file in po/.
LANGUAGES = pt $(filter-out pt,$(basename $(notdir $(wildcard po/*.po))))
MO        = $(LANGUAGES:%=$(B)/po/%.mo)

all: $(B)/sockdemo

# What the compiler finds depends on its flags too.
DEPENDS = CC='$(subst ','\'',$(CC) $(CPPFLAGS) $(CFLAGS))' DEPS='$(DEPS)' \
	sh tests/deps.sh

# Once, before anything is made of them: what is missing, and how to install it.
$(OBJ) $(MO): | $(B)/needed
$(B)/needed:
	@mkdir -p $(@D)
	@$(DEPENDS) tell
	@touch $@

$(B)/sockdemo: $(B)/obj/main.o $(LIB)
	$(call Q,LINK)$(LINK) -o $@ $^ $(READLINE) $(LDLIBS)

# Everything but main(): the unit tests are linked with it. Two folders may
# have a file of the same name, so members are appended (q), not replaced.
$(LIB): $(filter-out %/obj/main.o,$(OBJ)) $(B)/members
	$(call Q,AR)rm -f $@ && ar qcsD $@ $(filter %.o,$^)

# -MMD has the compiler list the headers that it read, beside the object.
$(B)/obj/%.o: src/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call Q,CC)$(COMPILE) -MMD -MP -c -o $@ $<

$(UNIT): CMOCKA = -lcmocka
$(TEST): $(B)/%: %.c $(LIB) $(B)/flags
	@mkdir -p $(@D)
	$(call Q,TEST)$(COMPILE) -MMD -MP -MF $@.d -pie -o $@ $< $(LIB) \
	    $(LDFLAGS) $(CMOCKA) $(READLINE) $(LDLIBS)

# The program has two forms of a text, for one and for all other numbers, and
# takes no language that has others.
PLURAL = nplurals=2; plural=(n != 1);

$(MO): $(B)/po/%.mo: po/%.po
	@mkdir -p $(@D)
	@grep -qF '"Plural-Forms: $(PLURAL)\n"' $< || \
	    { echo "$<: Plural-Forms is not $(PLURAL)"; false; }
	$(call Q,MSGFMT)msgfmt --check --no-hash -o $@ $<

$(B)/obj/text/catalogues.o: $(MO)
$(B)/obj/text/catalogues.o: CPPFLAGS += -DCATALOGUE_FOLDER='"$(B)/po"' \
	-DCATALOGUES='$(foreach l,$(LANGUAGES),CATALOGUE($l))'

# The aliases too are a file that the assembler puts in.
$(B)/obj/scan/alias.o: src/entries/aliases.tsv

# Two files that change only when what they hold does: with other flags every
# object is stale, and without one of its members the library is.
$(B)/flags:   TEXT = $(COMPILE) :: $(LINK) $(READLINE) $(LDLIBS)
$(B)/members: TEXT = $(OBJ)
$(B)/flags $(B)/members: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(TEXT))' | cmp -s - $@ || \
	    printf '%s\n' '$(subst ','\'',$(TEXT))' >$@

-include $(OBJ:.o=.d) $(TEST:=.d)

# What is missing is installed before anything is built, hence the $(MAKE). Two
# of them at once would build the same files twice: goals go one by one here,
# and only what each of them builds goes in parallel.
ifneq ($(filter demo check bench,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

demo:
	@$(DEPENDS) build
	@$(MAKE) $(if $(V),,-s) --no-print-directory all
	@$(B)/sockdemo demo $(ARGS)

check:
	@$(DEPENDS) check
	@$(MAKE) $(if $(V),,-s) --no-print-directory all $(TEST)
	@B='$(B)' PYTHON='$(PYTHON)' sh tests/run.sh '$(T)'

# Some minutes, and a machine with nothing else to do.
bench:
	@$(DEPENDS) bench
	@$(MAKE) $(if $(V),,-s) --no-print-directory all
	@$(PYTHON) tests/bench/bench.py $(ARGS) $(B)/sockdemo

lint:
	@B='$(B)' VERSION='$(VERSION)' sh tests/lint.sh

# For all who use the machine, hence in English: complete,SHELL,FILE
complete = $(B)/sockdemo completion --lang en $(1) >$(DESTDIR)$(2) && \
	chmod 644 $(DESTDIR)$(2)

install: all
	install -d -m 755 $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
	    $(DESTDIR)$(MANDIR)/pt/man1 $(DESTDIR)$(MANDIR)/man7 \
	    $(DESTDIR)$(MANDIR)/pt/man7
	install -m 755 $(B)/sockdemo $(DESTDIR)$(BINDIR)
	install -m 644 man/sockdemo.1 $(DESTDIR)$(MANDIR)/man1
	install -m 644 man/pt/sockdemo.1 $(DESTDIR)$(MANDIR)/pt/man1
	install -m 644 man/sockdemo-scripts.7 $(DESTDIR)$(MANDIR)/man7
	install -m 644 man/pt/sockdemo-scripts.7 $(DESTDIR)$(MANDIR)/pt/man7
	install -d -m 755 $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) \
	    $(DESTDIR)$(FISHDIR)
	$(call complete,bash,$(BASHDIR)/sockdemo)
	$(call complete,zsh,$(ZSHDIR)/_sockdemo)
	$(call complete,fish,$(FISHDIR)/sockdemo.fish)

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/sockdemo $(DESTDIR)$(MANDIR)/man1/sockdemo.1 \
	    $(DESTDIR)$(MANDIR)/pt/man1/sockdemo.1 \
	    $(DESTDIR)$(MANDIR)/man7/sockdemo-scripts.7 \
	    $(DESTDIR)$(MANDIR)/pt/man7/sockdemo-scripts.7 \
	    $(DESTDIR)$(BASHDIR)/sockdemo $(DESTDIR)$(ZSHDIR)/_sockdemo \
	    $(DESTDIR)$(FISHDIR)/sockdemo.fish

# The commit's own time goes into the tarball: the same commit, the same bytes.
dist:
	@mkdir -p build
	git archive --prefix=sockdemo-$(VERSION)/ HEAD | gzip -9n \
	    >build/sockdemo-$(VERSION).tar.gz

# The messages of the program. --flag: format directives are checked where a
# message goes to something like printf; a POT has no date, to be reproducible.
pot:
	@mkdir -p build
	find src -name '*.[ch]' | LC_ALL=C sort | xgettext --files-from=- \
	    --language=C --from-code=UTF-8 --add-comments=TRANSLATORS: \
	    --keyword=_ --keyword=N_ --keyword=N2_:1,2 --keyword=tr:2 --keyword=trn:2,3 \
	    --flag=tr:2:pass-c-format --flag=trn:2:pass-c-format \
	    --flag=trn:3:pass-c-format --flag=buf_printf:2:c-format \
	    --add-location=file --package-name=sockdemo -o - | \
	    sed '/^"POT-Creation-Date:/d' >build/sockdemo.pot

update-po: pot
	msgmerge --update --backup=off --no-fuzzy-matching --add-location=file \
	    po/pt.po build/sockdemo.pot

clean:
	rm -rf build

FORCE:
.PHONY: all demo check bench lint install uninstall dist pot update-po clean FORCE
.DELETE_ON_ERROR:
