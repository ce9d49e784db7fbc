import { MenuItem } from '../../ui/menu.tsx'
import { useDocuments } from './documents-context.tsx'
import { SAMPLES, type Sample } from './samples.ts'

/** The samples, as items of a menu. */
export function SampleItems() {
  const { library } = useDocuments()
  const open = async ({ title, question, load }: Sample) => library.create(title, await load(), question)
  return (
    <>
      {SAMPLES.map((sample) => (
        <MenuItem key={sample.title} note={sample.note} onSelect={() => open(sample)}>
          {sample.title}
        </MenuItem>
      ))}
    </>
  )
}
