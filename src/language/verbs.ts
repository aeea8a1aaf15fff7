/** What can be asked for in a comment, with the words that explain it at every entry point. */
import type { Verb } from '../domain/request.ts'

/** Making and deleting volumes, and the account-wide lists, are not offered in comments. */
export const commentVerbs = ['mount', 'adopt', 'verify', 'doctor', 'unmount', 'status'] as const satisfies readonly Verb[]
export type CommentVerb = (typeof commentVerbs)[number]

type VerbDoc = { readonly words: string; readonly doc: string; readonly examples: readonly string[] }

export const verbDocs: Readonly<Record<CommentVerb, VerbDoc>> = {
  mount: {
    words: 'VOLUME INSTANCE…',
    doc: 'mount the volume on the instances, set up the shared group and directories, and prove the sharing',
    examples: [
      '/prism mount research-data ubuntu-instance rocky-instance',
      '/prism mount research-data tag:Team=genomics --users ada,grace',
      '/prism mount fs-0123456789abcdef0 i-0123456789abcdef0 --mount-point /srv/data --private',
    ],
  },
  adopt: {
    words: 'VOLUME INSTANCE…',
    doc: 'import what was mounted by hand: answers with a plan and changes nothing until the plan is said back',
    examples: [
      '/prism adopt research-data ubuntu-instance --mount-point /data',
      '/prism adopt research-data ubuntu-instance --mount-point /data --plan 0123456789abcdef',
    ],
  },
  verify: {
    words: 'VOLUME INSTANCE…',
    doc: 'look at the instances, set nothing up, and report path by path and user by user what holds',
    examples: ['/prism verify research-data ubuntu-instance rocky-instance', '/prism verify research-data --all'],
  },
  doctor: {
    words: 'VOLUME INSTANCE…',
    doc: 'look at the whole way from AWS to the mount point, and name one cause with its fix; changes nothing',
    examples: ['/prism doctor research-data rocky-instance'],
  },
  unmount: {
    words: 'VOLUME INSTANCE…',
    doc: 'unmount the volume and take its fstab line away; data stays',
    examples: ['/prism unmount research-data rocky-instance'],
  },
  status: {
    words: 'VOLUME',
    doc: 'show the volume, and where it is mounted now',
    examples: ['/prism status research-data'],
  },
}
