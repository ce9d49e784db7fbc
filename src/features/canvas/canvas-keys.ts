import { type KeyboardEvent, useCallback } from 'react'
import { toConnectEnd } from '../../store/connect-end.ts'
import { useAppStore } from '../../store/context.tsx'
import type { AppState, Selection } from '../../store/state.ts'

/**
 * Single keys, heard only while the canvas has the focus: Enter selects, C connects, D shows denied flows, Delete takes
 * an edge away, Esc clears. Delete on a node does nothing: it never deletes YAML.
 */
export function useCanvasKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const store = useAppStore()
  return useCallback(
    (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const isHandled = runKey(event.key, focusedThing(event.target), event.target, store.getState())
      if (!isHandled) return
      event.preventDefault()
      event.stopPropagation()
    },
    [store],
  )
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
    case 'c':
    case 'C':
      return connectFrom(focused?.kind === 'node' ? focused : state.selection, state)
    case 'd':
    case 'D':
      if (state.selection === null && focused?.kind === 'node') state.select(focused)
      state.toggleDenied()
      return true
    case 'Delete':
    case 'Backspace':
      return disconnect(focused ?? state.selection, state)
    case 'Escape':
      if (state.selection === null) return false
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

/** Opens the search for the other end. */
function connectFrom(selection: Selection | null, { snapshot, startConnect }: AppState): boolean {
  if (selection?.kind !== 'node') return false
  const node = snapshot?.picture.nodes.find((each) => each.id === selection.id)
  const end = node && toConnectEnd(node)
  if (node === undefined || end === undefined) return false
  startConnect(end, node.title)
  return true
}

function disconnect(selection: Selection | null, { startDisconnect }: AppState): boolean {
  if (selection?.kind !== 'edge') return false
  startDisconnect(selection.id)
  return true
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
