import { useCallback } from 'react'
import type { GivenFiles } from '../../platform/read-files.ts'
import { toast } from '../../ui/toast.ts'
import { useDocuments } from './documents-context.tsx'

/** Opens what a person picks; tells whether they picked something. */
export function useTakeFiles(): (pick: () => Promise<GivenFiles | null>) => Promise<boolean> {
  const { importer } = useDocuments()
  return useCallback(
    async (pick) => {
      try {
        const given = await pick()
        await importer.takeFiles(given)
        return given !== null
      } catch (error) {
        toast.error('Nothing was opened', { description: error instanceof Error ? error.message : String(error) })
        return false
      }
    },
    [importer],
  )
}
