use strict;
use IO::Socket::INET;

my $sock = IO::Socket::INET->new(PeerAddr => 'HOST', PeerPort => PORT,
    Proto => 'tcp', Timeout => 1) or die "cannot connect: $@\n";
print $sock "hello\n";
defined(sysread($sock, my $answer, 100)) or die "cannot read: $!";
