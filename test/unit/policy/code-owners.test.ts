import { ownersOf } from '../../../src/policy/code-owners.ts'

const path = '.github/prism.yml'

test.each([
  ['* @acme/all', ['@acme/all']],
  ['/.github/ @acme/storage', ['@acme/storage']],
  ['.github/prism.yml @ada @max # both', ['@ada', '@max']],
  ['*.yml @ada', ['@ada']],
  ['/.github/* @ada', ['@ada']],
  ['/.github/**/*.yml @ada', ['@ada']],
  ['prism.yml @ada', ['@ada']],
  ['* @all\n/.github/prism.yml', []],
  ['/.github/prism.yml @ada\n* @all', ['@all']],
  ['/github/ @ada\n/.github/prism.ymlx @ada\n# * @all\n/prism.yml @ada', []],
  // in no time: as a regular expression it would take hours
  [`${'*'.repeat(60)}Z @ada`, []],
  ['', []],
  // words of an end, of blanks and of comments
  ['  .github/prism.yml   @ada    @max  ', ['@ada', '@max']],
  ['* @all #@ada', ['@all']],
  ['# .github/prism.yml @ada', []],
  ['.github/prism.yml @ada#1', ['@ada#1']],
  ['* @all\n\n   \n', ['@all']],
  ['/.github/pris* @ada', ['@ada']],
  ['/*/prism.yml @ada', ['@ada']],
  ['/* @ada', ['@ada']],
  ['**/prism.yml @ada', ['@ada']],
  ['/**/prism.yml @ada', ['@ada']],
  ['/.github/** @ada', ['@ada']],
  ['/**yml @ada', ['@ada']],
  ['/***yml @ada', ['@ada']],
  ['.github/ @ada', ['@ada']],
  ['github/ @ada', []],
  ['prism.yml/ @ada', []],
  ['/.github/prism.yml/ @ada', []],
  ['*.y* @ada', ['@ada']],
  ['.github/prismXyml @ada', []],
  ['.github.prism.yml @ada', []],
])('%j', (text, owners) => {
  expect(ownersOf(text, path)).toEqual(owners)
})
