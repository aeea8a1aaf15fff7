/**
 * docs/pictures/: three results of runs in the lab as GitHub shows them, with GitHub's own style sheet (the package github-markdown-css) in Debian's
 * Chromium: wide and narrow, light and dark, each of at most 256 colours. `npm run pictures` writes them anew; `-- FOLDER` writes them elsewhere.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = resolve(process.argv[2] ?? join(root, 'docs/pictures'))
const { results } = await import(join(root, 'build/test/support/pictured.js'))
const browser = found('chromium', 'chromium-browser', 'google-chrome')
const quantizer = found('pngquant')

/** CSS pixels, as wide as GitHub's comments are on a desk and on a phone, the room left at the sides, and how many pixels of the picture each of them is. */
const widths = { wide: { pixels: 870, padding: 16, scale: 1.5 }, narrow: { pixels: 390, padding: 8, scale: 1 } }
const themes = ['light', 'dark']
/** Beyond which a picture is cut: what is looked at is the first screens. */
const highest = 2_400

const scratch = mkdtempSync(join(tmpdir(), 'prism-pictures-'))
try {
  mkdirSync(folder, { recursive: true })
  for (const [name, markdown] of Object.entries(await results()))
    for (const [width, size] of Object.entries(widths)) {
      const { pixels, scale } = size
      const height = Math.min(highest, heightOf(page(markdown, 'light', size), pixels))
      for (const theme of themes) {
        const file = join(folder, `${name}-${width}-${theme}.png`)
        shoot(page(markdown, theme, size), { pixels, height, scale }, file)
        console.log(`${relative(root, file)} ${statSync(file).size} bytes`)
      }
    }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** As GitHub does it: GFM, with the few tags that it lets through. */
function page(markdown, theme, { pixels, padding }) {
  const css = readFileSync(createRequire(import.meta.url).resolve(`github-markdown-css/github-markdown-${theme}.css`), 'utf8')
  const body = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })
  const background = theme === 'dark' ? '#0d1117' : '#ffffff'
  return `<!doctype html><meta charset="utf-8"><style>${css}
html, body { margin: 0; width: ${pixels}px; background: ${background}; }
.markdown-body { box-sizing: border-box; }
.markdown-body { padding: 16px ${padding}px; font-size: 14px; }
</style><article class="markdown-body">${body}</article>`
}

function shoot(html, { pixels, height, scale }, file) {
  const source = join(scratch, 'page.html')
  writeFileSync(source, html)
  run([`--force-device-scale-factor=${scale}`, `--window-size=${pixels},${height}`, `--screenshot=${file}`, `file://${source}`])
  execFileSync(quantizer, ['--force', '--strip', '--speed', '1', '--ext', '.png', '256', file])
}

/** As the browser lays it out. */
function heightOf(html, width) {
  const source = join(scratch, 'measured.html')
  const tell = '<script>document.title = document.querySelector("article").getBoundingClientRect().height</script>'
  writeFileSync(source, `${html}${tell}`)
  const dom = run([`--window-size=${width},800`, '--dump-dom', `file://${source}`])
  return Math.ceil(Number(/<title>([\d.]+)<\/title>/.exec(dom)?.[1] ?? highest))
}

function run(more) {
  const quiet = ['--headless', '--disable-gpu', '--hide-scrollbars', '--no-first-run', `--user-data-dir=${join(scratch, 'profile')}`]
  // Chromium's own sandbox does not start as root; the page is ours and loads nothing
  const alone = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return execFileSync(browser, [...quiet, ...alone, ...more], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

/** The first of these programs that is there. */
function found(...names) {
  for (const name of names)
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
    } catch {}
  console.error(`There is no ${names[0]} here. On Debian: apt-get install chromium fonts-liberation fonts-noto-color-emoji pngquant`)
  process.exit(1)
}
