/** Before the first test: the disk of the kernels, which all test files boot from. */
import { whyNoKernels } from '../../src/lab/kernels/host.ts'
import { kernelImage } from '../../src/lab/kernels/image.ts'

export default async function buildImage(): Promise<void> {
  if (whyNoKernels()) return
  const from = Date.now()
  await kernelImage()
  process.stderr.write(`the kernels’ disk: ${Math.round((Date.now() - from) / 1000)} s\n`)
}
