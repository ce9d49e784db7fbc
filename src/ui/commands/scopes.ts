import type { Origin, Scope } from './command.ts'
import { isCharacter, type Shortcut } from './shortcut.ts'

const TEXT_FIELDS = 'input, textarea, select, .monaco-editor, [contenteditable]'

/** Whether the keys of a scope are heard where the focus is. */
export function isInScope(scope: Scope, origin: Origin): boolean {
  if (origin?.closest('.dialog, [role="menu"], [role="alertdialog"]')) return false
  if (scope === 'anywhere') return true
  if (scope === 'editor') return origin?.closest('.monaco-editor') != null
  if (origin?.closest(TEXT_FIELDS)) return false
  if (scope === 'page') return true
  const isNowhere = origin === null || origin === document.body
  if (scope === 'views') return isNowhere || origin.closest('[data-picture]') !== null
  return !isNowhere && origin.closest(`[data-${scope}]`) !== null
}

/** Where a key is heard: what writes something by itself at most in the views of the cluster. */
export function scopeOf(key: Shortcut, scope: Scope): Scope {
  return isCharacter(key) && (scope === 'anywhere' || scope === 'page') ? 'views' : scope
}

/** Whether the keys of two scopes may be heard at once. */
export function areHeardTogether(one: Scope, other: Scope): boolean {
  return one === other || isWithin(one, other) || isWithin(other, one)
}

const AROUND: Readonly<Record<Scope, readonly Scope[]>> = {
  anywhere: [],
  page: ['anywhere'],
  views: ['page', 'anywhere'],
  graph: ['views', 'page', 'anywhere'],
  matrix: ['views', 'page', 'anywhere'],
  flows: ['views', 'page', 'anywhere'],
  editor: ['anywhere'],
}

function isWithin(inner: Scope, outer: Scope): boolean {
  return AROUND[inner].includes(outer)
}
