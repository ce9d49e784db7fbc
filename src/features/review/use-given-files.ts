import { type DragEvent, useState } from 'react'
import { type GivenFiles, pickFiles, pickFolder, readDrop } from '../../platform/read-files.ts'
import type { ComparedSet } from '../../store/review-slice.ts'
import { toast } from '../../ui/toast.ts'

/** Takes files from a picker, or dropped on what has the handlers. */
export function useGivenFiles(accept: (set: ComparedSet) => void) {
  const [isOver, setIsOver] = useState(false)
  const take = async (giving: Promise<GivenFiles | null>) => {
    try {
      const given = await giving
      if (given) hand(given, accept)
    } catch (error) {
      toast.error('Nothing was compared', { description: error instanceof Error ? error.message : String(error) })
    }
  }
  return {
    isOver,
    pick: (what: 'files' | 'folder') => take(what === 'files' ? pickFiles() : pickFolder()),
    onDragOver(event: DragEvent) {
      event.preventDefault()
      setIsOver(true)
    },
    onDragLeave: () => setIsOver(false),
    onDrop(event: DragEvent) {
      event.preventDefault()
      setIsOver(false)
      take(readDrop(event.dataTransfer))
    },
  }
}

function hand({ name, files, refused }: GivenFiles, accept: (set: ComparedSet) => void): void {
  if (files.length > 0) accept({ title: name, files })
  const description = refused.join(' · ') || `no .yaml, .yml or .json file in '${name}'`
  if (files.length === 0) toast.error('Nothing was compared', { description })
  else if (refused.length > 0) toast.warning('Some files are left out of the comparison', { description })
}
