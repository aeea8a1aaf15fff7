/** What people make by hand before Prism comes: a mount with data of several owners, and how to see that none of it was touched. */
import type { Adoption } from '../../src/domain/adoption/parts.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { on, type Said, type Saying, type Stage } from './lab-stage.ts'

/** Mounts a volume at /data and leaves files there: other people's, hostile names, a link, a time of long ago. */
export async function mountUnmanaged(
  instance: Instance,
  fileSystemId: string,
  mount = `mount -t efs -o tls ${fileSystemId} /data`,
): Promise<void> {
  await on(
    instance,
    `mkdir -p /data && ${mount} && cd /data && mkdir -p results/2024 && echo one >results/2024/one && echo two >results/two &&
    chown -R 4000:1500 results && chmod 0640 results/two && touch -d 2021-03-04 results/2024/one results/two &&
    echo secret >$'evil\\n\\\\040name \\e[31m' && ln -s /etc/passwd link && chown -h 4001:4001 link && chown 1000:1500 /data && chmod 0770 /data`,
  )
}

/** Everything on the volume but the layout's own directories: kind, mode, owner, size, time, content. */
export const dataOf = (instance: Instance, place = '/data'): Promise<string> =>
  on(
    instance,
    `cd ${place} && find . -mindepth 1 ! -path ./shared ! -path ./users ! -path './users/*' -printf '%y %m %U:%G %s %T@ %p\\n' | sort; find . -type f -exec sha256sum {} + | sort`,
  )

/** What of the host an adoption could touch. */
export const hostOf = (instance: Instance, place = '/data'): Promise<string> =>
  on(
    instance,
    `sha256sum /etc/fstab /etc/group /etc/gshadow; find /etc/pam.d /etc/authselect -type f -exec sha256sum {} + 2>/dev/null | sort; grep " ${place} " /proc/self/mountinfo; stat -c '%n %u:%g %a' ${place} ${place}/* | sort`,
  )

export function planOf({ run }: Said): Plan {
  if (run.answer?.kind !== 'plan') throw new Error(`no plan but ${run.answer?.kind}: ${JSON.stringify(run.findings)}`)
  return run.answer.plan
}

export function adoptionOf(said: Said, instance: Instance): Adoption {
  const found = planOf(said).adoptions?.find((a) => a.instanceId === instance.id)
  if (!found) throw new Error(`nothing is said of ${instance.name}: ${JSON.stringify(said.run.findings)}`)
  return found
}

export const changesOf = (said: Said, instance: Instance): string[] =>
  adoptionOf(said, instance).changes.map((c) => `${c.what}: ${c.before} → ${c.after}`)
export const conflictsOf = (said: Said, instance: Instance): string[] => adoptionOf(said, instance).conflicts.map((c) => c.code)

/** Asks for the plan of the words and says it back. */
export async function adopt(stage: Stage, words: string, saying?: Saying): Promise<Said> {
  const { digest } = planOf(await stage.say(`adopt ${words}`))
  return stage.say(`adopt ${words} --plan ${digest.slice(0, 16)}`, saying)
}
