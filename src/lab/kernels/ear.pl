#!/usr/bin/perl
# The agent's ear on the serial line. It ends, with the machine, on HALT or when the line is closed.
#   PUT ID BASE64   a piece of an execution's input; lines stay below 4096 bytes, which the terminal cannot hold
#   RUN ID MODE     runs it, many at a time        KILL ID   SIGKILL to its process group
# Every line is answered by ACK ID, and an execution at its end by OUT ID EXIT STDOUT STDERR (base64).
# ssm: as the agent does: the input's first line is its environment, the rest becomes a 0700 file that `sh -c` runs as root, with no HOME
# and no standard input. root: the input is a bash script. It ends when its first process does; children may hold the output longer.
use strict;
use warnings;
use IO::Handle;
use MIME::Base64;
use POSIX qw(:sys_wait_h setsid);
$ENV{PATH} = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
$ENV{HOME} = '/root';
my $jobs = '/run/lab/jobs';
made($jobs) or die $!;
open(my $line, '+<', '/dev/ttyS0') or die $!;
system 'stty -F /dev/ttyS0 raw -echo';
# by id what has come of an input; by process the id of what runs
my (%input, %running);
my $heard = '';
$SIG{CHLD} = sub { };
say_words('READY', (POSIX::uname())[1, 2]);

while (1) {
  reap();
  my $ready = '';
  vec($ready, fileno($line), 1) = 1;
  # the time is for a process that ends between these two lines
  next if select($ready, undef, undef, 0.2) <= 0;
  sysread($line, $heard, 65536, length $heard) or last;
  while ($heard =~ s/^(.*?)\r?\n//) {
    my ($verb, $id, $rest) = split ' ', $1;
    next unless defined $verb;
    halt() if $verb eq 'HALT';
    $input{$id} .= decode_base64($rest) if $verb eq 'PUT';
        if ($verb eq 'KILL') { $running{$_} eq $id and kill 'KILL', -$_ for keys %running }
    say_words('ACK', $id);
    run($id, $rest) if $verb eq 'RUN';
  }
}
halt();

sub run {
  my ($id, $mode) = @_;
  my $text = delete $input{$id};
  my $folder = $mode eq 'ssm' ? "/var/lib/amazon/ssm/document/orchestration/$id/awsrunShellScript/0.awsrunShellScript" : $jobs;
  my ($file, %environment) = ("$folder/$id.sh", %ENV);
  if ($mode eq 'ssm') {
    $file = "$folder/_script.sh";
    $text =~ s/^(.*)\n//;
    %environment = (PATH => $ENV{PATH}, map { split /=/, $_, 2 } split ' ', $1);
  }
  my $script;
  # on a full disk it fails at one of these
  my $written = made($folder) && open($script, '>', $file) && $script->print($text) && close $script;
  return say_words('OUT', $id, 1, '', encode_base64("$file: $!", '')) unless $written;
  chmod 0700, $file;
  my $process = fork() // die $!;
  if ($process) {
    $running{$process} = $id;
    return;
  }
  setsid();
  open(STDIN, '<', '/dev/null') or die $!;
  open(STDOUT, '>', "$jobs/$id.out") or die $!;
  open(STDERR, '>', "$jobs/$id.err") or die $!;
  $SIG{CHLD} = 'DEFAULT';
  %ENV = %environment;
  chdir($mode eq 'ssm' ? '/usr/bin' : '/');
  exec($mode eq 'ssm' ? ('sh', '-c', $file) : ('bash', $file)) or POSIX::_exit(127);
}

sub made {
  my ($folder) = @_;
  my $path = '';
  for my $name (grep { length } split m{/}, $folder) {
    $path .= "/$name";
    -d $path or mkdir $path or return 0;
  }
  return 1;
}

# As process 1 it also has the orphans.
sub reap {
  while ((my $process = waitpid(-1, WNOHANG)) > 0) {
    my $id = delete $running{$process} // next;
    my $code = WIFSIGNALED($?) ? 128 + WTERMSIG($?) : WEXITSTATUS($?);
    say_words('OUT', $id, $code, map { encode_base64(taken("$jobs/$id.$_"), '') } 'out', 'err');
    unlink "$jobs/$id.sh";
  }
}

sub taken {
  my ($file) = @_;
  open(my $output, '<', $file) or return '';
  local $/;
  my $text = <$output>;
  unlink $file;
  return $text // '';
}

sub say_words {
  my $words = join(' ', @_) . "\n";
  while (length $words) {
    my $written = syswrite($line, $words);
    substr($words, 0, $written) = '' if defined $written;
  }
}

sub halt {
  if (-d '/run/systemd/system') {
    system 'systemctl poweroff --no-block';
    exec 'sleep', '60';
  }
  system 'timeout -k 1 5 sync; echo 1 >/proc/sys/kernel/sysrq; echo o >/proc/sysrq-trigger';
  exec 'sleep', '10';
}
