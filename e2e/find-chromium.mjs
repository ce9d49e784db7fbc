#!/usr/bin/env node
// Finds a Chromium for the browser tests. `--install` installs one when there is none, and says what it does.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { argv, env, execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env.PATH ?? '').split(delimiter)]

/** The path of a Chromium that starts: `CHROMIUM_PATH`, else Playwright's own, else the system's; undefined when there is none. */
export function findChromium() {
  if (env.CHROMIUM_PATH) {
    if (!existsSync(env.CHROMIUM_PATH)) throw new Error(`CHROMIUM_PATH names no file: ${env.CHROMIUM_PATH}`)
    return env.CHROMIUM_PATH
  }
  const system = FOLDERS.filter(Boolean).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [chromium.executablePath(), ...system].find((path) => path && existsSync(path) && starts(path))
}

/** A downloaded browser may lack libraries of the system, and a distribution's stub may only offer to install one. */
function starts(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

function install() {
  const steps = [
    ['with Playwright', playwright('install', 'chromium')],
    ['the libraries it needs, with Playwright', playwright('install-deps', 'chromium')],
    [
      'with the package manager of the system',
      asRoot('apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'),
    ],
  ]
  for (const [words, command] of steps) {
    console.log(`browser tests: installing Chromium ${words}: ${command.join(' ')}`)
    if (command.includes('apt-get')) run(asRoot('apt-get', 'update'))
    run(command)
    const found = findChromium()
    if (found) return found
    console.log('browser tests: that gave no Chromium that starts')
  }
  return undefined
}

function playwright(...args) {
  const package_ = createRequire(import.meta.url).resolve('@playwright/test/package.json')
  return [execPath, join(dirname(package_), 'cli.js'), ...args]
}

function asRoot(...command) {
  return process.getuid?.() === 0 ? command : ['sudo', '--non-interactive', ...command]
}

function run([command, ...args]) {
  spawnSync(command, args, { stdio: 'inherit' })
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const found = findChromium() ?? (argv.includes('--install') ? install() : undefined)
  if (found) console.log(`browser tests: using ${found}`)
  else {
    console.error('browser tests: no Chromium. Install one, or name it in CHROMIUM_PATH.')
    process.exitCode = 1
  }
}
