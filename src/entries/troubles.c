/*
 * What languages and programs say, and is no error of a call: exceptions of
 * Python most of all, by the mistake that each stands for.
 */
#include "entries/tables.h"
#include "text/lang.h"

/* Its parts are rows, and each is shorter than C has every compiler take. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */
const char entries_of_troubles[] =
	TROUBLE(AS_IS("TypeError-bytes"),
	    N_("text was given where bytes belong"),
	    N_("Through a socket go bytes, and in Python 3 (and other "
	       "languages) a text is not bytes: encode() makes them of it, "
	       "and decode() makes the text of what came."),
	    N_("b\"Olá\" is no way for accents: a literal b\"...\" holds only "
	       "ASCII."),
	    AS_IS("s.sendall(\"Olá!\".encode())\n"
	          "text = s.recv(2048).decode()"),
	    AS_IS("python3 -c 'import socket; "
	          "socket.socketpair()[0].send(\"ola\")'"),
	    AS_IS("send(2); https://docs.python.org/3/library/socket.html"),
	    AS_IS("byte; encoding; UTF-8"))
	TROUBLE(AS_IS("TypeError-concat"),
	    N_("text and bytes were put together"),
	    N_("In Python, + joins two texts or two bytes. Decode what came, "
	       "or encode what you have."),
	    "",
	    AS_IS("print(\"received: \" + data.decode())"),
	    AS_IS("python3 -c 'print(\"got \" + b\"ola\")'"),
	    AS_IS("https://docs.python.org/3/library/stdtypes.html"),
	    AS_IS("TypeError-bytes; byte"))
	TROUBLE(AS_IS("TypeError-port"),
	    N_("the port is text; a number was expected"),
	    N_("What input() or the command line gives is text, also when it "
	       "looks like a number: int() makes a number of it."),
	    "",
	    AS_IS("s.connect((host, int(port)))"),
	    AS_IS("python3 -c 'import socket; "
	          "socket.socket().connect((\"127.0.0.1\", \"9\"))'"),
	    AS_IS("https://docs.python.org/3/library/socket.html"),
	    AS_IS("port; TypeError-address"))
	TROUBLE(AS_IS("TypeError-address"),
	    N_("the address is not a pair"),
	    N_("In Python an IPv4 address is a pair, host and port, and so "
	       "has parentheses of its own: two pairs of them in the call."),
	    "",
	    AS_IS("s.connect((\"127.0.0.1\", 1234))"),
	    AS_IS("python3 -c 'import socket; "
	          "socket.socket().connect(\"127.0.0.1\", 9)'"),
	    AS_IS("https://docs.python.org/3/library/socket.html"),
	    AS_IS("address; port; connect()"))
	TROUBLE(AS_IS("OverflowError-port"),
	    N_("the port is not a number from 0 to 65535"),
	    N_("A port has 16 bits. Look where the number comes from."),
	    "",
	    "",
	    AS_IS("python3 -c 'import socket; "
	          "socket.socket().connect((\"127.0.0.1\", 70000))'"),
	    AS_IS("ip(7); RFC 9293, 3.1"),
	    AS_IS("port; bad-port"))
	TROUBLE(AS_IS("bad-port"),
	    N_("what stands where the port belongs is none"),
	    N_("A port is a number from 1 to 65535, or the name of a service "
	       "such as http; some programs refuse ports that are known to be "
	       "dangerous."),
	    "",
	    "",
	    AS_IS("sockdemo connect 127.0.0.1 70000"),
	    AS_IS("services(5); RFC 6335"),
	    AS_IS("port; EAI_SERVICE; missing-port"))
	TROUBLE(AS_IS("missing-port"),
	    N_("the address has no port, or its parts cannot be told apart"),
	    N_("Where an address and a port stand in one text, a colon parts "
	       "them: 127.0.0.1:1234. An IPv6 address has colons of its own, "
	       "and so stands in brackets: [::1]:1234."),
	    "",
	    "",
	    AS_IS("sockdemo connect 127.0.0.1"),
	    AS_IS("https://pkg.go.dev/net#Dial; RFC 3986, 3.2.2"),
	    AS_IS("port; address; IPv6"))
	TROUBLE(AS_IS("AttributeError-tuple"),
	    N_("the address is used as a socket: it is conn that sends"),
	    N_("accept() gives two things: a new socket, and the client's "
	       "address, which is only a pair of text and number. Send and "
	       "receive through the first."),
	    "",
	    AS_IS("conn, addr = s.accept()\n"
	          "conn.sendall(b\"ola\")"),
	    "",
	    AS_IS("accept(2); https://docs.python.org/3/library/socket.html"),
	    AS_IS("accept(); remote address"))
	TROUBLE(AS_IS("AttributeError-decode"),
	    N_("decode() was called on text"),
	    N_("Only bytes are decoded: what recv() gives. This one is text "
	       "already."),
	    "",
	    AS_IS("text = s.recv(2048).decode()"),
	    AS_IS("python3 -c '\"ola\".decode()'"),
	    AS_IS("https://docs.python.org/3/library/stdtypes.html"),
	    AS_IS("byte; encoding"))
	TROUBLE(AS_IS("AttributeError-encode"),
	    N_("encode() was called on bytes"),
	    N_("Only text is encoded. These are bytes already, and can be "
	       "sent."),
	    "",
	    AS_IS("s.sendall(\"Olá!\".encode())"),
	    AS_IS("python3 -c 'b\"ola\".encode()'"),
	    AS_IS("https://docs.python.org/3/library/stdtypes.html"),
	    AS_IS("byte; encoding"))
	TROUBLE(AS_IS("AttributeError-module"),
	    N_("a file in the folder of the program is called socket.py"),
	    N_("Python looks in the program's own folder first, and so "
	       "imports that file instead of its own socket module. Give it "
	       "another name."),
	    "",
	    "",
	    AS_IS("python3 -c 'import socket; print(socket.__file__)'"),
	    AS_IS("https://docs.python.org/3/reference/import.html"),
	    AS_IS("NameError-import"))
	TROUBLE(AS_IS("NameError-recv"),
	    N_("send() and recv() are called on a socket"),
	    N_("In Python they are methods: the socket and a dot come before "
	       "them. In a server it is the one that accept() gave."),
	    "",
	    AS_IS("data = conn.recv(2048)"),
	    AS_IS("python3 -c 'recv(2048)'"),
	    AS_IS("https://docs.python.org/3/library/socket.html"),
	    AS_IS("recv(); accept()"))
	TROUBLE(AS_IS("NameError-socket"),
	    N_("the socket has another name here, or none yet"),
	    N_("What one function calls conn, another does not know: give it "
	       "as an argument, or keep it in self.conn."),
	    "",
	    AS_IS("def serve(conn, addr): ..."),
	    "",
	    AS_IS("https://docs.python.org/3/tutorial/classes.html"),
	    AS_IS("accept()"))
	TROUBLE(AS_IS("NameError-import"),
	    N_("import socket is missing"),
	    N_("The module has to be imported at the beginning of the file. "
	       "With from socket import * its names stand alone, and socket "
	       "is the class."),
	    "",
	    AS_IS("import socket"),
	    AS_IS("python3 -c 'socket.socket()'"),
	    AS_IS("https://docs.python.org/3/library/socket.html"),
	    AS_IS("AttributeError-module"))
	TROUBLE(AS_IS("UnicodeDecodeError"),
	    N_("these bytes are no text in that encoding"),
	    N_("Either the other end uses another encoding than the one that "
	       "decode() was told (it is UTF-8 if nothing is said), or what "
	       "came is no text, or recv() cut a character in two: then wait "
	       "for the rest, and decode a whole line or message."),
	    N_("Where no error comes, but Olá has become OlÃ¡, UTF-8 was read "
	       "as Latin-1. errors=\"replace\" hides the fault and loses "
	       "letters."),
	    AS_IS("for line in conn.makefile(encoding=\"utf-8\"): ..."),
	    AS_IS("python3 -c '\"á\".encode()[:1].decode()'"),
	    AS_IS("utf-8(7); https://docs.python.org/3/howto/unicode.html"),
	    AS_IS("encoding; UTF-8; framing"))
	TROUBLE(AS_IS("UnicodeEncodeError"),
	    N_("that encoding has no such character"),
	    N_("ASCII has no accents, and Latin-1 no euro sign: encode with "
	       "UTF-8, at both ends."),
	    "",
	    AS_IS("s.sendall(\"Olá!\".encode(\"utf-8\"))"),
	    AS_IS("python3 -c '\"á\".encode(\"ascii\")'"),
	    AS_IS("utf-8(7); https://docs.python.org/3/howto/unicode.html"),
	    AS_IS("encoding; UTF-8"))
	TROUBLE(AS_IS("SyntaxError-bytes"),
	    N_("b\"...\" with an accent in it"),
	    N_("A literal of bytes holds ASCII only: write the text without "
	       "b, and encode it."),
	    "",
	    AS_IS("s.sendall(\"Olá!\".encode())"),
	    AS_IS("python3 -c 'b\"á\"'"),
	    AS_IS("https://docs.python.org/3/reference/lexical_analysis.html"),
	    AS_IS("TypeError-bytes; encoding"))
	TROUBLE(AS_IS("ValueError-fd"),
	    N_("a closed socket was given to select()"),
	    N_("A closed socket has the number -1. Take it out of the list "
	       "where you close it."),
	    "",
	    "",
	    AS_IS("python3 -c 'import select, socket; s = socket.socket(); "
	          "s.close(); select.select([s], [], [])'"),
	    AS_IS("select(2); https://docs.python.org/3/library/select.html"),
	    AS_IS("select(); EBADF"))
	TROUBLE(AS_IS("struct.error"),
	    N_("fewer bytes came than the header has"),
	    N_("recv(4) may give fewer than 4: collect until all are there, "
	       "and only then unpack. Nothing at all (b\"\") is the end of "
	       "the connection."),
	    "",
	    AS_IS("while len(head) < 4:\n"
	          "    piece = s.recv(4 - len(head))\n"
	          "  "
	          "  if not piece: raise EOFError\n"
	          "    head += piece"),
	    AS_IS("python3 -c 'import struct; struct.unpack(\"!I\", b\"ab\")'"),
	    AS_IS("recv(2); https://docs.python.org/3/library/struct.html"),
	    AS_IS("framing; byte stream; EOF"))
	TROUBLE(AS_IS("JSONDecodeError"),
	    N_("what came is not one whole JSON text"),
	    N_("Nothing came (Expecting value), two came together (Extra "
	       "data), or a part of one: recv() knows no messages. Send one "
	       "on each line, and read lines."),
	    "",
	    AS_IS("for line in conn.makefile():\n"
	          "    message = "
	          "json.loads(line)"),
	    AS_IS("python3 -c 'import json; json.loads(\"{}{}\")'"),
	    AS_IS("recv(2); https://docs.python.org/3/library/json.html"),
	    AS_IS("framing; byte stream; EOF"))
	TROUBLE(AS_IS("UnpicklingError"),
	    N_("what came is not one whole pickle"),
	    N_("recv() gave only a part of it: send its length before it, and "
	       "collect that many bytes."),
	    N_("Never unpickle what a stranger sends: it can run any program. "
	       "JSON cannot."),
	    "",
	    "",
	    AS_IS("recv(2); https://docs.python.org/3/library/pickle.html"),
	    AS_IS("framing; byte stream"))
	TROUBLE(AS_IS("KeyboardInterrupt"),
	    N_("Ctrl-C was typed: no fault of the network"),
	    N_("The traceback shows where the program stood: usually in "
	       "accept() or recv(), where it waited."),
	    "",
	    AS_IS("except KeyboardInterrupt:"),
	    "",
	    AS_IS("signal(7); "
	          "https://docs.python.org/3/library/exceptions.html"),
	    AS_IS("blocking; signal; exit status"))
	TROUBLE(AS_IS("TLS-plain"),
	    N_("one end speaks TLS, and the other does not"),
	    N_("Usually https was asked of a server that speaks plain http "
	       "there: try http://, or the port that is for TLS (443). It may "
	       "be the other way round."),
	    "",
	    "",
	    "",
	    AS_IS("RFC 8446, 5.1"),
	    AS_IS("TLS; HTTP; well-known port"));
/* clang-format on */
