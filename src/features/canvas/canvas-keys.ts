import { type KeyboardEvent, useCallback } from 'react'
import type { ChangeIntention } from '../../core/authoring/plan-change.ts'
import type { StructureIntention } from '../../core/authoring/structure/plan-structure.ts'
import type { PictureNode } from '../../core/picture/picture.ts'
import { toConnectEnd } from '../../store/connect-end.ts'
import { useAppStore } from '../../store/context.tsx'
import { toGatheredEnd } from '../../store/gather.ts'
import { toGenerateIntention } from '../../store/generate-intention.ts'
import { toGatheredIsolation, toIsolateIntention } from '../../store/isolate-intention.ts'
import type { AppState, Selection } from '../../store/state.ts'
import { toDeletion, toRenaming } from '../../store/structure-commands.ts'
import { nameGathered } from './gathered-bar.tsx'

/**
 * Single keys, heard only while the canvas has the focus: Enter selects, with Shift several, C connects, I isolates, L
 * allows only what several have now, D shows denied flows, Delete takes away, F2 renames, Esc clears. What Delete and F2 would do is shown before it is done.
 */
export function useCanvasKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const store = useAppStore()
  return useCallback(
    (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const isHandled = runKey(keyOf(event), focusedThing(event.target), event.target, store.getState())
      if (!isHandled) return
      event.preventDefault()
      event.stopPropagation()
    },
    [store],
  )
}

/** Shift counts where something is selected. */
function keyOf({ key, shiftKey }: KeyboardEvent): string {
  return shiftKey && (key === 'Enter' || key === ' ') ? 'Shift+Enter' : key
}

function runKey(key: string, focused: Selection | null, target: EventTarget, state: AppState): boolean {
  if (state.dialog !== null) return runPreviewKey(key, state)
  switch (key) {
    case 'Enter':
    case ' ':
      // A button inside a node answers to these keys itself.
      if (focused === null || (target instanceof Element && target.closest('button') !== null)) return false
      state.select(focused)
      return true
    case 'Shift+Enter':
      if (focused === null) return false
      state.gather(focused.id)
      return true
    case 'c':
    case 'C':
      return connectGathered(state) || connectFrom(focused?.kind === 'node' ? focused : state.selection, state)
    case 'd':
    case 'D':
      if (state.selection === null && focused?.kind === 'node') state.select(focused)
      state.toggleDenied()
      return true
    case 'i':
    case 'I':
      return isolate(focused?.kind === 'node' ? focused : state.selection, state)
    case 'l':
    case 'L':
      return propose(toGatheredIsolation(state, true) ?? toGenerateIntention(state), state)
    case 'Delete':
    case 'Backspace':
      return takeAway(focused ?? state.selection, state)
    case 'F2':
      return rename(focused ?? state.selection, state)
    case 'Escape':
      if (state.selection === null && state.gathered.length === 0) return false
      state.select(null)
      return true
    default:
      return false
  }
}

/** Beside a preview one can only look around, or be done with it. */
function runPreviewKey(key: string, { closeDialog }: AppState): boolean {
  if (key !== 'Escape') return false
  closeDialog()
  return true
}

function connectGathered({ snapshot, gathered, startConnect }: AppState): boolean {
  const nodes = snapshot?.picture.nodes ?? []
  const end = toGatheredEnd(nodes, gathered)
  if (end) startConnect(end, nameGathered(nodes, gathered))
  return end !== undefined
}

function isolate(selection: Selection | null, state: AppState): boolean {
  const node = selection?.kind === 'node' && state.snapshot?.picture.nodes.find(({ id }) => id === selection.id)
  return propose(toGatheredIsolation(state, false) ?? (node ? toIsolateIntention(node) : undefined), state)
}

function propose(intention: ChangeIntention | undefined, { proposeChange }: AppState): boolean {
  if (intention) proposeChange(intention)
  return intention !== undefined
}

/** Opens the search for the other end. */
function connectFrom(selection: Selection | null, { snapshot, startConnect }: AppState): boolean {
  if (selection?.kind !== 'node') return false
  const node = snapshot?.picture.nodes.find((each) => each.id === selection.id)
  const end = node && toConnectEnd(node)
  if (node === undefined || end === undefined) return false
  startConnect(end, node.title)
  return true
}

function takeAway(selection: Selection | null, state: AppState): boolean {
  if (selection?.kind === 'edge') state.startDisconnect(selection.id)
  else if (selection?.kind === 'policy')
    state.beginChange({ kind: 'delete', target: { kind: 'policy', path: selection.id } })
  else return begin(selection, toDeletion, state)
  return true
}

function rename(selection: Selection | null, state: AppState): boolean {
  return begin(selection, toRenaming, state)
}

function begin(
  selection: Selection | null,
  toIntention: (node: PictureNode) => StructureIntention | undefined,
  { snapshot, beginChange }: AppState,
): boolean {
  const node = selection?.kind === 'node' && snapshot?.picture.nodes.find(({ id }) => id === selection.id)
  const intention = node ? toIntention(node) : undefined
  if (intention) beginChange(intention)
  return intention !== undefined
}

function focusedThing(target: EventTarget): Selection | null {
  if (!(target instanceof Element)) return null
  const edge = target.closest('.react-flow__edge')
  const thing = edge ?? target.closest('.react-flow__node')
  const id = thing?.getAttribute('data-id')
  if (id === null || id === undefined) return null
  return { kind: edge === null ? 'node' : 'edge', id }
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
