#!/usr/bin/perl
# The instance metadata service, version 2 only, on 169.254.169.254: values are the files of a folder (`/` written as `!`).
use strict;
use warnings;
use IO::Socket::INET;
my $folder   = shift;
my $token    = 'AQAEAPrismLabToken==';
my $listener = IO::Socket::INET->new(LocalAddr => '169.254.169.254', LocalPort => 80, Listen => 16, ReuseAddr => 1) or die $@;
while (my $peer = $listener->accept) {
  my ($method, $path) = split ' ', (<$peer> // '');
  my %header;
  while (defined(my $line = <$peer>)) {
    $line =~ s/\r?\n$//;
    last if $line eq '';
    $header{lc $1} = $2 if $line =~ /^([^:]+):\s*(.*)$/;
  }
  my ($status, $body) = answer($method // '', $path // '', \%header);
  print $peer "HTTP/1.1 $status\r\nContent-Type: text/plain\r\nServer: EC2ws\r\nConnection: close\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
  close $peer;
}

sub answer {
  my ($method, $path, $header) = @_;
  if ($path eq '/latest/api/token') {
    my $ttl = $header->{'x-aws-ec2-metadata-token-ttl-seconds'} // '';
    return $method eq 'PUT' && $ttl =~ /^\d+$/ ? ('200 OK', $token) : ('400 Bad Request', '');
  }
  return ('401 Unauthorized', '') unless ($header->{'x-aws-ec2-metadata-token'} // '') eq $token;
  $path =~ s{^/}{};
  $path =~ s{/}{!}g;
  open(my $file, '<', "$folder/$path") or return ('404 Not Found', '');
  local $/;
  return ('200 OK', scalar <$file>);
}
