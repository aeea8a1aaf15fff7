/** How a command that SSM was asked to run can end. */
import { entry } from './entry.ts'

export const invocations = {
  'not-delivered': entry(
    'host',
    'SSM did not deliver the command in time, so nothing ran on the instance.',
    'Check the agent (`prism instance list`), then run the same command again.',
  ),
  'invocation-failed': entry(
    'host',
    'The program on the instance failed before it could report.',
    'Read the command’s output in the SSM console.',
  ),
  'invocation-cancelled': entry(
    'doubt',
    'The command was cancelled; the program may have been cut off at any step.',
    'Run `prism volume verify` to see the current state, then mount again.',
  ),
  'invocation-timed-out': entry(
    'doubt',
    'The program was killed at its time limit; what it had done by then stands.',
    'Run `prism volume verify` to see the current state; a hung server is the usual cause.',
  ),
  'transcript-missing': entry(
    'doubt',
    'The command’s output has no transcript, so nothing is known.',
    'Run `prism volume verify` to see the current state.',
  ),
  'transcript-truncated': entry(
    'doubt',
    'The transcript has no end record, so what it does not show is unknown.',
    'Run `prism volume verify` to see the current state.',
  ),
  'transcript-corrupt': entry(
    'doubt',
    'The transcript does not match its own digest or job key, so none of it is trusted.',
    'Run `prism volume verify`; if it happens again, somebody on the instance is interfering.',
  ),
  'outcome-unknown': entry(
    'doubt',
    'The command was sent to SSM, but whether it ran is unknown.',
    'Do not retry yet: run `prism volume verify` to see the current state.',
  ),
  'key-burned': entry(
    'host',
    'Prism was interrupted before it knew whether the command was sent. The instance never got it and refuses it from now on, so nothing was done there.',
    'Run the same command again.',
  ),
  'sight-lost': entry(
    'doubt',
    'AWS stopped answering in the middle of the run, so what happened afterwards is unknown.',
    'Renew the credentials or allow the named action, then run `prism volume verify` to see the current state.',
  ),
  'look-refused': entry(
    'doubt',
    'AWS did not let Prism look at the instance, so what is there is not known; nothing was changed there.',
    'Renew the credentials or allow the action named, then run the same command again.',
  ),
  'not-cancelled': entry(
    'doubt',
    'The run was interrupted, and SSM did not cancel the command: it keeps running on the instance.',
    'Wait for it to end or cancel it in the SSM console, then run `prism volume verify` to see the current state.',
  ),
  'program-changed': entry(
    'doubt',
    'The run was begun by another version of Prism, whose program for the instance this one does not have; nothing was sent.',
    'Run the same command again: it is planned with this version.',
  ),
  'job-differs': entry(
    'doubt',
    'The run has a stored result under the job’s name, but for other parameters, so it is not used, and nothing was sent.',
    'Run the same command again, and report this.',
  ),
  'job-expired': entry('host', 'The job reached the host after its time limit and refused to run.', 'Run the command again.'),
  'job-interrupted': entry(
    'doubt',
    'This job started on the host earlier and was interrupted; it does not run a second time.',
    'Run `prism volume verify` to see the current state, then mount again.',
  ),
  'host-busy': entry('host', 'Another Prism job holds the host’s lock.', 'Wait for it to end, then retry.'),
  'python-missing': entry(
    'host',
    'Prism’s program on the instance needs Python 3.6 or newer that only root can change, and there is none.',
    'Install it on the instance: dnf install python3, apt-get install python3 or zypper install python3. A mount installs it by itself.',
  ),
  'python-incomplete': entry(
    'host',
    'Python on the instance lacks modules of its standard library, as minimal packages do.',
    'Install the full package on the instance: apt-get install python3, dnf install python3 or zypper install python3-base.',
  ),
  'not-looked-at': entry(
    'doubt',
    'The host did not report this expected row: another row prevents it, or the look did not get that far.',
    'See the rows that differ and the findings first; otherwise run `prism doctor` on the instance. Nothing is claimed meanwhile.',
  ),
  'rollout-stopped': entry(
    'doubt',
    'Too many instances failed, so the batches after them were not begun: nothing was done there.',
    'Fix the instances that failed, then run the same command again: it begins with those that are left. More failures are let pass with `--max-errors`.',
  ),
  'internal-error': entry(
    'doubt',
    'Prism itself failed; what it had already sent may have run.',
    'Run `prism volume verify` to see the current state, and report this.',
  ),
  cancelled: entry('doubt', 'The run was interrupted.', 'Run `prism volume verify` to see the current state.'),
} as const
