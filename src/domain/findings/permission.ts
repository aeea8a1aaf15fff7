/** Who asked is not allowed to. */
import { entry } from './entry.ts'

export const permission = {
  denied: entry(
    'denied',
    'Prism runs as root on instances, so it needs write, maintain or admin permission on the repository.',
    'Ask somebody with write permission to comment the same command.',
  ),
  unauthorised: entry(
    'denied',
    'The bearer token is missing or unknown.',
    'Send `Authorization: Bearer <token>` with a token from the server’s configuration.',
  ),
} as const
