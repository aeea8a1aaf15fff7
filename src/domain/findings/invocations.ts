/** What can come of a command that SSM was asked to run. */
import { entry } from './entry.ts'

export const invocations = {
  'not-delivered': entry(
    'host',
    'SSM did not deliver the command in time, so nothing was run on the instance.',
    'Check the agent (`prism instance list`), then run the same command again.',
  ),
  'invocation-failed': entry(
    'host',
    'The program on the instance ended with an error before it could report.',
    'Read the command’s output in the SSM console.',
  ),
  'invocation-cancelled': entry(
    'doubt',
    'The command was cancelled; the program may have been cut off at any step.',
    'Run `prism volume verify` to see what holds, then mount again.',
  ),
  'invocation-timed-out': entry(
    'doubt',
    'The program was killed at its time limit; what it had done by then stands.',
    'Run `prism volume verify` to see what holds; a hung server is the usual cause.',
  ),
  'transcript-missing': entry(
    'doubt',
    'The command’s output does not hold a transcript, so nothing is known.',
    'Run `prism volume verify` to see what holds.',
  ),
  'transcript-truncated': entry(
    'doubt',
    'The transcript has no end record, so what it does not show is unknown.',
    'Run `prism volume verify` to see what holds.',
  ),
  'transcript-corrupt': entry(
    'doubt',
    'The transcript does not match its own digest or job key, so none of it is believed.',
    'Run `prism volume verify`; if it happens again, somebody on the instance is in the way.',
  ),
  'outcome-unknown': entry(
    'doubt',
    'The command was handed to SSM, but whether it ran is not known.',
    'Do not repeat it yet: run `prism volume verify` to see what holds.',
  ),
  'sight-lost': entry(
    'doubt',
    'AWS stopped answering in the middle of the run, so what came after is not known.',
    'Renew the credentials or allow the action named, then run `prism volume verify` to see what holds.',
  ),
  'look-refused': entry(
    'doubt',
    'AWS did not let Prism look at the instance, so what is there is not known; nothing was changed there.',
    'Renew the credentials or allow the action named, then run the same command again.',
  ),
  'not-cancelled': entry(
    'doubt',
    'The run was interrupted, and SSM did not cancel the command: it goes on on the instance.',
    'Wait for its end or cancel it in the SSM console, then run `prism volume verify` to see what holds.',
  ),
  'program-changed': entry(
    'doubt',
    'The run was begun by another version of Prism, whose program for the instance this one does not have; nothing was sent.',
    'Run the same command again: it is planned with this version.',
  ),
  'job-differs': entry(
    'doubt',
    'What the run has stored under the job’s name is of a job with other parameters, so it is no answer, and nothing was sent.',
    'Run the same command again, and report this.',
  ),
  'job-expired': entry('host', 'The job reached the host after its time limit and refused to run.', 'Run the command again.'),
  'job-interrupted': entry(
    'doubt',
    'This job began on the host earlier and was cut off; it is not run a second time.',
    'Run `prism volume verify` to see what holds, then mount again.',
  ),
  'host-busy': entry('host', 'Another Prism job holds the host’s lock.', 'Wait for it to end, then run again.'),
  'python-missing': entry(
    'host',
    'Prism’s program on the instance is Python, and there is no Python 3.6 or newer that only root can change.',
    'Install it on the instance: dnf install python3, apt-get install python3 or zypper install python3. A mount does so by itself.',
  ),
  'python-incomplete': entry(
    'host',
    'Python on the instance lacks modules of its standard library, as a minimal package does.',
    'Install the whole of it on the instance: apt-get install python3, dnf install python3 or zypper install python3-base.',
  ),
  'not-looked-at': entry(
    'doubt',
    'This row was expected and the host did not report on it: another row stands in its way, or the look did not get that far.',
    'See the rows that differ and the findings first; else run `prism doctor` on the instance. Nothing is claimed meanwhile.',
  ),
  'internal-error': entry(
    'doubt',
    'Prism itself failed; what was sent by then may have run.',
    'Run `prism volume verify` to see what holds, and report this.',
  ),
  cancelled: entry('doubt', 'The run was interrupted.', 'Run `prism volume verify` to see what holds.'),
} as const
