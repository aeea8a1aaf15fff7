/** A report: the verdict with who differs, what differs with its causes, then what holds, each thing once. */
import { causesOf } from '../../domain/next-steps.ts'
import type { Report } from '../../domain/report.ts'
import { seconds } from '../words.ts'
import { causesItems } from './causes.ts'
import { differingTable } from './differing.ts'
import { rowFolds, stepsFold } from './folds.ts'
import { reportHeadline } from './headline.ts'
import { namesIn } from './names.ts'
import { heldText, outcomesTable } from './outcomes.ts'
import { notesText, onePersonText, peopleFold } from './people.ts'
import { permissionsTable } from './permissions.ts'
import type { Saying } from './say.ts'
import { matrixFold, pairsTable, sharingText } from './sharing.ts'
import { emptyView, type Line, type View } from './view.ts'

/** `among`: the volume, where there are several on the page. */
export function reportView(report: Report, saying: Saying, among?: string): View {
  const causes = causesItems(causesOf(report), report.instances.length, namesIn(report), saying)
  return {
    ...emptyView,
    ...reportHeadline(report),
    first: [differingTable(report), pairsTable(report), causes],
    rest: [
      onePersonText(report),
      notesText(report),
      permissionsTable(report),
      heldText(report),
      outcomesTable(report),
      sharingText(report),
    ],
    folds: [...rowFolds(report, among), ...matrixFold(report), ...peopleFold(report), ...stepsFold(report)],
    foot: [placeLine(report)],
  }
}

export const placeLine = ({ operation, startedAt, endedAt }: Report): Line => [
  { code: operation.fileSystemId },
  ' at ',
  { code: operation.mountPoint },
  ` · ${seconds(startedAt, endedAt)}`,
]
