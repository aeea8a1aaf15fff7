/** Every verb that changes something beside mount and unmount: how a try begins, how it is asked for, and what there has to be in the lab's own log. */
import { defaultCreateOptions } from '../../src/domain/request.ts'
import type { LabGitHub } from '../../src/lab/github/start.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { on, type Stage } from '../support/lab-stage.ts'
import { registryOf } from '../support/registered.ts'
import { stagePolicy } from '../support/rights.ts'
import { mountUnmanaged, planOf } from '../support/unmanaged.ts'
import { type Asked, askByLeaving, askByThumb, askInComment, askInGap, askOfApi, askWithEvidenceElsewhere, keptElsewhere } from './asked.ts'

export const verbs = [
  'create',
  'update',
  'lock and unlock',
  'user sync',
  'leaving',
  'evidence elsewhere',
  'approval by 👍',
  'after a gap',
  'adopt',
  'migrate',
  'delete',
  'create-access-point',
  'delete-access-point',
] as const
export type Verb = (typeof verbs)[number]

export type Begun = {
  readonly asked: Asked
  /** What AWS is to be changed by, and how often. */
  readonly atAws: () => Readonly<Record<string, number>>
  /** What may be deleted; nothing else of that name or any other. */
  readonly deletes?: readonly string[]
  /** Jobs that change the instance. */
  readonly jobs: number
  /** Between the kill and the next start; the lab's log leaves it out. */
  readonly meanwhile?: () => Promise<void>
  /** In words, what there is not in the end. */
  readonly lacks?: () => Promise<string | undefined>
}

/** `n`: another one in each try. */
export type Where = { readonly stage: Stage; readonly instance: Instance; readonly n: number }

const may = 'may: [create, update, mount, adopt, verify, doctor, unmount, status, sync-people, migrate, lock, unlock]'
const policyFor = (volume: string): string => stagePolicy.replace('research-data:', `${volume}:`).replace(/may: .*/, may)

export const beginnings: Readonly<Record<Verb, (where: Where) => Promise<Begun>>> = {
  create: async ({ stage, n }) => {
    const name = `made-${n}`
    return {
      asked: await askInComment({ policy: policyFor(name) }, [`create ${name} --infrequent-access-after 30`]),
      atAws: () => ({
        CreateFileSystem: 1,
        PutLifecycleConfiguration: 1,
        CreateSecurityGroup: 1,
        CreateTags: 1,
        AuthorizeSecurityGroupIngress: 1,
        CreateMountTarget: 3,
      }),
      jobs: 0,
      lacks: async () => (stage.lab.aws.volumeNames().filter((one) => one === name).length === 1 ? undefined : `one volume ${name}`),
    }
  },

  update: async ({ stage, n }) => {
    const name = `changed-${n}`
    await made(stage, name)
    const words = `update ${name} --throughput-mode provisioned --provisioned-throughput 64 --infrequent-access-after 30 --backups`
    return {
      asked: await askInComment({ policy: policyFor(name) }, [words]),
      atAws: () => ({ UpdateFileSystem: 1, PutLifecycleConfiguration: 1, PutBackupPolicy: 1 }),
      jobs: 0,
    }
  },

  'lock and unlock': async ({ stage, n }) => {
    const name = `locked-${n}`
    await made(stage, name)
    return {
      asked: await askInComment({ policy: policyFor(name) }, [`lock ${name} --reason "it moves"`, `unlock ${name}`]),
      atAws: () => ({}),
      jobs: 0,
    }
  },

  'user sync': async ({ instance, n }) => {
    const { name, uid } = somebody(n)
    const registry = () => `version: 1\npeople:\n  ${name}: {uid: ${uid}, hosts: ["*"]}\n${beforeThem(instance, n)}`
    return {
      asked: await askInComment({ policy: stagePolicy, registry }, [`user sync ${instance.name} --confirm-removals`]),
      atAws: () => ({}),
      jobs: 1,
      lacks: async () => ((await instance.run(`getent passwd ${name}`)).code === 0 ? undefined : `an account of ${name}`),
    }
  },

  leaving: async ({ stage, instance, n }) => {
    const { name, uid } = somebody(n)
    const before = beforeThem(instance, n)
    const registry = (id: number) =>
      `version: 1\npeople:\n  ${name}: {uid: ${uid}, github: {id: ${id}, login: ${name}}, hosts: ["*"]}\n${before}`
    const { run } = await stage.ask({
      verb: 'sync-people',
      selectors: [{ kind: 'name', name: instance.name }],
      registry: registryOf(registry(1)),
      confirmRemovals: true,
    })
    if (run.answer?.kind !== 'people' || run.answer.report?.verdict !== 'holds') throw new Error(JSON.stringify(run.answer ?? run.findings))
    const files = { policy: `${stagePolicy}leaving: { act: true }\n`, registry: (github: LabGitHub) => registry(github.idOf(name)) }
    return {
      asked: await askByLeaving(files, name),
      atAws: () => ({}),
      jobs: 1,
      lacks: async () => {
        const { stdout } = await instance.run(`getent passwd ${name}`)
        return stdout.trimEnd().endsWith('/usr/sbin/nologin') ? undefined : `an end of ${name}’s account`
      },
    }
  },

  'evidence elsewhere': async ({ stage, n }) => {
    const name = `told-${n}`
    await made(stage, name)
    const asked = await askWithEvidenceElsewhere({ policy: `${policyFor(name)}${keptElsewhere}` }, [`lock ${name} --reason "it moves"`])
    return {
      asked,
      atAws: () => ({}),
      jobs: 0,
      lacks: async () => {
        const { verdict, evidence, faults } = await asked.ledger()
        const isRight = verdict === 'consistent, not witnessed' && evidence?.found === 1
        return isRight ? undefined : `one file of evidence, which its entry names: ${JSON.stringify({ verdict, evidence, faults })}`
      },
    }
  },

  'approval by 👍': async ({ stage, instance, n }) => {
    const name = `agreed-${n}`
    await made(stage, name)
    await stage.say(`mount ${name} ${instance.name} --no-sharing-test`)
    const approvals = 'approvals:\n  - { of: [unmount], by: { permission: write }, thumbs: true }\n'
    return {
      asked: await askByThumb({ policy: `${policyFor(name)}${approvals}` }, `unmount ${name} ${instance.name}`),
      atAws: () => ({}),
      jobs: 1,
      lacks: async () => {
        const { stdout } = await instance.run('cat /proc/self/mountinfo')
        return stdout.includes(` /mnt/${name} `) ? `an end of the mount at /mnt/${name}` : undefined
      },
    }
  },

  'after a gap': async ({ stage, instance }) => {
    const line = `mount research-data ${instance.name}`
    const asked = await askInGap({ policy: stagePolicy }, line)
    const before = stage.lab.aws.executions().length
    return {
      asked,
      atAws: () => ({}),
      jobs: 0,
      lacks: async () => {
        const isSent = stage.lab.aws.executions().length > before
        const isAsked = (await asked.answers()).every((body) => body.includes('**Too late.**') && body.includes(`/prism ${line}`))
        return !isSent && isAsked ? undefined : 'an answer with what to post again, and nothing else'
      },
    }
  },

  adopt: async ({ stage, instance, n }) => {
    const name = `adopted-${n}`
    const id = await made(stage, name)
    // of the try before, with what the client remembers of it
    await instance.run('umount /data; rm -rf /var/run/efs/*.data.*; sed -i "\\\\, /data ,d" /etc/fstab')
    await mountUnmanaged(instance, id)
    const words = `adopt ${name} ${instance.name} --mount-point /data`
    const { digest } = planOf(await stage.say(words))
    return {
      asked: await askInComment({ policy: policyFor(name) }, [`${words} --plan ${digest.slice(0, 16)}`]),
      atAws: () => ({}),
      jobs: 1,
      lacks: async () => ((await instance.readFile('/etc/fstab')).includes('x-prism') ? undefined : 'a line of ours in fstab'),
    }
  },

  migrate: async ({ stage, instance, n }) => {
    const name = `moved-${n}`
    await made(stage, name)
    await stage.say(`mount ${name} ${instance.name} --no-sharing-test`)
    const folder = `/mnt/${name}/users/ubuntu`
    await on(instance, `install -d -o 1000 -g 1000 ${folder}/data && echo x >${folder}/data/one && chown 1000:1000 ${folder}/data/one`)
    const { name: to, uid } = somebody(n)
    const registry = `version: 1\npeople:\n  ${to}: {uid: ${uid}, hosts: ["*"]}\n`
    const planned = await stage.ask({
      verb: 'migrate',
      volume: { kind: 'name', name },
      selectors: [{ kind: 'name', name: instance.name }],
      registry: registryOf(registry),
      what: { kind: 'move', uid: 1000, under: 'users/ubuntu', to },
    })
    const plan = planned.run.peoplePlan?.digest.slice(0, 16)
    const words = `migrate ${name} ${instance.name} --from uid:1000 --under users/ubuntu --to ${to} --plan ${plan}`
    return {
      asked: await askInComment({ policy: policyFor(name), registry: () => registry }, [words]),
      atAws: () => ({}),
      jobs: 1,
      lacks: async () => {
        const { stdout } = await instance.run(`stat -c %u ${folder}/data/one; umount /mnt/${name}; sed -i '\\, /mnt/${name} ,d' /etc/fstab`)
        return stdout.trim() === String(uid) ? undefined : `data of ${uid}: it is ${stdout.trim()}’s`
      },
    }
  },

  delete: async ({ stage, n }) => {
    const name = `gone-${n}`
    const id = await made(stage, name)
    const calls = () => stage.lab.aws.calls().filter((c) => JSON.stringify(c.params).includes(id))
    const targets = calls().flatMap((c) => (c.operation === 'CreateMountTarget' ? idIn(c.responseBody, 'fsmt') : []))
    const groups = groupsOf(stage, name)
    let isTaken = false
    return {
      asked: await askOfApi({ method: 'DELETE', path: `/volumes/${name}?confirm=${name}` }),
      // the group of that name is by then the other one's
      atAws: () => ({ DeleteMountTarget: 3, DeleteFileSystem: 1, DeleteSecurityGroup: isTaken ? 0 : 1 }),
      deletes: [id, ...targets, ...groups],
      jobs: 0,
      meanwhile: async () => {
        // somebody makes another one under the name that became free
        if (stage.lab.aws.fileSystems().includes(id)) return
        isTaken = !stage.lab.aws
          .calls()
          .some((c) => c.operation === 'DeleteSecurityGroup' && groups.includes(idIn(c.requestBody, 'sg')[0]!))
        await made(stage, name)
      },
      lacks: async () => (stage.lab.aws.fileSystems().includes(id) ? `an end of ${id}` : undefined),
    }
  },

  'create-access-point': async ({ stage, n }) => {
    const name = `entered-${n}`
    await made(stage, name)
    return {
      asked: await askOfApi({ method: 'POST', path: `/volumes/${name}/access-points`, body: { name: 'genomics', path: '/genomics' } }),
      atAws: () => ({ CreateAccessPoint: 1 }),
      jobs: 0,
    }
  },

  'delete-access-point': async ({ stage, n }) => {
    const name = `left-${n}`
    await made(stage, name)
    const point = () =>
      stage
        .ask({ verb: 'create-access-point', volume: { kind: 'name', name }, wanted: { name: 'genomics', path: '/genomics' } })
        .then(({ run }) => {
          if (run.answer?.kind !== 'access-point' || !run.answer.point) throw new Error(JSON.stringify(run.findings))
          return run.answer.point.id
        })
    const id = await point()
    const isGone = () => stage.lab.aws.calls().some((c) => c.operation === 'DeleteAccessPoint' && c.target.includes(id) && c.status === 204)
    return {
      asked: await askOfApi({ method: 'DELETE', path: `/volumes/${name}/access-points/genomics` }),
      atAws: () => ({ DeleteAccessPoint: 1 }),
      deletes: [id],
      jobs: 0,
      meanwhile: async () => {
        if (isGone()) await point()
      },
      lacks: async () => (isGone() ? undefined : `an end of ${id}`),
    }
  },
}

/** Somebody whom no other try knows. */
const somebody = (n: number) => ({ name: `person-${n}`, uid: 66_000 + n })

/** Whom an instance knows from the tries before: their numbers are nobody else's, and they left. */
const known = new Map<Instance, number[]>()
function beforeThem(instance: Instance, n: number): string {
  const before = known.get(instance) ?? []
  known.set(instance, [...before, n])
  if (before.length === 0) return ''
  const lines = before.map(somebody).map(({ name, uid }) => `  - {number: ${uid}, name: ${name}, since: 2026-01-01}\n`)
  return `retired:\n${lines.join('')}`
}

async function made(stage: Stage, name: string): Promise<string> {
  const { run } = await stage.ask({ verb: 'create', name, options: defaultCreateOptions })
  if (run.answer?.kind !== 'created' || !run.answer.volume) throw new Error(`no volume: ${JSON.stringify(run.findings)}`)
  return run.answer.volume.id
}

/** Of the volume of that name, made for it. */
const groupsOf = (stage: Stage, name: string): string[] =>
  stage.lab.aws
    .calls()
    .filter((c) => c.operation === 'CreateSecurityGroup' && JSON.stringify(c.params).includes(name))
    .flatMap((c) => idIn(c.responseBody, 'sg'))

const idIn = (text: string, kind: string): string[] => new RegExp(`${kind}-[0-9a-f]+`).exec(text)?.slice(0, 1) ?? []
