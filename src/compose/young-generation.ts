/**
 * V8 makes room for new objects as long as they are made, up to 128 MiB, of which a run of thousands of instances needs a sixteenth: the rest is never
 * given back. The room is to stay as it is when this is called. Node promises nothing of the flag while it runs; it may do nothing.
 */
export function keepYoungGenerationSmall(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--semi-space-growth-factor=1')
}
