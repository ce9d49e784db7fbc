import { announce } from '../announcer.tsx'
import { type Command, type CommandRegistry, isCommand, type Origin } from './command.ts'
import { isInScope, scopeOf } from './scopes.ts'
import { isPressed } from './shortcut.ts'

/** Runs commands by their keys. Returns what ends it. */
export function hearKeys(registry: CommandRegistry): () => void {
  const early = (event: KeyboardEvent) => answer(event, registry, (command) => command.early === true)
  const late = (event: KeyboardEvent) => answer(event, registry, (command) => command.early !== true)
  window.addEventListener('keydown', early, { capture: true })
  window.addEventListener('keydown', late)
  return () => {
    window.removeEventListener('keydown', early, { capture: true })
    window.removeEventListener('keydown', late)
  }
}

function answer(event: KeyboardEvent, registry: CommandRegistry, isMeant: (command: Command) => boolean): void {
  if (event.defaultPrevented) return
  const origin = event.target instanceof Element ? event.target : null
  for (const command of registry.all()) {
    if (!isCommand(command) || !isMeant(command) || !isHeard(command, event, origin)) continue
    const whyNot = command.whyNot?.(origin)
    if (whyNot !== undefined && command.yields) continue
    event.preventDefault()
    event.stopPropagation()
    runCommand(command, origin)
    return
  }
}

function isHeard({ keys = [], scope = 'page' }: Command, event: KeyboardEvent, origin: Origin): boolean {
  return keys.some((key) => isPressed(key, event) && isInScope(scopeOf(key, scope), origin))
}

/** Runs a command, or says why it cannot be done now: false. */
export function runCommand(command: Command, origin: Origin): boolean {
  const whyNot = command.whyNot?.(origin)
  if (whyNot === undefined) command.run(origin)
  else announce(whyNot)
  return whyNot === undefined
}
