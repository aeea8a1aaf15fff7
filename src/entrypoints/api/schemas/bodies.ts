/**
 * What callers send, derived from the language's options: each is a member by its name in camel case, unless the option says otherwise. The
 * schema fixes shapes and sizes; names are text here, because their one grammar is `domain/names.ts`, which applies when a body was turned into
 * spoken words (`to-spoken.ts`). Unknown members are refused: a misspelt option must not be silently left out.
 */
import { z } from 'zod'
import { type OptionName, optionsOf } from '../../../domain/options/all.ts'
import { memberOf, type OptionSpec } from '../../../domain/options/option.ts'
import type { Verb } from '../../../domain/request.ts'
import { shapes, spoken } from './shapes.ts'

const instances = z.array(spoken).min(1).max(500).describe('Names, i- or mi- ids, or tag:Key=Value')
const dryRun = z.boolean().optional().describe('Plan only; nothing is changed')

/** A strict object with the verb's options, and what is no option of it; only the latter is known to the compiler. */
function bodyOf<T extends z.ZodRawShape>(verb: Verb, more: T, without?: OptionName): z.ZodObject<T> {
  const members = optionsOf(verb, 'api').flatMap((option) => {
    const { name, schema } = memberSchema(option)
    return schema && option.name !== without ? [[name, schema.optional().describe(option.doc)] as const] : []
  })
  return z.strictObject({ ...Object.fromEntries(members), ...more }) as unknown as z.ZodObject<T>
}

function memberSchema(option: OptionSpec): { readonly name: string; readonly schema: z.ZodType | undefined } {
  const { name, part } = memberOf(option)
  // given by another member as a whole
  if (part) return { name, schema: undefined }
  const shape = shapes[name]
  if (shape) return { name, schema: shape.schema }
  if (option.list) return { name, schema: z.array(spoken).min(1).max(500) }
  return { name, schema: option.argument ? spoken : z.boolean() }
}

export const mountBody = bodyOf('mount', { instances, dryRun }).meta({ id: 'MountRequest' })
export const adoptBody = bodyOf('adopt', { instances, dryRun }).meta({ id: 'AdoptRequest' })
export const verifyBody = bodyOf('verify', { instances: instances.optional().describe('May be left out with all') }).meta({
  id: 'VerifyRequest',
})
/** Of every volume: there is nothing to choose. */
export const verifyAllBody = bodyOf('verify', {}, 'all').meta({ id: 'VerifyAllRequest' })
export const doctorBody = bodyOf('doctor', { instances }).meta({ id: 'DoctorRequest' })
export const syncBody = bodyOf('sync-people', { instances: instances.optional().describe('May be left out with person'), dryRun }).meta({
  id: 'SyncRequest',
})
/** Of the person in the URL. */
export const provisionBody = bodyOf('sync-people', { dryRun }, 'person').meta({ id: 'ProvisionRequest' })
export const deprovisionBody = bodyOf('deprovision', {
  confirm: spoken.optional().describe('The name in the URL once more; needed unless it is only planned'),
  dryRun,
}).meta({ id: 'DeprovisionRequest' })
export const migrateBody = bodyOf('migrate', { instances, dryRun }).meta({ id: 'MigrateRequest' })
export const unmountBody = bodyOf('unmount', { instances, dryRun }).meta({ id: 'UnmountRequest' })
export const lockBody = bodyOf('lock', {}).meta({ id: 'LockRequest' })
export const createBody = bodyOf('create', { name: spoken, dryRun }).meta({ id: 'CreateRequest' })
export const updateBody = bodyOf('update', { dryRun }).meta({ id: 'UpdateRequest' })
export const createAccessPointBody = bodyOf('create-access-point', { name: spoken, dryRun }).meta({ id: 'CreateAccessPointRequest' })
