/** Which verbs take the options of a group. */
import type { Verb } from '../request.ts'

export const host: readonly Verb[] = ['mount', 'adopt', 'verify', 'unmount', 'doctor']
export const table: readonly Verb[] = ['mount', 'adopt', 'verify']
export const setUp: readonly Verb[] = ['mount', 'adopt']
export const looking: readonly Verb[] = [...table, 'doctor']
