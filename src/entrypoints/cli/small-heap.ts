/**
 * V8 makes room as long as objects are made: up to 128 MiB for new ones, which are never given back, and for the others several times what lives. A run of
 * thousands of instances needs neither. The first room is to stay as it is when this is called, and the second to grow by a half of what lives before all of it is
 * looked through. Node promises nothing of these flags while it runs: at worst they do nothing.
 */
export function keepHeapSmall(): void {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=50')
}
