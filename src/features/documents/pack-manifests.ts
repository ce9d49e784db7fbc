import { kustomizeArchive } from '../../core/workspace/archive/kustomize-archive.ts'
import { zipTexts } from '../../platform/zip.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { untilRead } from './until-read.ts'

/** All manifests with a kustomization that lists them, and what whoever unpacks them should know. */
export async function packManifests(store: AppStore) {
  const snapshot = await untilRead(store)
  const known = new Map(snapshot?.files.map((file) => [file.name, file]))
  const { entries, notes } = kustomizeArchive(
    store.getState().document.files.map(({ name, text }) => {
      const { resources = 0, errors = 0 } = known.get(name) ?? {}
      // Where nothing was read, the name has to say it.
      const isManifest = snapshot ? resources + errors > 0 : /\.(ya?ml|json)$/i.test(name)
      return { name, text, isManifest, isBroken: errors > 0 }
    }),
  )
  const doubled = snapshot?.counts.doubled ?? 0
  const more = doubled > 0 ? ['kustomize refuses objects that are there twice: see Problems'] : []
  return { archive: await zipTexts(entries), notes: [...notes, ...more] }
}
