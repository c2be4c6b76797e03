use strict;
use IO::Socket::INET;

my $server = IO::Socket::INET->new(LocalAddr => 'HOST', LocalPort => PORT,
    Listen => 5) or die "Could not create socket: $!\n";
$server->accept;
