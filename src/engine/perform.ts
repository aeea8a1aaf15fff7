/** A request becomes its answer: one use case a verb. */

import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import { createAccessPoint, deleteAccessPoint, listAccessPoints } from './access-points.ts'
import { adopt } from './adopt.ts'
import type { EngineContext } from './context.ts'
import { createVolume } from './create.ts'
import { deleteVolume } from './delete.ts'
import { doctor } from './doctor.ts'
import { listInstances, listVolumes } from './list.ts'
import { listLocks, lockVolume, unlockVolume } from './lock.ts'
import { migrate } from './migrate.ts'
import { mount } from './mount.ts'
import { deprovision, personStatus } from './one-person.ts'
import { status } from './status.ts'
import { syncPeople } from './sync-people.ts'
import { unmount } from './unmount.ts'
import { updateVolume } from './update.ts'
import { verify } from './verify.ts'
import { verifyAll } from './verify-all.ts'

/** Throws PrismError for what a verb refuses as a whole. */
export function perform(request: Request, ctx: EngineContext): Promise<Answer> {
  switch (request.verb) {
    case 'mount':
      return mount(request, ctx)
    case 'doctor':
      return doctor(request, ctx)
    case 'adopt':
      return adopt(request, ctx)
    case 'verify':
      return verify(request, ctx)
    case 'verify-all':
      return verifyAll(request, ctx)
    case 'unmount':
      return unmount(request, ctx)
    case 'status':
      return status(request, ctx)
    case 'create':
      return createVolume(request, ctx)
    case 'update':
      return updateVolume(request, ctx)
    case 'delete':
      return deleteVolume(request, ctx)
    case 'lock':
      return lockVolume(request, ctx)
    case 'unlock':
      return unlockVolume(request, ctx)
    case 'locks':
      return listLocks(ctx)
    case 'access-points':
      return listAccessPoints(request, ctx)
    case 'create-access-point':
      return createAccessPoint(request, ctx)
    case 'delete-access-point':
      return deleteAccessPoint(request, ctx)
    case 'volumes':
      return listVolumes(ctx)
    case 'instances':
      return listInstances(request.selectors, ctx)
    case 'sync-people':
      return syncPeople(request, ctx)
    case 'migrate':
      return migrate(request, ctx)
    case 'deprovision':
      return deprovision(request, ctx)
    case 'person-status':
      return personStatus(request, ctx)
  }
}
