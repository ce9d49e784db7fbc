import { type FormEvent, useState } from 'react'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { useDocuments } from './documents-context.tsx'
import { sayFailure } from './say-failure.ts'
import '../../ui/field.css'

/** Keeps the text as it is now under a name. */
export function NameVersion({ onNamed }: { onNamed: () => void }) {
  const { library } = useDocuments()
  const [name, setName] = useState('')
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return
    const result = await library.versions.keepNamed(wanted)
    sayFailure('The version was not kept', result)
    if (result.kind !== 'done') return
    setName('')
    announce(`kept as ${wanted}`)
    onNamed()
  }
  return (
    <form className="name-version" onSubmit={keep}>
      <label className="field">
        <span>Name of the text as it is now</span>
        <input value={name} onChange={(event) => setName(event.target.value)} placeholder="before the audit" />
      </label>
      <Button type="submit" disabled={name.trim() === ''}>
        Keep as a version
      </Button>
    </form>
  )
}
