// jest's own describe, test and expect as globals of this process, without the rest of jest: no modules of its own for each file of tests.
import { jestExpect } from '@jest/expect'
import * as circus from 'jest-circus'

const { describe, test, it, beforeAll, beforeEach, afterAll, afterEach } = circus
Object.assign(globalThis, { describe, test, it, beforeAll, beforeEach, afterAll, afterEach, expect: jestExpect })
process.env.NODE_ENV = 'test'

export { circus, jestExpect }

/** All tests of a group and of the groups in it. */
export function testsOf(block) {
  return block.children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)))
}
