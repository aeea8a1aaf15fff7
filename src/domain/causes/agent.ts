/** The host cannot be looked at: its agent, and how SSM handled a command. */

import { type Evidence, said } from '../evidence.ts'
import { byCode, bySaying, type Cause, provoked, recognised } from './cause.ts'

const neverRan = (e: Evidence) => e.failures.find((f) => f.code === 'invocation-failed' && /\bexit (?:status )?126\b/.test(f.seen))

export const agent = {
  'instance-stopped': {
    title: 'The instance is not running',
    area: 'agent',
    symptom: 'The instance has a row of its own that says stopped; nothing was tried on it.',
    evidence: 'EC2 says stopped, stopping or shutting down.',
    seen: byCode('instance-stopped'),
    why: 'A stopped instance has no agent and no mounts.',
    fix: ({ instance, region }) => `aws ec2 start-instances --region ${region} --instance-ids ${instance}`,
    tried: provoked('a stopped instance'),
  },
  'agent-unregistered': {
    title: 'The SSM agent never registered',
    area: 'agent',
    symptom: '`instance-unmanaged`: EC2 knows the instance, SSM does not.',
    evidence: 'EC2 describes the running instance and DescribeInstanceInformation does not list it.',
    seen: byCode('instance-unmanaged'),
    why: 'Without a registered agent SSM cannot run anything there. Usually the instance has no instance profile, or no route to the SSM endpoints.',
    fix: ({ instance, region }) =>
      `Attach an instance profile with the policy AmazonSSMManagedInstanceCore: aws ec2 associate-iam-instance-profile --region ${region} --instance-id ${instance} --iam-instance-profile Name=PROFILE; then restart the agent (systemctl restart amazon-ssm-agent, or snap restart amazon-ssm-agent). A role attached late can take 30 minutes to register.`,
    tried: provoked('an instance whose agent never registered'),
  },
  'agent-offline': {
    title: 'The SSM agent does not answer',
    area: 'agent',
    symptom: '`instance-offline`: SSM says Connection Lost.',
    evidence: 'DescribeInstanceInformation lists the instance with a PingStatus other than Online, and EC2 does not report it as stopped.',
    seen: (e) => byCode('instance-offline')(e) ?? (e.agent?.online === false ? 'SSM has lost the connection to the agent' : undefined),
    why: 'Nothing can be run or seen there until the agent is back.',
    fix: ({ instance, region, dnsSuffix }) =>
      `On the instance: systemctl restart amazon-ssm-agent (Ubuntu: snap restart amazon-ssm-agent), then read /var/log/amazon/ssm/errors.log. Check that it reaches ssm.${region}.${dnsSuffix} on 443. If nobody can log in: aws ec2 reboot-instances --region ${region} --instance-ids ${instance}`,
    tried: provoked('an instance whose agent is offline'),
  },
  'command-not-delivered': {
    title: 'The agent is listed as online but does not pick up commands',
    area: 'agent',
    symptom: '`not-delivered`: DeliveryTimedOut after a minute.',
    evidence: 'SSM ended the invocation with DeliveryTimedOut or Undeliverable.',
    seen: byCode('not-delivered'),
    why: 'SSM lists a lost agent as online for some minutes; or all five workers of the agent are busy, usually with a hung mount.',
    fix: ({ instance, region }) =>
      `Look for commands that never end: aws ssm list-command-invocations --region ${region} --instance-id ${instance} --filters key=Status,value=InProgress; cancel them (aws ssm cancel-command), or restart the agent on the instance; then retry.`,
    tried: provoked('an agent that looks online and takes nothing'),
  },
  'agent-replaced': {
    title: 'The agent was replaced or killed while the command ran',
    area: 'agent',
    symptom: 'The command failed without a transcript; the snap on Ubuntu can refresh itself at any moment.',
    evidence: 'The agent’s own message: `document process failed unexpectedly`, `document worker timed out`.',
    seen: bySaying(/document process failed unexpectedly|document worker timed out/i, said),
    why: 'A snap refresh ends the worker that waits for the command; the program itself may have continued.',
    fix: ({ mountPoint }) =>
      `Run prism volume verify to see the current state at ${mountPoint}, then mount again. To postpone refreshes: snap refresh --hold=72h amazon-ssm-agent`,
    tried: recognised('amazon-ssm-agent, agent/framework/processor/executer/outofproc'),
  },
  'script-noexec': {
    title: 'The instance does not let the agent run scripts',
    area: 'agent',
    symptom: '`invocation-failed`, exit 126: `_script.sh: Permission denied`.',
    evidence: 'SSM’s invocation ended with exit 126 before the program said anything.',
    seen: (e) => neverRan(e)?.seen,
    why: 'The agent writes each command to a file below /var/lib/amazon/ssm and runs it there. If /var is mounted noexec, as hardening guides recommend, no command can run.',
    fix: () =>
      'On the instance: findmnt -no OPTIONS -T /var/lib/amazon/ssm. If it says noexec: mount -o remount,exec /var, and remove noexec from its line in /etc/fstab; or give /var/lib/amazon a file system of its own without noexec.',
    tried: provoked('a host whose /var is mounted noexec'),
  },
  'command-time-limit': {
    title: 'SSM killed the program at its time limit',
    area: 'agent',
    symptom: '`invocation-timed-out`: ExecutionTimedOut.',
    evidence: 'SSM’s StatusDetails is ExecutionTimedOut, or the command ended with 137.',
    seen: byCode('invocation-timed-out'),
    why: 'What the program had done by then stays. A hung server or a waiting package manager is the usual reason.',
    fix: () =>
      'Run prism volume verify to see the current state. If it happens again, look for processes in state D on the instance: ps -eo pid,stat,wchan:20,args | grep " D"',
    tried: recognised('SSM Run Command’s StatusDetails (AWS Systems Manager User Guide, “Understanding command statuses”)'),
  },
  'agent-apart': {
    title: 'The agent’s unit has mounts of its own',
    area: 'agent',
    symptom: '`mount-apart`: the client mounted, and no login sees it.',
    evidence: 'The program’s own mount table had the mount, but that of process 1 did not.',
    seen: byCode('mount-apart'),
    why: 'PrivateTmp=, ProtectSystem=, ProtectHome= or PrivateMounts= in a unit give its processes a mount namespace of their own: what they mount stays there.',
    fix: () =>
      'On the instance: systemctl cat amazon-ssm-agent; remove those settings from the drop-in that has them (systemctl edit amazon-ssm-agent), then systemctl daemon-reload && systemctl restart amazon-ssm-agent, and retry.',
    tried: provoked('an agent in a mount namespace of its own'),
  },
  'host-lock-held': {
    title: 'Another Prism job holds the host’s lock',
    area: 'agent',
    symptom: '`host-busy`.',
    evidence: 'The job did not get /run/prism/lock in time, or the kernel lists a holder of it.',
    seen: (e) => byCode('host-busy')(e) ?? (e.probe?.locks?.prism ? `/run/prism/lock is held by ${e.probe.locks.prism}` : undefined),
    why: 'Two jobs at once could undo each other’s work, so the second one waits and then gives up.',
    fix: () => 'Wait for the other run to end, then retry. If the holder is not a Prism job (fuser -v /run/prism/lock), end it by hand.',
    tried: provoked('a host whose Prism lock is held'),
  },
} as const satisfies Record<string, Cause>
