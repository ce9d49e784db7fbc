import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { estimateRoom, type Room } from '../../platform/storage-room.ts'
import { toSize } from './document-words.ts'
import { useDocuments, useEntries } from './documents-context.tsx'

/** Whether the browser keeps the documents, and how much room there is. */
export function RoomLine() {
  const { keeping } = useDocuments()
  const kept = useStore(keeping)
  const room = useRoom()
  return (
    <p className="documents-room">
      {KEEPING_WORDS[kept]}
      {room && ` Used by this page: ${toSize(room.used)} of ${toSize(room.quota)}.`}
    </p>
  )
}

const KEEPING_WORDS = {
  kept: 'This browser keeps them until you delete them.',
  clearable: 'This browser may clear them when the disk is full: download what matters.',
  unasked: 'This browser is asked to keep them after your first change.',
  unknown: 'This browser does not say whether it keeps them: download what matters.',
} as const

function useRoom(): Room | null {
  const entries = useEntries()
  const [room, setRoom] = useState<Room | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list takes another room
  useEffect(() => {
    let isGone = false
    estimateRoom().then((found) => isGone || setRoom(found))
    return () => {
      isGone = true
    }
  }, [entries])
  return room
}
